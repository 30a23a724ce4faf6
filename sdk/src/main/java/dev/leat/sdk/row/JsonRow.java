package dev.leat.sdk.row;

import dev.leat.sdk.internal.json.Elements;
import dev.leat.sdk.internal.json.JsonEdit;
import dev.leat.sdk.internal.json.JsonObjects;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * A row that is a slice of somebody's UTF-8 bytes: it is handed on as it came, never turned into a
 * tree or a map. Immutable as long as nobody changes the bytes, which is the caller's promise.
 */
public final class JsonRow implements Row {

  private final byte[] bytes;
  private final int offset;
  private final int length;

  /** The array that the row was scanned in, whose element of that number it is; else null. */
  private final Elements elements;

  private final int number;

  private JsonRow(byte[] bytes, int offset, int length) {
    this(bytes, offset, length, null, 0);
  }

  private JsonRow(byte[] bytes, int offset, int length, Elements elements, int number) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
    this.elements = elements;
    this.number = number;
  }

  /** An element of an array, which is an object, with what the scan of the array has noted. */
  static JsonRow element(byte[] bytes, Elements elements, int number) {
    int from = elements.from(number);
    return new JsonRow(bytes, from, elements.to(number) - from, elements, number);
  }

  /**
   * Takes over a slice that is already known to be one well-formed JSON object without raw CR or
   * LF; {@link Page#rows} and the protocol reader know it. Nothing is copied or checked.
   *
   * @param bytes never changed from now on
   * @param offset where the object's brace opens
   * @param length up to and with its closing brace
   */
  public static JsonRow slice(byte[] bytes, int offset, int length) {
    if (offset < 0 || length < 2 || offset > bytes.length - length) {
      throw new IllegalArgumentException(
          "A row of " + length + " bytes at " + offset + " does not lie within " + bytes.length);
    }
    return new JsonRow(bytes, offset, length);
  }

  /** All of these bytes, which are known to be as {@link #slice} wants them. */
  static JsonRow whole(byte[] json) {
    return new JsonRow(json, 0, json.length);
  }

  /**
   * A row from JSON text. The text is checked; line breaks between tokens become spaces.
   *
   * @throws IllegalArgumentException if {@code json} is not exactly one JSON object
   */
  public static JsonRow parse(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    JsonObjects.requireObject(bytes);
    JsonObjects.breaksToSpaces(bytes, bytes.length);
    int brace = JsonObjects.skipBlanks(bytes, 0);
    return new JsonRow(bytes, brace, JsonObjects.endOfValue(bytes, brace) - brace);
  }

  /**
   * The row with these fields only, in its own order; their bytes stay as they are. Fields that it
   * does not have are left out.
   */
  public JsonRow only(Collection<String> fields) {
    JsonEdit edit = JsonEdit.of(bytes, offset);
    edit.retain(fields::contains);
    return edit.isChanged() ? whole(edit.bytes()) : this;
  }

  /** Where the row's bytes are. Not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where in {@link #bytes} the row starts. */
  public int offset() {
    return offset;
  }

  /** How many bytes the row has. */
  public int length() {
    return length;
  }

  @Override
  public Optional<String> text(String field) {
    if (elements == null || field.startsWith("/")) {
      return JsonObjects.text(bytes, offset, field);
    }
    int value = elements.find(number, field);
    return value < 0
        ? Optional.empty()
        : JsonObjects.decode(bytes, value, JsonObjects.endOfValue(bytes, value));
  }

  /**
   * Whether the row has a field of this name, which is not taken for a JSON pointer, with a value
   * that is not null. Makes no copy of anything.
   */
  public boolean hasValue(String name) {
    return elements == null
        ? JsonObjects.hasValue(bytes, offset, name)
        : elements.hasValue(number, name);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, offset, length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonRow that
        ? Arrays.equals(
            bytes, offset, offset + length, that.bytes, that.offset, that.offset + that.length)
        : other instanceof Row row && json().equals(row.json());
  }

  @Override
  public int hashCode() {
    return json().hashCode();
  }

  /** The row as JSON text. */
  @Override
  public String toString() {
    return json();
  }
}
