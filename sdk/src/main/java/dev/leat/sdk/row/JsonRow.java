package dev.leat.sdk.row;

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

  private JsonRow(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
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
    return JsonObjects.text(bytes, offset, field);
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
