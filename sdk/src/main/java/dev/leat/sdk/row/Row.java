package dev.leat.sdk.row;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One record: a JSON object. Immutable and safe to share.
 *
 * <p>Two rows are equal if their JSON is the same, byte for byte.
 */
public sealed interface Row permits JsonRow, FieldRow {

  /**
   * The text of one field: a string's characters, a number's literal digits, {@code true} or {@code
   * false}, the JSON text of an object or array.
   *
   * @param field a field's name, or a JSON pointer such as {@code /fields/updated} if it starts
   *     with a slash. A field that stands twice counts with its last value
   * @return empty if the field is absent or null
   */
  Optional<String> text(String field);

  /**
   * Writes the row as one JSON object in UTF-8, on one line: no raw CR or LF in it, none after it.
   *
   * @throws IOException only if {@code out} does
   */
  void writeTo(OutputStream out) throws IOException;

  /** The row as JSON text, on one line. */
  default String json() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try {
      writeTo(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
