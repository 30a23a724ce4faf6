package dev.leat.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connector.keyset.KeysetConnector;
import dev.leat.connector.offset.OffsetConnector;
import dev.leat.connector.replay.ReplayConnector;
import dev.leat.connector.stepsize.StepSizeConnector;
import dev.leat.connector.timestamp.TimestampConnector;
import dev.leat.sdk.Connector;
import dev.leat.sdk.http.Http;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a row costs in numbers that are the same on every machine: bytes, requests, checkpoints. */
class StrategyCostTest {

  private static final int FEW = 20_000;
  private static final int MANY = 60_000;
  private static final int BYTES_ON_THE_WIRE = 290;

  private static final MemorySource FEW_ROWS = new MemorySource(FEW);
  private static final MemorySource MANY_ROWS = new MemorySource(MANY);

  enum Strategy {
    KEYSET(KeysetConnector::new, "/pagination/keyset", ""),
    OFFSET(OffsetConnector::new, "/pagination/offset", ",\"page_size\":1000"),
    TIMESTAMP(TimestampConnector::new, "/incremental/timestamp", ""),
    STEP_SIZE(StepSizeConnector::new, "/incremental/step", ",\"max_id\":" + MANY),
    REPLAY(ReplayConnector::new, "/incremental/replay", "");

    private final Function<Http, Connector> connector;
    private final String path;
    private final String settings;

    Strategy(Function<Http, Connector> connector, String path, String settings) {
      this.connector = connector;
      this.path = path;
      this.settings = settings;
    }

    private MemorySource.Cost sync(MemorySource source) throws Exception {
      return source.sync(connector, path, settings);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRowTakesItsOwnBytesAndFewMore(Strategy strategy) throws Exception {
    strategy.sync(MANY_ROWS);
    MemorySource.Cost few = strategy.sync(FEW_ROWS);
    MemorySource.Cost many = strategy.sync(MANY_ROWS);

    long bytesPerRow = (many.allocated() - few.allocated()) / (MANY - FEW);

    System.out.println(strategy + " " + bytesPerRow + " " + many + few);
    assertThat(bytesPerRow).isBetween((long) BYTES_ON_THE_WIRE - 10, BYTES_ON_THE_WIRE + 400L);
  }

  @ParameterizedTest
  @EnumSource
  void aPageIsAskedForOnce(Strategy strategy) throws Exception {
    MemorySource.Cost cost = strategy.sync(MANY_ROWS);

    assertThat(cost.rows()).isBetween((long) MANY, MANY + 2L * MemorySource.PAGE);
    assertThat(cost.requests()).isBetween(MANY / 1000L, MANY / 1000L + 1);
  }

  @ParameterizedTest
  @EnumSource
  void aPageIsClaimedOnce(Strategy strategy) throws Exception {
    MemorySource.Cost cost = strategy.sync(MANY_ROWS);

    assertThat(cost.checkpoints()).isBetween(1L, MANY / 1000L + 2);
  }

  @Test
  void aSyncWithNothingNewIsOneRequestAndAPageAtMost() throws Exception {
    MemorySource.Cost first = Strategy.KEYSET.sync(MANY_ROWS);
    MemorySource.Cost second =
        MANY_ROWS.sync(
            Strategy.KEYSET.connector, Strategy.KEYSET.path, Strategy.KEYSET.settings, first.state());

    System.out.println(second);
    assertThat(second.requests()).isEqualTo(1);
  }
}
