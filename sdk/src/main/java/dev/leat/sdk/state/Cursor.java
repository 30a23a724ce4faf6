package dev.leat.sdk.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.sdk.internal.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the sync of one table stopped: a JSON object whose fields belong to the strategy that wrote
 * it. Immutable. Equal if the JSON is.
 */
public final class Cursor {

  private static final Cursor EMPTY = new Cursor(Json.DOCUMENTS.createObjectNode());

  private final ObjectNode fields;

  private Cursor(ObjectNode fields) {
    this.fields = fields;
  }

  /** A cursor without fields. */
  public static Cursor empty() {
    return EMPTY;
  }

  /** A cursor of one field. */
  public static Cursor of(String field, String text) {
    return EMPTY.with(field, text);
  }

  /**
   * Reads what {@link #json} writes.
   *
   * @throws IllegalArgumentException if the text is no JSON object
   */
  public static Cursor parse(String json) {
    return new Cursor(Json.object(json));
  }

  /** This cursor with a text field set. */
  public Cursor with(String field, String text) {
    ObjectNode more = fields.deepCopy();
    more.put(field, text);
    return new Cursor(more);
  }

  /** This cursor with a field that holds a list of cursors, for example closed intervals. */
  public Cursor with(String field, List<Cursor> parts) {
    ObjectNode more = fields.deepCopy();
    var list = more.putArray(field);
    parts.forEach(part -> list.add(part.fields));
    return new Cursor(more);
  }

  /** This cursor without a field; the same if it has none of that name. */
  public Cursor without(String field) {
    ObjectNode fewer = fields.deepCopy();
    fewer.remove(field);
    return new Cursor(fewer);
  }

  /** A field's text (a number's digits); empty if it is absent, null or nested. */
  public Optional<String> text(String field) {
    JsonNode value = fields.get(field);
    return value == null || !value.isValueNode() || value.isNull()
        ? Optional.empty()
        : Optional.of(value.asText());
  }

  /** A field's list of cursors; empty if it is absent or holds no objects. */
  public List<Cursor> parts(String field) {
    List<Cursor> parts = new ArrayList<>();
    for (JsonNode part : fields.path(field)) {
      if (part instanceof ObjectNode object) {
        parts.add(new Cursor(object));
      }
    }
    return List.copyOf(parts);
  }

  /** Whether there is no field. */
  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /** The cursor as compact JSON. */
  public String json() {
    return Json.text(fields);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cursor that && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  /** The cursor as compact JSON. */
  @Override
  public String toString() {
    return json();
  }
}
