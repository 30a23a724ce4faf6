package dev.leat.benchmarks.part;

import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.cursor.CursorValue;
import dev.leat.sdk.internal.json.JsonScanner;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.Page;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the bytes of a page to rows and their cursors. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(Rows.PAGE)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Pages {

  private final List<JsonRow> rows = Rows.from(0, Rows.PAGE);
  private final byte[] body = Rows.body(rows, ",\"scroll_param\":\"1000\"");
  private final CursorField cursor = CursorField.instant("updatedAt");

  /** Checks every byte of a page; returns where it ends. */
  @Benchmark
  public int pageScan() {
    return JsonScanner.value(body, 0, body.length);
  }

  /** The scan and a slice for each row. */
  @Benchmark
  public List<JsonRow> rowSlice() {
    return new Page(body).rows("/data");
  }

  /** Finds and reads each row's cursor and compares it; returns the latest. */
  @Benchmark
  public CursorValue cursorCompare() {
    CursorValue latest = cursor.of(rows.get(0)).orElseThrow();
    for (JsonRow row : rows) {
      CursorValue value = cursor.of(row).orElseThrow();
      if (value.compareTo(latest) > 0) {
        latest = value;
      }
    }
    return latest;
  }
}
