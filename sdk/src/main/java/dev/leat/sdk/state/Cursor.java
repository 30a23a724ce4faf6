package dev.leat.sdk.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.leat.sdk.internal.json.Json;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
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

  /** Its JSON, of one that is kept as text. */
  private final Optional<Supplier<String>> text;

  private Cursor(ObjectNode fields) {
    this(() -> fields, Optional.empty());
  }

  private Cursor(Supplier<ObjectNode> fields, Optional<Supplier<String>> text) {
    this.fields = fields;
    this.text = text;
  }

  /** A cursor of these fields, which nobody may change any more. */
  static Cursor of(ObjectNode fields) {
    return new Cursor(fields);
  }

  /**
   * A cursor that is made when it is looked into: for one of many parts, of which most are never
   * looked at because another one follows. Its text, a tenth of what its fields would take, is kept
   * as long as nothing else needs the memory; its fields are read anew each time that one is asked
   * for.
   *
   * @param json makes the same JSON object at each call, as {@link #sortedJson} has it; called by
   *     any thread, once or more often
   */
  public static Cursor lazily(Supplier<String> json) {
    Supplier<String> text = new Remembered(json);
    return new Cursor(() -> Json.object(text.get()), Optional.of(text));
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
    return text.isPresent();
  }

  /** Whether there is no field. */
  public boolean isEmpty() {
    return fields.get().isEmpty();
  }

  /** What is written into a state: the fields themselves, not to be changed, or their text. */
  JsonNode written() {
    return text.isPresent() ? new POJONode(new RawValue(text.get().get())) : fields.get();
  }

  /** The cursor as compact JSON. */
  public String json() {
    return text.isPresent() ? text.get().get() : Json.text(fields.get());
  }

  /** The cursor as compact JSON, the keys of each object in the order of their names. */
  public String sortedJson() {
    return text.isPresent() ? text.get().get() : Json.sortedText(fields.get());
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Cursor that)) {
      return false;
    }
    // A large one is not to be made an object for it.
    if (text.isPresent() || that.text.isPresent()) {
      return sortedJson().equals(that.sortedJson());
    }
    return fields.get().equals(that.fields.get());
  }

  @Override
  public int hashCode() {
    return sortedJson().hashCode();
  }

  /** The cursor as compact JSON. */
  @Override
  public String toString() {
    return json();
  }

  /** A text that is made when it is asked for, and again if its memory was needed meanwhile. */
  private static final class Remembered implements Supplier<String> {
    private final Supplier<String> made;
    private volatile Reference<String> last = new WeakReference<>(null);

    Remembered(Supplier<String> made) {
      this.made = made;
    }

    @Override
    public String get() {
      String text = last.get();
      if (text == null) {
        text = made.get();
        last = new WeakReference<>(text);
      }
      return text;
    }
  }
}
