package dev.leat.sdk.row;

import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.internal.json.PageIndex;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A JSON document in UTF-8 that a source gave. It is scanned once, whatever is asked of it.
 * Immutable; not for use by two threads at once.
 *
 * <p>Places in the document are JSON pointers (RFC 6901): {@code /data}, {@code /meta/next}, and
 * the empty string for the whole document.
 */
public final class Page {

  private final PageIndex index;

  /**
   * Reads a document.
   *
   * @param json in UTF-8, handed over: never changed from now on but by this page, which turns raw
   *     line breaks into spaces
   * @throws SourceDataException if it is not UTF-8 or not one JSON document
   */
  public Page(byte[] json) {
    this.index = PageIndex.of(json);
  }

  /**
   * A page of this JSON text.
   *
   * @throws SourceDataException if it is not one JSON document
   */
  public static Page of(String json) {
    return new Page(json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The objects of an array, in its order.
   *
   * @param pointer where the array stands, for example {@code /data}
   * @return empty if the array is empty or null stands in its place
   * @throws SourceDataException if nothing or something else stands there; the message lists what
   *     the page has
   */
  public List<JsonRow> rows(String pointer) {
    return index.rows(pointer);
  }

  /**
   * The text of a value outside the rows: a string's characters, a number's digits, {@code true} or
   * {@code false}.
   *
   * @return empty if nothing or null stands there
   */
  public Optional<String> text(String pointer) {
    return index.text(pointer);
  }

  /**
   * A whole number outside the rows, as a number or as text.
   *
   * @return empty if nothing or null stands there
   * @throws SourceDataException if something else stands there, or a number beyond 64 bits
   */
  public Optional<Long> wholeNumber(String pointer) {
    Optional<String> text = text(pointer);
    try {
      return text.map(Long::valueOf);
    } catch (NumberFormatException e) {
      throw new SourceDataException(
          "The answer has \"" + text.orElse("") + "\" at " + pointer + ", not a whole number", e);
    }
  }

  /** How many bytes the document has. */
  public int size() {
    return index.size();
  }
}
