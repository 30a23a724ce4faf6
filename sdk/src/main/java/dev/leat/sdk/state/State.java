package dev.leat.sdk.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.internal.json.Json;
import dev.leat.sdk.schema.TableName;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a pipeline stopped: one cursor a table, and whose state it is. Immutable. Equal if owner
 * and cursors are.
 *
 * <p>As JSON: {@code
 * {"format":1,"connector":"keyset","fingerprint":"9f...","tables":{"user":{...}}}}.
 */
public final class State {

  /** The newest format that this version reads, and the one that it writes. */
  public static final int FORMAT = 1;

  private final StateOwner owner;
  private final Map<TableName, Cursor> cursors;

  private State(StateOwner owner, Map<TableName, Cursor> cursors) {
    this.owner = owner;
    this.cursors = Collections.unmodifiableMap(cursors);
  }

  /** The state before a first sync. */
  public static State empty(StateOwner owner) {
    return new State(owner, new TreeMap<>());
  }

  /**
   * Reads what {@link #json} writes.
   *
   * @param expected whose state it must be
   * @throws ConfigurationException if the text is corrupt, of a newer format, or another owner's;
   *     the message says the way out. A full sync is never started in silence
   */
  public static State parse(String json, StateOwner expected) {
    ObjectNode document;
    try {
      document = Json.object(json);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "The state is corrupt: " + e.getMessage() + ". " + wayOut(expected), e);
    }
    requireFormat(document, expected);
    StateOwner owner =
        new StateOwner(
            requireText(document, "connector", expected),
            requireText(document, "fingerprint", expected));
    expected.requireSame(owner);
    Map<TableName, Cursor> cursors = new TreeMap<>();
    if (!(document.get("tables") instanceof ObjectNode tables)) {
      throw new ConfigurationException(
          "The state is corrupt: \"tables\" must be an object. " + wayOut(expected));
    }
    for (Map.Entry<String, JsonNode> table : tables.properties()) {
      if (!(table.getValue() instanceof ObjectNode)) {
        throw new ConfigurationException(
            "The state is corrupt: the cursor of table \""
                + table.getKey()
                + "\" must be an object. "
                + wayOut(expected));
      }
      cursors.put(new TableName(table.getKey()), Cursor.parse(Json.text(table.getValue())));
    }
    return new State(owner, cursors);
  }

  /** Whose state this is. */
  public StateOwner owner() {
    return owner;
  }

  /** Where the sync of a table stopped; empty if it never reached a checkpoint. */
  public Optional<Cursor> cursor(TableName table) {
    return Optional.ofNullable(cursors.get(table));
  }

  /** All cursors by table, in the order of their names; unmodifiable. */
  public Map<TableName, Cursor> cursors() {
    return cursors;
  }

  /** This state with the cursor of a table set. */
  public State with(TableName table, Cursor cursor) {
    Map<TableName, Cursor> more = new TreeMap<>(cursors);
    more.put(table, cursor);
    return new State(owner, more);
  }

  /** This state without the cursor of a table: its next sync starts from the beginning. */
  public State without(TableName table) {
    Map<TableName, Cursor> fewer = new TreeMap<>(cursors);
    fewer.remove(table);
    return new State(owner, fewer);
  }

  /** Whether no table has a cursor. */
  public boolean isEmpty() {
    return cursors.isEmpty();
  }

  /** The state as compact JSON, on one line. */
  public String json() {
    ObjectNode document = Json.DOCUMENTS.createObjectNode();
    document.put("format", FORMAT);
    document.put("connector", owner.connector());
    document.put("fingerprint", owner.fingerprint());
    ObjectNode tables = document.putObject("tables");
    cursors.forEach((table, cursor) -> tables.set(table.value(), Json.object(cursor.json())));
    return Json.text(document);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof State that && owner.equals(that.owner) && cursors.equals(that.cursors);
  }

  @Override
  public int hashCode() {
    return 31 * owner.hashCode() + cursors.hashCode();
  }

  /** The state as compact JSON. */
  @Override
  public String toString() {
    return json();
  }

  private static void requireFormat(ObjectNode document, StateOwner expected) {
    JsonNode format = document.path("format");
    if (!format.isInt() || format.asInt() < 1) {
      throw new ConfigurationException(
          "The state is corrupt: it has no \"format\" number. " + wayOut(expected));
    }
    if (format.asInt() > FORMAT) {
      throw new ConfigurationException(
          "The state has format "
              + format.asInt()
              + ", this version of Leat reads up to "
              + FORMAT
              + ": upgrade Leat, or start over with `leat state reset "
              + expected.connector()
              + "` (the next sync then reads everything)");
    }
  }

  private static String requireText(ObjectNode document, String field, StateOwner expected) {
    JsonNode value = document.path(field);
    if (!value.isTextual() || value.asText().isBlank()) {
      throw new ConfigurationException(
          "The state is corrupt: it has no \"" + field + "\". " + wayOut(expected));
    }
    return value.asText();
  }

  private static String wayOut(StateOwner expected) {
    return "Restore it, or start over with `leat state reset "
        + expected.connector()
        + "` (the next sync then reads everything)";
  }
}
