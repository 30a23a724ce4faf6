package dev.leat.sdk.state;

import static java.io.OutputStream.nullOutputStream;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import com.google.common.hash.HashingOutputStream;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.Remedy;
import dev.leat.sdk.internal.json.Json;
import dev.leat.sdk.schema.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    cursors.forEach((table, cursor) -> tables.set(table.value(), cursor.node()));
    return Json.text(document.put(CHECKSUM, checksum(document)));
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
      cursors.put(tableName(table.getKey()), Cursor.of(cursor));
    }
    return cursors;
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

  /** Of everything but the checksum itself; does not depend on the order of keys. */
  static String checksum(ObjectNode document) {
    HashingOutputStream hash = new HashingOutputStream(Hashing.sha256(), nullOutputStream());
    try (JsonGenerator json = Json.DOCUMENTS.createGenerator(hash)) {
      writeSorted(document, json, CHECKSUM);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return hash.hash().toString().substring(0, 16);
  }

  /** Keys in the order of their names: a database may keep JSON in another one. */
  private static void writeSorted(JsonNode node, JsonGenerator json, String leftOut)
      throws IOException {
    if (node instanceof ObjectNode object) {
      json.writeStartObject();
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      Collections.sort(names);
      for (String name : names) {
        if (!name.equals(leftOut)) {
          json.writeFieldName(name);
          writeSorted(object.get(name), json, "");
        }
      }
      json.writeEndObject();
    } else if (node instanceof ArrayNode array) {
      json.writeStartArray();
      for (JsonNode each : array) {
        writeSorted(each, json, "");
      }
      json.writeEndArray();
    } else {
      json.writeTree(node);
    }
  }
}
