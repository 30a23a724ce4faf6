package dev.leat.sdk.state;

import static java.io.OutputStream.nullOutputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.util.RawValue;
import com.google.common.hash.Hashing;
import com.google.common.hash.HashingOutputStream;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.Remedy;
import dev.leat.sdk.internal.json.Json;
import dev.leat.sdk.schema.TableName;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A state as JSON. Every way in which it can be wrong has the same way out. Immutable. */
final class StateDocument {

  private static final String FORMAT = "format";
  private static final String CONNECTOR = "connector";
  private static final String FINGERPRINT = "fingerprint";
  private static final String TABLES = "tables";
  private static final String CHECKSUM = "checksum";
  private static final Set<String> KEYS = Set.of(FORMAT, CONNECTOR, FINGERPRINT, TABLES, CHECKSUM);

  /** From so many characters on a cursor is that of many parts. */
  private static final int LARGE = 64 << 10;

  private final ObjectNode document;

  private StateDocument(ObjectNode document) {
    this.document = document;
  }

  static String json(StateOwner owner, Map<TableName, Cursor> cursors) {
    ObjectNode document = Json.DOCUMENTS.createObjectNode();
    document.put(FORMAT, State.FORMAT);
    document.put(CONNECTOR, owner.connector());
    document.put(FINGERPRINT, owner.fingerprint());
    ObjectNode tables = document.putObject(TABLES);
    int length = 0;
    for (Map.Entry<TableName, Cursor> each : cursors.entrySet()) {
      JsonNode cursor = each.getValue().written();
      tables.set(each.getKey().value(), cursor);
      length += lengthOf(cursor);
    }
    document.put(CHECKSUM, checksum(document));
    return length > LARGE ? Json.longText(document, length + LARGE) : Json.text(document);
  }

  /** Of one that is text; of others, which are short, 0. */
  private static int lengthOf(JsonNode cursor) {
    return cursor instanceof POJONode pojo && pojo.getPojo() instanceof RawValue text
        ? ((String) text.rawValue()).length()
        : 0;
  }

  /** Reads a document and checks whatever stands in it. */
  static StateDocument parse(String json, StateOwner expected) {
    ObjectNode document;
    try {
      document = Json.object(json);
    } catch (IllegalArgumentException e) {
      throw corrupt(e.getMessage(), e);
    }
    StateDocument state = new StateDocument(document);
    state.checkFormat();
    state.checkKeys();
    state.checkChecksum();
    expected.requireSame(
        new StateOwner(
            state.text(CONNECTOR, expected.connector()),
            state.text(FINGERPRINT, expected.fingerprint())));
    return state;
  }

  /** Refuses a document that does not prove that it is whole. */
  void requireProof() {
    for (String key : KEYS) {
      if (!document.has(key)) {
        throw corrupt("it has no \"" + key + "\"");
      }
    }
  }

  Map<TableName, Cursor> cursors() {
    if (!(document.get(TABLES) instanceof ObjectNode tables)) {
      throw corrupt("\"tables\" must be an object");
    }
    Map<TableName, Cursor> cursors = new TreeMap<>();
    for (Map.Entry<String, JsonNode> table : tables.properties()) {
      if (!(table.getValue() instanceof ObjectNode cursor)) {
        throw corrupt("the cursor of table \"" + table.getKey() + "\" must be an object");
      }
      cursors.put(tableName(table.getKey()), kept(cursor));
    }
    return cursors;
  }

  /** A large one as text: it may stay for as long as a sync takes. */
  private static Cursor kept(ObjectNode cursor) {
    String text = Json.sortedText(cursor);
    return text.length() > LARGE ? Cursor.lazily(() -> text) : Cursor.of(cursor);
  }

  private static TableName tableName(String name) {
    try {
      return new TableName(name);
    } catch (IllegalArgumentException e) {
      throw corrupt(e.getMessage(), e);
    }
  }

  private void checkFormat() {
    JsonNode format = document.path(FORMAT);
    if (format.isMissingNode()) {
      return;
    }
    if (!format.isInt() || format.asInt() < 1) {
      throw corrupt("its \"format\" is no number from 1 on");
    }
    if (format.asInt() > State.FORMAT) {
      throw new ConfigurationException(
          "The state has format "
              + format.asInt()
              + ", this version of Leat reads up to "
              + State.FORMAT
              + ": upgrade Leat, or start over",
          null,
          Remedy.START_OVER);
    }
  }

  private void checkKeys() {
    document
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                throw corrupt("it has an unknown \"" + key + "\"");
              }
            });
  }

  private void checkChecksum() {
    if (document.has(CHECKSUM) && !text(CHECKSUM, "").equals(checksum(document))) {
      throw corrupt(
          "its checksum does not fit, so some byte of it was changed (a state that you wrote"
              + " yourself is set without \"checksum\")");
    }
  }

  private String text(String key, String absent) {
    JsonNode value = document.path(key);
    if (value.isMissingNode()) {
      return absent;
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw corrupt("its \"" + key + "\" is no text");
    }
    return value.textValue();
  }

  private ConfigurationException corrupt(String problem) {
    return corrupt(problem, null);
  }

  private static ConfigurationException corrupt(String problem, Throwable cause) {
    return new ConfigurationException(
        "The state is corrupt: " + problem + ". Restore it, or start over",
        cause,
        Remedy.START_OVER);
  }

  /** Of everything but the checksum itself, whose keys a database may keep in another order. */
  static String checksum(ObjectNode document) {
    HashingOutputStream hash = new HashingOutputStream(Hashing.sha256(), nullOutputStream());
    // A copy of the document, not of what is in it.
    ObjectNode rest = Json.DOCUMENTS.createObjectNode();
    rest.setAll(document);
    Json.writeSorted(rest.without(CHECKSUM), hash);
    return hash.hash().toString().substring(0, 16);
  }
}
