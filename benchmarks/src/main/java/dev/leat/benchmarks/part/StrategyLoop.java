package dev.leat.benchmarks.part;

import dev.leat.sdk.Operation;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.row.Page;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import dev.leat.sdk.walk.Keyset;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Warmup;

/** What the keyset strategy adds to rows: order, guards, checkpoints; no network, no writing. */
@org.openjdk.jmh.annotations.State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(StrategyLoop.ROWS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StrategyLoop {

  static final int PAGES = 20;
  static final int ROWS = PAGES * Rows.PAGE;

  private final List<Answer> pages = pages();
  private final SyncRequest request =
      SyncRequest.of(
          ConfigurationSpec.of().parse("{}"),
          Schema.of(Rows.USER),
          State.empty(StateOwner.of("parts", Map.of())),
          Clock.systemUTC());

  /** Syncs pages that are read already; returns how many rows were sent. */
  @Benchmark
  public int strategyLoop() throws InterruptedException {
    int[] count = {0};
    Keyset.of(Rows.USER)
        .cursor(CursorField.instant("updatedAt"))
        .rowsAt("/data")
        .ascending()
        .visibilityLag(Duration.ofMinutes(5))
        .first(since -> pages.get(0))
        .next("/scroll_param", token -> pages.get(Integer.parseInt(token)))
        .places()
        .sync(
            request,
            operation -> {
              if (operation instanceof Operation.Upsert) {
                count[0]++;
              }
            });
    return count[0];
  }

  private static List<Answer> pages() {
    List<Answer> pages = new ArrayList<>();
    for (int i = 0; i < PAGES; i++) {
      String rest = i + 1 < PAGES ? ",\"scroll_param\":\"" + (i + 1) + '"' : "";
      byte[] body = Rows.body(Rows.from(i * Rows.PAGE, ROWS), rest);
      pages.add(Answer.of(new Page(body)));
    }
    return pages;
  }
}
