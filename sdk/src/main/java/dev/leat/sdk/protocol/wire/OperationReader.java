package dev.leat.sdk.protocol.wire;

import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.contract.DefectException;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.internal.json.JsonScanner;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Reads a sync from lines and trusts none that it cannot prove: each is one well-formed message of
 * protocol 1, each row one JSON object, each checkpoint's counts and digest fit the rows that came
 * before it, and the stream says how it ended.
 *
 * <p>Rows are slices of the stream's bytes; no tree is built of them. Used by one thread. The
 * stream is not closed.
 */
public final class OperationReader {

  private static final Set<String> ROW_KEYS = Set.of("type", "table", "row");
  private static final Set<String> DELETE_KEYS = Set.of("type", "table", "key");
  private static final Set<String> TRUNCATE_KEYS = Set.of("type", "table", "before");
  private static final Set<String> SET_ASIDE_KEYS = Set.of("type", "table", "reason", "record");

  private final LineSource lines;
  private final StateOwner owner;
  private final Tally tally = new Tally();
  private final KnownPrefixes prefixes = new KnownPrefixes();
  private final Map<String, Tally.Counter> declared = new HashMap<>();
  private final CRC32 crc = new CRC32();
  private Optional<Hello> hello = Optional.empty();

  /**
   * A reader with the default limit on lines.
   *
   * @param in the output of a connector's {@code read}
   * @param owner whose states it must send
   */
  public OperationReader(InputStream in, StateOwner owner) {
    this(in, owner, Protocol.LONGEST_LINE);
  }

  /**
   * A reader.
   *
   * @param in the output of a connector's {@code read}
   * @param owner whose states it must send
   * @param longestLine the most bytes a line may have
   */
  public OperationReader(InputStream in, StateOwner owner, int longestLine) {
    this.lines = new LineSource(in, longestLine);
    this.owner = owner;
  }

  /**
   * Waits for the first line and reads it; the same at every further call.
   *
   * @throws ProtocolException if it is no hello of a version that this library reads
   * @throws ConnectorException if the process says that it failed before it could begin
   * @throws DefectException if the process says that it crashed before it could begin
   */
  public Hello hello() {
    if (hello.isEmpty()) {
      if (!lines.next()) {
        throw lines.fault(lines.from(), "the stream ends before the hello");
      }
      LineFields fields = LineFields.of(lines);
      hello = Optional.of(decoded(() -> hello(fields.text("type"))));
    }
    return hello.get();
  }

  /**
   * Reads to the end of the stream and hands on every operation, in order. A checkpoint is handed
   * on only if all that it claims was; what follows the last one is unclaimed.
   *
   * @param sink gets rows that are slices of 256 KiB chunks or more, which live as long as one of
   *     their rows
   * @return how the connector says the sync ended
   * @throws ProtocolException if the stream cannot be trusted from some byte on; the message says
   *     where
   * @throws ConnectorException if the connector says that it failed
   * @throws DefectException if the connector says that it crashed
   * @throws InterruptedException if the sink throws it
   */
  public SyncResult readTo(OperationSink sink) throws InterruptedException {
    hello();
    while (lines.next()) {
      if (dataOfKnownPrefix(sink)) {
        continue;
      }
      LineFields fields = LineFields.of(lines);
      String type = fields.text("type");
      switch (type) {
        case "upsert", "update" -> {
          fields.requireOnly(ROW_KEYS);
          row(type, fields, "row", sink);
        }
        case "delete" -> {
          fields.requireOnly(DELETE_KEYS);
          row(type, fields, "key", sink);
        }
        case "truncate" -> truncate(fields, sink);
        case "set_aside" -> setAside(fields, sink);
        case "end" -> {
          SyncResult result = decoded(this::end);
          requireNothingMore();
          return result;
        }
        case "error" -> throw decoded(() -> MessageFields.of(lines).failure());
        default -> sink.accept(decoded(() -> message(type)));
      }
    }
    throw lines.fault(
        lines.from(), "the stream ends without an \"end\": the process was stopped or has died");
  }

  /** The usual case: the line starts like one before it, so only its row is to be looked at. */
  private boolean dataOfKnownPrefix(OperationSink sink) throws InterruptedException {
    KnownPrefixes.Prefix prefix = prefixes.find(lines.bytes(), lines.from(), lines.to());
    if (prefix == null) {
      return false;
    }
    int row = lines.from() + prefix.length();
    int end = lines.to() - 1;
    byte[] bytes = lines.bytes();
    if (end <= row || bytes[row] != '{' || JsonScanner.value(bytes, row, end) != end) {
      return false;
    }
    if (bytes[end] != '}') {
      return false;
    }
    count(prefix.counter());
    sink.accept(prefix.operation(JsonRow.slice(bytes, row, end - row)));
    return true;
  }

