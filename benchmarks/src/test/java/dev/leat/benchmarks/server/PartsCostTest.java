package dev.leat.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.benchmarks.connector.PartsConnector;
import org.junit.jupiter.api.Test;

/** What a table of many partitions costs in numbers that are the same on every machine. */
class PartsCostTest {

  private static final int FEW = 1_000;
  private static final int MANY = 10_000;
  private static final int LISTED = 1_000;

  private static MemorySource.Cost sync(int parts) throws Exception {
    // One at a time: what is allocated is that of one thread.
    return new MemorySource(parts, 1).sync(new PartsConnector()::over, "", ",\"together\":1");
  }

  @Test
  void eachPartitionIsAskedForOnceAndClaimedOnce() throws Exception {
    MemorySource.Cost cost = sync(MANY);

    assertThat(cost.rows()).isEqualTo(MANY);
    assertThat(cost.requests()).isEqualTo(MANY + MANY / LISTED);
    assertThat(cost.checkpoints()).isBetween((long) MANY, MANY + 2L);
  }

  @Test
  void tenTimesAsManyPartitionsTakeTenTimesAsMuch() throws Exception {
    sync(FEW);
    double few = sync(FEW).allocated();
    double many = sync(MANY).allocated();

    assertThat(many / few).isBetween(5.0, 12.0);
  }
}
