package dev.leat.destination.jsonl;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leat.sdk.Operation;
import dev.leat.sdk.schema.TableName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The records of a pipeline that were set aside, one line each with the reason. The file is made
 * with the first of them. Used by one thread.
 */
final class QuarantineFile implements AutoCloseable {

  static final String FILE = "_leat_quarantine.jsonl";

  private static final JsonMapper JSON = new JsonMapper();

  private final PipelineFolder folder;
  private final String runId;
  private final Clock clock;
  private final Map<TableName, Long> counts = new HashMap<>();
  private long committedBytes;
  private Optional<TableFile> file = Optional.empty();

  /**
   * @param bytes how much of the file counts
   * @param runId of the run that sets aside
   */
  QuarantineFile(PipelineFolder folder, long bytes, String runId, Clock clock) {
    this.folder = folder;
    this.committedBytes = bytes;
    this.runId = runId;
    this.clock = clock;
  }

  /** Sets a record aside. */
  void add(Operation.SetAside aside) throws IOException {
    if (file.isEmpty()) {
      file = Optional.of(TableFile.open(folder, FILE, committedBytes, 0));
    }
    String line =
        JSON.writeValueAsString(
            JSON.createObjectNode()
                .put("type", "set_aside")
                .put("table", aside.table().value())
                .put("reason", aside.reason())
                .put("record", aside.record())
                .put("run", runId)
                .put("at", clock.instant().toString()));
    file.get().out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    counts.merge(aside.table(), 1L, Long::sum);
  }

  /** Makes everything set aside so far durable; answers how many bytes there are. */
  long force() throws IOException {
    if (file.isEmpty()) {
      return committedBytes;
    }
    file.get().force();
    return file.get().bytes();
  }

  /** What was set aside counts from now on; answers how many records it was, by table. */
  Map<TableName, Long> committed() throws IOException {
    if (file.isPresent()) {
      file.get().committed();
      committedBytes = file.get().bytes();
    }
    Map<TableName, Long> since = Map.copyOf(counts);
    counts.clear();
    return since;
  }

  /** Closes the file as it is: it belongs to somebody else by now. */
  void leave() throws IOException {
    if (file.isPresent()) {
      file.get().leave();
      file = Optional.empty();
    }
  }

  /** Drops what does not count, and closes the file. */
  @Override
  public void close() throws IOException {
    if (file.isPresent()) {
      file.get().close();
      file = Optional.empty();
    }
  }
}
