package dev.leat.benchmarks.part;

import dev.leat.engine.destination.Batch;
import dev.leat.engine.destination.Destinations;
import dev.leat.engine.destination.RunRecord;
import dev.leat.engine.destination.SchemaContract;
import dev.leat.engine.destination.Session;
import dev.leat.engine.destination.SessionRequest;
import dev.leat.engine.destination.TableChanges;
import dev.leat.sdk.Operation;
import dev.leat.sdk.row.JsonRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Rows into a DuckDB file: staged, merged over equal rows and committed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(Staging.ROWS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Staging {

  static final int ROWS = 50 * Rows.PAGE;
  private static final String STATE = "{\"format\":1,\"tables\":{\"user\":{\"after\":\"1\"}}}";

  private final Clock clock = Clock.systemUTC();
  private final List<Batch> batches = batches();
  private Path folder;
  private Session session;

  /** Opens a new file. */
  @Setup
  public void open() throws IOException, InterruptedException {
    folder = Files.createTempDirectory("leat-staging");
    session =
        Destinations.at("duckdb:" + folder.resolve("parts.duckdb"))
            .begin(
                new SessionRequest(
                    "parts",
                    "run-1",
                    SchemaContract.EVOLVE,
                    SessionRequest.Deletes.HARD,
                    SessionRequest.Start.RESUME,
                    clock));
    session.declare(Rows.USER);
  }

  /** Writes and commits the same rows as the time before; returns what happened to them. */
  @Benchmark
  public Map<String, TableChanges> staging() throws InterruptedException {
    for (Batch batch : batches) {
      session.write(batch);
    }
    return session.commit(
        STATE,
        new RunRecord(
            "run-1",
            "parts",
            "0.1.0",
            clock.instant(),
            Optional.empty(),
            RunRecord.Outcome.RUNNING,
            Optional.empty(),
            "{}"));
  }

  /** Closes the file and removes it. */
  @TearDown
  public void close() throws IOException {
    session.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static List<Batch> batches() {
    List<Batch> batches = new ArrayList<>();
    for (int first = 0; first < ROWS; first += Rows.PAGE) {
      List<Operation> operations = new ArrayList<>();
      long bytes = 0;
      for (JsonRow row : Rows.from(first, ROWS)) {
        operations.add(new Operation.Upsert(Rows.USER.name(), row));
        bytes += row.length();
      }
      batches.add(new Batch(operations, bytes));
    }
    return batches;
  }
}
