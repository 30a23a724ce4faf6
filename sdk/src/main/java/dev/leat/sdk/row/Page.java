package dev.leat.sdk.row;

import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.internal.json.Elements;
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
  private final boolean isNothing;

  /**
   * Reads a document.
   *
   * @param json in UTF-8, handed over: never changed from now on but by this page, which turns raw
   *     line breaks into spaces
   * @throws SourceDataException if it is not UTF-8 or not one JSON document
   */
  public Page(byte[] json) {
    this(PageIndex.of(json), false);
  }

  private Page(PageIndex index, boolean isNothing) {
    this.index = index;
    this.isNothing = isNothing;
  }

  /** No document at all: it has no value anywhere, and no rows wherever they are looked for. */
  public static Page nothing() {
    return new Page(PageIndex.of("null".getBytes(StandardCharsets.UTF_8)), true);
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
   * @throws SourceDataException if nothing or something else stands there, or an element is not an
   *     object; the message lists what the page has
   */
  public List<JsonRow> rows(String pointer) {
    Records records = records(RowsAt.of(pointer));
    if (!records.odd().isEmpty()) {
      throw new SourceDataException(
          "The answer has no list of objects at \""
              + pointer
              + "\": it has "
              + records.odd().get(0).reason());
    }
    return records.rows();
  }

  /**
   * The records that stand at a place, in the order of the answer. A record that is not an object
   * is given apart and stops nothing.
   *
   * @throws SourceDataException if nothing, or something else than an array, stands there, unless
   *     the place allows for it; the message lists what the page has. Also if a key on the way to
   *     the rows stands twice in its object
   */
  public Records records(RowsAt place) {
    if (isNothing) {
      return new Records(List.of(), List.of(), Records.Place.NULL);
    }
    int value = place.isPlain() ? index.find(place.pointer()) : -1;
    Optional<Elements> elements = value < 0 ? Optional.empty() : index.elements(place.pointer());
    return elements
        .flatMap(this::objects)
        .map(rows -> new Records(rows, List.of(), Records.Place.LIST))
        .orElseGet(() -> new RecordFinder(index.body(), place).find());
  }

  /** Slices of the document, without another look at it; empty if one is not an object. */
  private Optional<List<JsonRow>> objects(Elements elements) {
    byte[] body = index.body();
    JsonRow[] rows = new JsonRow[elements.size()];
    for (int i = 0; i < rows.length; i++) {
      int from = elements.from(i);
      if (body[from] != '{') {
        return Optional.empty();
      }
      rows[i] = JsonRow.element(body, elements, i);
    }
    return Optional.of(List.of(rows));
  }

  /**
   * The text of a value outside the rows: a string's characters, a number's digits, {@code true} or
   * {@code false}.
   *
   * @return empty if nothing or null stands there
   * @throws SourceDataException if a key on the way to it stands twice in its object
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
