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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a row costs in numbers that are the same on every machine: bytes, requests, checkpoints. */
class StrategyCostTest {

  private static final int FEW = 20_000;
  private static final int MANY = 60_000;
  private static final int PAGES = MANY / MemorySource.PAGE;
  private static final long BYTES_ON_THE_WIRE = 280;

  private static final MemorySource FEW_ROWS = new MemorySource(FEW);
  private static final MemorySource MANY_ROWS = new MemorySource(MANY);

  /**
   * How a strategy is synced, and what it may cost.
   *
   * @param bytesPerRow the most that are allocated
   * @param moreRequests beyond one a page
   */
  private record Strategy(
      String name,
      Function<Http, Connector> connector,
      String path,
      String settings,
      long bytesPerRow,
      int moreRequests) {

    private MemorySource.Cost sync(MemorySource source) throws Exception {
      return source.sync(connector, path, settings);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final Strategy KEYSET =
      new Strategy("keyset", new KeysetConnector()::over, "/pagination/keyset", "", 800, 2);

  static Stream<Strategy> strategies() {
    return Stream.of(
        KEYSET,
        new Strategy(
            "offset",
            new OffsetConnector()::over,
            "/pagination/offset",
            ",\"page_size\":1000",
            1_700,
            // Five of them look behind the first end.
            9),
        new Strategy(
            "timestamp", new TimestampConnector()::over, "/incremental/timestamp", "", 700, 4),
        new Strategy(
            "step-size",
            new StepSizeConnector()::over,
            "/incremental/step",
            ",\"max_id\":" + MANY,
            650,
            20),
        new Strategy("replay", new ReplayConnector()::over, "/incremental/replay", "", 700, 4));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void aRowTakesItsOwnBytesAndFewMore(Strategy strategy) throws Exception {
    strategy.sync(MANY_ROWS);
    MemorySource.Cost few = strategy.sync(FEW_ROWS);
    MemorySource.Cost many = strategy.sync(MANY_ROWS);

    long bytesPerRow = (many.allocated() - few.allocated()) / (MANY - FEW);

    assertThat(bytesPerRow).isBetween(BYTES_ON_THE_WIRE, strategy.bytesPerRow);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void aPageIsAskedForOnce(Strategy strategy) throws Exception {
    MemorySource.Cost cost = strategy.sync(MANY_ROWS);

    assertThat(cost.rows()).isEqualTo(MANY);
    assertThat(cost.requests()).isBetween((long) PAGES, (long) PAGES + strategy.moreRequests);
  }

  /** An order that a source has not shown for some pages, or to its end, is not claimed yet. */
  @ParameterizedTest
  @MethodSource("strategies")
  void aPageIsClaimedOnce(Strategy strategy) throws Exception {
    MemorySource.Cost cost = strategy.sync(MANY_ROWS);

    assertThat(cost.checkpoints()).isBetween(PAGES - 20L, PAGES + 2L);
  }

  @Test
  void aRowOfALaterSyncIsLookedForAmongThoseOfTheLastOne() throws Exception {
    MemorySource.Cost first = KEYSET.sync(FEW_ROWS);
    MemorySource.Cost second =
        MANY_ROWS.sync(KEYSET.connector, KEYSET.path, KEYSET.settings, first.state());

    assertThat(second.rows()).isEqualTo(MANY - FEW);
    assertThat(second.allocated() / second.rows()).isBetween(BYTES_ON_THE_WIRE, 1_200L);
  }

  @Test
  void aSyncWithNothingNewIsOneRequestAndOneCheckpoint() throws Exception {
    MemorySource.Cost first = KEYSET.sync(MANY_ROWS);
    MemorySource.Cost second =
        MANY_ROWS.sync(KEYSET.connector, KEYSET.path, KEYSET.settings, first.state());

    assertThat(second.rows()).isZero();
    assertThat(second.requests()).isEqualTo(1);
    assertThat(second.checkpoints()).isEqualTo(1);
  }
}
