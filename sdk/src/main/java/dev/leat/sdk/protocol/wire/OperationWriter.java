package dev.leat.sdk.protocol.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.internal.json.Json;
import dev.leat.sdk.row.Row;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes a sync as lines: {@link #hello} first, then operations, then {@link #end} or {@link
 * #error}. Rows go through as bytes. Lines are held back until {@value #BUFFER} bytes are there or
 * somebody may be waiting for them: at each checkpoint and warning, and at the end.
 *
 * <p>Used by one thread at a time. The stream below is not closed.
 */
public final class OperationWriter implements OperationSink {

  private static final int BUFFER = 128 * 1024;

  private final LineBuffer lines;
  private final Redactor redactor;
  private final Tally tally = new Tally();
  private final Map<TableName, Prefixes> declared = new HashMap<>();
  private final Operation.Cases<Void, RuntimeException> cases = new Encoder();
  private Prefixes latest;
  private Phase phase = Phase.BEFORE_HELLO;

  private enum Phase {
    BEFORE_HELLO,
    OPERATIONS,
    ENDED
  }

  /** What every data line of a table starts with, and how many there were. */
  private static final class Prefixes {

    private final TableName table;
    private final byte[] upsert;
    private final byte[] update;
    private final byte[] delete;
    private final Tally.Counter counter;

    private Prefixes(TableName table, Tally.Counter counter) {
      this.table = table;
      this.upsert = prefix("upsert", table, "row");
      this.update = prefix("update", table, "row");
      this.delete = prefix("delete", table, "key");
      this.counter = counter;
    }

    private static byte[] prefix(String type, TableName table, String last) {
      String head =
          Json.text(
              Json.DOCUMENTS.createObjectNode().put("type", type).put("table", table.value()));
      return (head.substring(0, head.length() - 1) + ",\"" + last + "\":")
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  /**
   * A writer to {@code out}.
   *
   * @param redactor masks secrets in messages for people; rows and states are data and pass through
   */
  public OperationWriter(OutputStream out, Redactor redactor) {
    this.lines = new LineBuffer(out, BUFFER);
    this.redactor = redactor;
  }

  /**
   * Says who speaks, and declares the tables that will be read.
   *
   * @throws IllegalStateException if it was said already
   * @throws OutputClosedException if the lines cannot be written
   */
  public void hello(ConnectorInfo connector, Schema selection) {
    require(Phase.BEFORE_HELLO, "hello comes first, and once");
    phase = Phase.OPERATIONS;
    message(Messages.hello(connector));
    selection.tables().forEach(this::declare);
    lines.flush();
  }

  /**
   * Writes one operation.
   *
   * @throws IllegalStateException if hello was not said, the end was, or a row's table was never
   *     declared
   * @throws OutputClosedException if the lines cannot be written
   */
  @Override
  public void accept(Operation operation) {
    require(Phase.OPERATIONS, "operations come after hello and before the end");
    operation.match(cases);
  }

  /**
   * Says how the sync ended.
   *
   * @throws IllegalStateException if there are rows that no checkpoint claims
   * @throws OutputClosedException if the lines cannot be written
   */
  public void end(SyncResult result) {
    require(Phase.OPERATIONS, "the end comes after hello, and once");
    if (!tally.isEmpty()) {
      throw new IllegalStateException(
          "The sync has ended with rows after its last checkpoint ("
              + tally.counts()
              + "): send a checkpoint that claims them, then return");
    }
    phase = Phase.ENDED;
    message(Messages.end(new SyncResult(result.incompleteBecause().map(redactor::redact))));
    lines.flush();
  }

  /**
   * Says why the sync failed; also instead of {@link #hello}.
   *
   * @param failure a {@link dev.leat.sdk.error.ConnectorException}; anything else is a defect
   * @throws IllegalStateException if the end was said already
   * @throws OutputClosedException if the lines cannot be written
   */
  public void error(Throwable failure) {
    if (phase == Phase.ENDED) {
      throw new IllegalStateException("An error comes before the end");
    }
    phase = Phase.ENDED;
    message(Messages.error(failure, redactor));
    lines.flush();
  }

  /**
   * Hands on what is held back; only whole lines are ever held.
   *
   * @throws OutputClosedException if the lines cannot be written
   */
  public void flush() {
    lines.flush();
  }

  private void declare(Table table) {
    message(Messages.schema(table));
    declared.computeIfAbsent(table.name(), name -> new Prefixes(name, tally.counter(name)));
  }

  private Prefixes table(TableName table) {
    if (latest == null || !latest.table.equals(table)) {
      latest = declared.get(table);
      if (latest == null) {
        throw new IllegalStateException(
            "Table \"" + table + "\" was never declared: discover it, or send its schema first");
      }
    }
    return latest;
  }

  private long message(ObjectNode message) {
    lines.start();
    lines.write(Json.bytes(message));
    return lines.end();
  }

  private void require(Phase expected, String rule) {
    if (phase != expected) {
      throw new IllegalStateException("This line does not stand here: " + rule);
    }
  }

  private final class Encoder implements Operation.Cases<Void, RuntimeException> {

    @Override
    public Void upsert(Operation.Upsert upsert) {
      return row(table(upsert.table()).upsert, upsert.row());
    }

    @Override
    public Void update(Operation.Update update) {
      return row(table(update.table()).update, update.row());
    }

    @Override
    public Void delete(Operation.Delete delete) {
      return row(table(delete.table()).delete, delete.key());
    }

    @Override
    public Void truncate(Operation.Truncate truncate) {
      Tally.Counter counter = table(truncate.table()).counter;
      tally.add(counter, message(Messages.truncate(truncate)));
      return null;
    }

    @Override
    public Void setAside(Operation.SetAside setAside) {
      Tally.Counter counter = table(setAside.table()).counter;
      String reason = redactor.redact(setAside.reason());
      tally.add(counter, message(Messages.setAside(setAside, reason)));
      return null;
    }

    @Override
    public Void schemaChange(Operation.SchemaChange change) {
      declare(change.table());
      return null;
    }

    @Override
    public Void warning(Operation.Warning warning) {
      message(Messages.warning(redactor.redact(warning.message())));
      lines.flush();
      return null;
    }

    @Override
    public Void progress(Operation.Progress progress) {
      message(Messages.progress(progress));
      return null;
    }

    @Override
    public Void checkpoint(Operation.Checkpoint checkpoint) {
      message(Messages.checkpoint(checkpoint, tally));
      tally.clear();
      lines.flush();
      return null;
    }

    /** A line of a row: {@link #latest} is its table. */
    private Void row(byte[] prefix, Row row) {
      lines.start();
      lines.write(prefix);
      try {
        row.writeTo(lines);
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
      lines.write('}');
      tally.add(latest.counter, lines.end());
      return null;
    }
  }
}
