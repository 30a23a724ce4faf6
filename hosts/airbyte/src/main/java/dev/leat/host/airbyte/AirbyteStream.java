package dev.leat.host.airbyte;

import dev.leat.host.airbyte.AirbyteMessages.Status;
import dev.leat.host.airbyte.ConfiguredStream.SyncMode;
import dev.leat.host.process.Documents;
import dev.leat.host.process.Failure;
import dev.leat.host.process.LineOutput;
import dev.leat.host.process.Projection;
import dev.leat.host.process.StreamColumn;
import dev.leat.host.process.TableOutput;
import dev.leat.host.process.TablePosition;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.protocol.ExitCode;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.Row;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What Airbyte is told of one stream. Rows go through as bytes. Used by one thread. */
final class AirbyteStream implements TableOutput {

  private static final byte[] DATA = ",\"data\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CLOSE = "}}".getBytes(StandardCharsets.US_ASCII);

  private final Table table;
  private final SyncMode mode;
  private final State from;
  private final Projection projection;
  private final AirbyteMessages messages;
  private final LineOutput lines;
  private final Clock clock;

  private final byte[] prefix;
  private long emittedAt = Long.MIN_VALUE;
  private byte[] emittedAtDigits = new byte[0];

  private long records;
  private long recordsBeforeState;
  private Optional<String> lastState = Optional.empty();
  private Optional<Cursor> cursor;
  private SyncResult said = SyncResult.complete();

  AirbyteStream(
      Table table,
      SyncMode mode,
      State from,
      Projection projection,
      AirbyteMessages messages,
      LineOutput lines,
      Clock clock) {
    this.table = table;
    this.mode = mode;
    this.from = from;
    this.projection = projection;
    this.messages = messages;
    this.lines = lines;
    this.clock = clock;
    this.cursor = from.cursor(table.name());
    this.prefix =
        ("{\"type\":\"RECORD\",\"record\":{\"stream\":"
                + Documents.quoted(table.name().value())
                + ",\"emitted_at\":")
            .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Table table() {
    return table;
  }

  @Override
  public State from() {
    return from;
  }

  @Override
  public void begun() {
    messages.status(table.name(), Status.STARTED);
  }

  @Override
  public void upsert(Row row) {
    if (records == 0) {
      messages.status(table.name(), Status.RUNNING);
    }
    lines.write(prefix);
    lines.write(emittedAt());
    lines.write(DATA);
    try {
      projection.write(row, lines);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    lines.write(CLOSE);
    lines.endLine();
    records++;
  }

  /** A record replaces the whole row, so an update that lacks columns would empty them. */
  @Override
  public void update(Row row) {
    StreamColumn.requireAll(table, row, "Airbyte");
    upsert(row);
  }

  /** The key, when it went, and a version that is newer than the row's own. */
  @Override
  public void delete(Row key) {
    String now = Documents.quoted(clock.instant().toString());
    String fields = key.json();
    StringBuilder gone = new StringBuilder(fields.substring(0, fields.lastIndexOf('}')));
    table
        .versionColumn()
        .filter(version -> key.text(version).isEmpty())
        .flatMap(table::column)
        .filter(column -> column.type().equals(DataType.UTC_DATETIME))
        .ifPresent(
            column ->
                gone.append(',').append(Documents.quoted(column.name())).append(':').append(now));
    gone.append(",\"" + AirbyteCatalog.DELETED_AT + "\":").append(now).append('}');
    upsert(JsonRow.parse(gone.toString()));
  }

  /** Harmless as long as nothing of this table can be stored; otherwise it cannot be said. */
  @Override
  public void truncate(Optional<Instant> before) {
    boolean nothingStored = records == 0 && from.cursor(table.name()).isEmpty();
    if (!nothingStored) {
      said =
          said.and(
              SyncResult.incomplete(
                  "Rows of table \""
                      + table.name()
                      + "\" are gone at the source"
                      + before.map(each -> ", all from before " + each).orElse("")
                      + ", and Airbyte has no message for that: refresh the stream and remove its"
                      + " records"));
    }
  }

  @Override
  public void schemaChange(Table changed) {
    List<String> added =
        changed.columns().stream()
            .filter(each -> !table.columns().contains(each))
            .map(each -> each.name() + " " + each.type())
            .toList();
    if (!added.isEmpty()) {
      messages.warn(
          "Table \""
              + table.name()
              + "\" has other columns now ("
              + String.join(", ", added)
              + "): refresh the source schema to store them");
    }
  }

  @Override
  public void warning(String message) {
    messages.warn(message);
  }

  @Override
  public void progress() {
    lines.flush();
  }

  @Override
  public void checkpoint(Optional<Cursor> reached) {
    cursor = reached;
    state(Pass.OPEN);
  }

  @Override
  public SyncResult completed() {
    if (!said.isComplete()) {
      incomplete(said.incompleteBecause().orElseThrow());
      return said;
    }
    state(Pass.CLOSED);
    messages.status(table.name(), Status.COMPLETE);
    return said;
  }

  @Override
  public void incomplete(String reason) {
    state(Pass.OPEN);
    messages.error(new Failure(ExitCode.INCOMPLETE, reason, ""), Optional.of(table.name()));
    messages.status(table.name(), Status.INCOMPLETE);
  }

  @Override
  public void failed(Failure failure) {
    messages.error(failure, Optional.of(table.name()));
    messages.status(table.name(), Status.INCOMPLETE);
  }

  @Override
  public void skipped() {
    messages.status(table.name(), Status.INCOMPLETE);
  }

  /** Whether a full refresh still goes on: the next attempt may go on with it, a next job not. */
  private enum Pass {
    OPEN,
    CLOSED
  }

  /**
   * Two equal states in a row would fail the sync if records stood between them, so the state
   * counts them; without any, the second is left out.
   */
  private void state(Pass pass) {
    boolean refreshed = mode == SyncMode.FULL_REFRESH && pass == Pass.CLOSED;
    String state =
        "{"
            + TablePosition.field(from.owner(), table.name(), refreshed ? Optional.empty() : cursor)
            + ",\"sync_mode\":\""
            + (mode == SyncMode.FULL_REFRESH ? "full_refresh" : "incremental")
            + "\",\"records\":"
            + records
            + (refreshed ? ",\"complete\":true}" : "}");
    if (lastState.filter(state::equals).isPresent()) {
      lines.flush();
      return;
    }
    lines.line(
        "{\"type\":\"STATE\",\"state\":{\"type\":\"STREAM\",\"stream\":{\"stream_descriptor\":{\"name\":"
            + Documents.quoted(table.name().value())
            + "},\"stream_state\":"
            + state
            + "},\"sourceStats\":{\"recordCount\":"
            + (records - recordsBeforeState)
            + ".0}}}");
    recordsBeforeState = records;
    lastState = Optional.of(state);
  }

  private byte[] emittedAt() {
    long now = clock.millis();
    if (now != emittedAt) {
      emittedAt = now;
      emittedAtDigits = Long.toString(now).getBytes(StandardCharsets.US_ASCII);
    }
    return emittedAtDigits;
  }
}