  private void row(String type, LineFields fields, String key, OperationSink sink)
      throws InterruptedException {
    LineFields.Span span = fields.require(key);
    if (lines.bytes()[span.from()] != '{') {
      throw lines.fault(span.from(), "\"" + key + "\" must be an object");
    }
    TableName table = table(fields);
    Tally.Counter counter = declared.get(table.value());
    KnownPrefixes.Prefix prefix =
        KnownPrefixes.Prefix.of(type, table, counter, lines.bytes(), lines.from(), span.from());
    if (fields.isLast(key)) {
      prefixes.add(prefix);
    }
    count(counter);
    sink.accept(
        prefix.operation(JsonRow.slice(lines.bytes(), span.from(), span.to() - span.from())));
  }

  private void truncate(LineFields fields, OperationSink sink) throws InterruptedException {
    fields.requireOnly(TRUNCATE_KEYS);
    TableName table = table(fields);
    Optional<Instant> before =
        fields.has("before")
            ? Optional.of(decoded(() -> Instant.parse(fields.text("before"))))
            : Optional.empty();
    count(declared.get(table.value()));
    sink.accept(new Operation.Truncate(table, before));
  }

  private void setAside(LineFields fields, OperationSink sink) throws InterruptedException {
    fields.requireOnly(SET_ASIDE_KEYS);
    TableName table = table(fields);
    Operation.SetAside operation =
        decoded(() -> new Operation.SetAside(table, fields.text("record"), fields.text("reason")));
    count(declared.get(table.value()));
    sink.accept(operation);
  }

  private TableName table(LineFields fields) {
    String name = fields.text("table");
    if (!declared.containsKey(name)) {
      throw lines.fault(
          fields.require("table").from(),
          "no schema line declared table \"" + name + "\" before this one");
    }
    return new TableName(name);
  }

  private void count(Tally.Counter counter) {
    crc.reset();
    crc.update(lines.bytes(), lines.from(), lines.to() - lines.from());
    tally.add(counter, crc.getValue());
  }

  private Hello hello(String type) {
    MessageFields fields = MessageFields.of(lines);
    if (type.equals("error")) {
      throw fields.failure();
    }
    if (!type.equals("hello")) {
      throw new IllegalArgumentException("the first line must be a hello, got \"" + type + "\"");
    }
    long version = fields.count("protocol");
    if (version != Protocol.VERSION) {
      throw new IllegalArgumentException(
          "the connector speaks protocol "
              + version
              + ", this version of Leat reads "
              + Protocol.VERSION
              + ": upgrade "
              + (version > Protocol.VERSION ? "Leat" : "the connector"));
    }
    fields.only("type", "protocol", "connector", "version");
    return new Hello((int) version, fields.text("connector"), fields.text("version"));
  }

  private Operation message(String type) {
    MessageFields fields = MessageFields.of(lines);
    return switch (type) {
      case "schema" -> {
        fields.only("type", "table");
        Operation.SchemaChange change = new Operation.SchemaChange(fields.object("table").table());
        TableName name = change.table().name();
        declared.put(name.value(), tally.counter(name));
        yield change;
      }
      case "warning" -> {
        fields.only("type", "message");
        yield new Operation.Warning(fields.text("message"));
      }
      case "progress" -> {
        fields.only("type", "table", "pages", "retries", "waited_ms");
        yield new Operation.Progress(
            new TableName(fields.text("table")),
            fields.count("pages"),
            fields.count("retries"),
            Duration.ofMillis(fields.count("waited_ms")));
      }
      case "checkpoint" -> {
        fields.only("type", "state", "counts", "digest");
        fields.requireTally(tally);
        Operation.Checkpoint checkpoint = new Operation.Checkpoint(state(fields));
        tally.clear();
        yield checkpoint;
      }
      default ->
          throw new IllegalArgumentException(
              "protocol version "
                  + Protocol.VERSION
                  + " knows no message of type \""
                  + type
                  + "\" here");
    };
  }

  private State state(MessageFields fields) {
    try {
      return State.parseUnchecked(fields.json("state"), owner);
    } catch (ConfigurationException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private SyncResult end() {
    MessageFields fields = MessageFields.of(lines).only("type", "result", "reason");
    if (!tally.isEmpty()) {
      throw new IllegalArgumentException(
          "the stream ends with rows after its last checkpoint: " + tally.counts());
    }
    String result = fields.text("result");
    Optional<String> reason = fields.optionalText("reason");
    if (result.equals("incomplete") == reason.isEmpty()
        || (!result.equals("complete") && !result.equals("incomplete"))) {
      throw new IllegalArgumentException(
          "\"result\" must be \"complete\", or \"incomplete\" with a \"reason\"");
    }
    return new SyncResult(reason);
  }

  private void requireNothingMore() {
    if (lines.next()) {
      throw lines.fault(lines.from(), "something follows the end");
    }
  }

  /** What a message says, or the fault that it says nothing of the kind. */
  private <T> T decoded(Decoding<T> decoding) {
    try {
      return decoding.decode();
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw lines.fault(lines.from(), e.getMessage(), e);
    }
  }

  @FunctionalInterface
  private interface Decoding<T> {
    T decode();
  }
}
