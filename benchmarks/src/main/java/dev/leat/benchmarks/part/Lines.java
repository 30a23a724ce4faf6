package dev.leat.benchmarks.part;

import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.Operation;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.protocol.wire.OperationReader;
import dev.leat.sdk.protocol.wire.OperationWriter;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Warmup;

/** From rows to protocol lines and back. */
@org.openjdk.jmh.annotations.State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(Rows.PAGE)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Lines {

  private static final StateOwner OWNER = StateOwner.of("parts", Map.of());

  private final List<JsonRow> rows = Rows.from(0, Rows.PAGE);
  private final State state =
      State.empty(OWNER).with(Rows.USER.name(), Cursor.of("after", "2024-01-01T00:16:39Z"));
  private final OperationWriter writer = writer(OutputStream.nullOutputStream());
  private final byte[] lines = lines();
  private final CRC32 crc = new CRC32();

  /** Writes a page of rows and the checkpoint that claims them. */
  @Benchmark
  public OperationWriter lineWrite() {
    return written(writer);
  }

  /** Reads and validates a whole stream of a page; returns how many rows it had. */
  @Benchmark
  public int lineRead() throws InterruptedException {
    int[] count = {0};
    new OperationReader(new ByteArrayInputStream(lines), OWNER)
        .readTo(
            operation -> {
              if (operation instanceof Operation.Upsert) {
                count[0]++;
              }
            });
    return count[0];
  }

  /** The checksum of each row, added up as a checkpoint's digest is. */
  @Benchmark
  public long digest() {
    long sum = 0;
    for (JsonRow row : rows) {
      crc.reset();
      crc.update(row.bytes(), row.offset(), row.length());
      sum += crc.getValue();
    }
    return sum;
  }

  private OperationWriter written(OperationWriter out) {
    for (JsonRow row : rows) {
      out.accept(new Operation.Upsert(Rows.USER.name(), row));
    }
    out.accept(new Operation.Checkpoint(state));
    return out;
  }

  private byte[] lines() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    written(writer(out)).end(SyncResult.complete());
    return out.toByteArray();
  }

  private static OperationWriter writer(OutputStream out) {
    OperationWriter writer = new OperationWriter(out, Redactor.none());
    writer.hello(
        new ConnectorInfo("parts", "0.1.0", URI.create("https://leat.dev/benchmarks")),
        Schema.of(Rows.USER));
    return writer;
  }
}
