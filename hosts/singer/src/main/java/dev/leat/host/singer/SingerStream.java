package dev.leat.host.singer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.host.process.Documents;
import dev.leat.host.process.Failure;
import dev.leat.host.process.LineOutput;
import dev.leat.host.process.Projection;
import dev.leat.host.process.StreamColumn;
import dev.leat.host.process.TableOutput;
import dev.leat.host.process.TablePosition;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.Row;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** What a Singer target is told of one stream. Rows go through as bytes. Used by one thread. */
final class SingerStream implements TableOutput {

  private static final byte[] RECORD = "\",\"record\":".getBytes(StandardCharsets.US_ASCII);

  private final ReplicationMethod method;
  private final Projection projection;
  private final State from;
  private final Bookmarks bookmarks;
  private final LineOutput lines;
  private final Log log;
  private final Clock clock;

  private Table table;
  private long version;
  private byte[] prefix = new byte[0];
  private long extractedAt = Long.MIN_VALUE;
  private byte[] extractedAtText = new byte[0];

  private Instant begunAt = Instant.MAX;
  private long records;
  private long recordsBeforeState;
  private Optional<Cursor> cursor;
  private Optional<String> lastState = Optional.empty();
  private SyncResult said = SyncResult.complete();

  /**
   * Starts a stream.
   *
   * @param version marks the rows of one reading of the table; see ACTIVATE_VERSION
   */
  SingerStream(
      Table table,
      ReplicationMethod method,
      Projection projection,
      State from,
      long version,
      Bookmarks bookmarks,
      LineOutput lines,
      Log log,
      Clock clock) {
    this.table = table;
    this.method = method;
    this.projection = projection;
    this.from = from;
    this.version = version;
    this.bookmarks = bookmarks;
    this.lines = lines;
    this.log = log;
    this.clock = clock;
    this.cursor = from.cursor(table.name());
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
    begunAt = clock.instant();
    schema();
    mark(version);
  }

  @Override
  public void upsert(Row row) {
    lines.write(prefix);
    lines.write(extractedAt());
    lines.write(RECORD);
    try {
      projection.write(row, lines);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    lines.write('}');
    lines.endLine();
    records++;
  }

  /** A record replaces the whole row, so an update that lacks columns would empty them. */
  @Override
  public void update(Row row) {
    StreamColumn.requireAll(table, row, "a Singer target");
    upsert(row);
  }

  @Override
  public void delete(Row key) {
    String fields = key.json();
    upsert(
        JsonRow.parse(
            fields.substring(0, fields.lastIndexOf('}'))
                + ",\""
                + StreamSchema.DELETED_AT
                + "\":"
                + Documents.quoted(clock.instant().toString())
                + "}"));
  }

  /** Whatever carries an older version is gone; which is all that Singer can say. */
  @Override
  public void truncate(Optional<Instant> before) {
    if (records == 0 && from.cursor(table.name()).isEmpty()) {
      return;
    }
    boolean all =
        before.isEmpty()
            || !before.get().isBefore(clock.instant())
            || (records == 0 && !before.get().isBefore(begunAt));
    if (!all) {
      said =
          said.and(
              SyncResult.incomplete(
                  "Rows of table \""
                      + table.name()
                      + "\" from before "
                      + before.get()
                      + " are gone at the source, and Singer can only remove all of them: empty the"
                      + " target's table and its bookmark"));
      return;
    }
    mark(Math.max(version + 1, clock.millis()));
    if (method == ReplicationMethod.INCREMENTAL) {
      activateVersion();
    }
  }

  @Override
  public void schemaChange(Table changed) {
    table = changed;
    schema();
  }

  @Override
  public void warning(String message) {
    log.warning(message);
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
    if (method == ReplicationMethod.FULL_TABLE) {
      activateVersion();
    }
    state(Pass.CLOSED);
    log.records(table.name(), records);
    return said;
  }

  @Override
  public void incomplete(String reason) {
    state(Pass.OPEN);
    log.critical("Stream \"" + table.name() + "\" is incomplete: " + reason);
    log.records(table.name(), records);
  }

  @Override
  public void failed(Failure failure) {
    lines.flush();
    log.critical("Stream \"" + table.name() + "\" failed: " + failure.message());
    if (failure.isDefect()) {
      log.detail(failure.stackTrace());
    }
    log.records(table.name(), records);
  }

  @Override
  public void skipped() {
    log.warning("Stream \"" + table.name() + "\" was not read: the next sync reads it");
  }

  /** Whether a full table is still being read: the next sync may go on with it. */
  private enum Pass {
    OPEN,
    CLOSED
  }

  private void state(Pass pass) {
    boolean whole = method == ReplicationMethod.FULL_TABLE && pass == Pass.CLOSED;
    bookmarks.set(
        table.name(),
        "{"
            + TablePosition.field(from.owner(), table.name(), whole ? Optional.empty() : cursor)
            + ",\"replication_method\":\""
            + method
            + "\",\"version\":"
            + version
            + "}");
    String state = bookmarks.json();
    if (records == recordsBeforeState && lastState.filter(state::equals).isPresent()) {
      lines.flush();
      return;
    }
    lines.line("{\"type\":\"STATE\",\"value\":" + state + "}");
    recordsBeforeState = records;
    lastState = Optional.of(state);
  }

  private void schema() {
    ObjectNode message = Documents.object();
    message.put("type", "SCHEMA");
    message.put("stream", table.name().value());
    message.set("schema", StreamSchema.of(table, projection));
    message.set("key_properties", SingerCatalog.keys(table));
    var bookmarked = message.putArray("bookmark_properties");
    table.versionColumn().ifPresent(bookmarked::add);
    lines.line(Documents.text(message));
  }

  private void activateVersion() {
    ObjectNode message = Documents.object();
    message.put("type", "ACTIVATE_VERSION").put("stream", table.name().value());
    lines.line(Documents.text(message.put("version", version)));
  }

  /** Rows from now on carry this version. */
  private void mark(long newVersion) {
    version = newVersion;
    prefix =
        ("{\"type\":\"RECORD\",\"stream\":"
                + Documents.quoted(table.name().value())
                + ",\"version\":"
                + version
                + ",\"time_extracted\":\"")
            .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] extractedAt() {
    long now = clock.millis();
    if (now != extractedAt) {
      extractedAt = now;
      extractedAtText = Instant.ofEpochMilli(now).toString().getBytes(StandardCharsets.US_ASCII);
    }
    return extractedAtText;
  }
}
