package dev.leat.sdk.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Suppliers;
import dev.leat.sdk.internal.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where the sync of one table stopped: a JSON object whose fields belong to the strategy that wrote
 * it. Immutable. Equal if the JSON is.
 */
public final class Cursor {

  private static final Cursor EMPTY = new Cursor(Json.DOCUMENTS.createObjectNode());

  private final Supplier<ObjectNode> fields;
  private final boolean isLazy;

  private Cursor(ObjectNode fields) {
    this(() -> fields, false);
  }

  private Cursor(Supplier<ObjectNode> fields, boolean isLazy) {
    this.fields = fields;
    this.isLazy = isLazy;
  }

  /** A cursor of these fields, which nobody may change any more. */
  static Cursor of(ObjectNode fields) {
    return new Cursor(fields);
  }

  /**
   * A cursor that is made when it is first looked into: for one of many parts, of which most are
   * never looked at because another one follows.
   *
   * @param maker makes the same cursor at each call; called once, by any thread
   */
  public static Cursor lazily(Supplier<Cursor> maker) {
    return new Cursor(Suppliers.memoize(() -> maker.get().fields.get()), true);
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
    ObjectNode more = fields.get().deepCopy();
    more.put(field, text);
    return new Cursor(more);
  }

  /** This cursor with a field that holds a list of cursors, for example closed intervals. */
  public Cursor with(String field, List<Cursor> parts) {
    ObjectNode more = fields.get().deepCopy();
    var list = more.putArray(field);
    parts.forEach(part -> list.add(part.fields.get()));
    return new Cursor(more);
  }

  /** This cursor without a field; the same if it has none of that name. */
  public Cursor without(String field) {
    ObjectNode fewer = fields.get().deepCopy();
    fewer.remove(field);
    return new Cursor(fewer);
  }

  /** A field's text (a number's digits); empty if it is absent, null or nested. */
  public Optional<String> text(String field) {
    JsonNode value = fields.get().get(field);
    return value == null || !value.isValueNode() || value.isNull()
        ? Optional.empty()
        : Optional.of(value.asText());
  }

  /** A field's list of cursors; empty if it is absent or holds no objects. */
  public List<Cursor> parts(String field) {
    List<Cursor> parts = new ArrayList<>();
    for (JsonNode part : fields.get().path(field)) {
      if (part instanceof ObjectNode object) {
        parts.add(new Cursor(object));
      }
    }
    return List.copyOf(parts);
  }

  /** Whether it is made when it is first looked into, which may cost much. */
  public boolean isLazy() {
    return isLazy;
  }

  /** Whether there is no field. */
  public boolean isEmpty() {
    return fields.get().isEmpty();
  }

  /** The fields themselves, not a copy: not to be changed. */
  ObjectNode node() {
    return fields.get();
  }

  /** The cursor as compact JSON. */
  public String json() {
    return Json.text(fields.get());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cursor that && fields.get().equals(that.fields.get());
  }

  @Override
  public int hashCode() {
    return fields.get().hashCode();
  }

  /** The cursor as compact JSON. */
  @Override
  public String toString() {
    return json();
  }
}
