package dev.leat.sdk.row;

import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.internal.json.PageIndex;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One response of a source: a JSON document in UTF-8, its headers, and what it took to get it. The
 * document is scanned once, whatever is asked of it. Immutable; not for use by two threads at once.
 *
 * <p>Places in the document are JSON pointers (RFC 6901): {@code /data}, {@code /meta/next}, and
 * the empty string for the whole document.
 */
public final class Page {

  private final PageIndex index;
  private final Map<String, List<String>> headers;
  private final int retries;
  private final Duration waited;
  private final String skipped;

  /**
   * @param body the document, handed over: never changed from now on but by this page, which turns
   *     raw line breaks into spaces
   * @param headers by name, in any case
   * @param retries requests beyond the first that this page took
   * @param waited time spent waiting between them and for rate limits
   * @throws SourceDataException if the body is not UTF-8 or not one JSON document
   */
  public Page(byte[] body, Map<String, List<String>> headers, int retries, Duration waited) {
    this(PageIndex.of(body), headers, retries, waited, null);
  }

  private Page(
      PageIndex index,
      Map<String, List<String>> headers,
      int retries,
      Duration waited,
      String skipped) {
    this.index = index;
    Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(headers);
    this.headers = byName;
    this.retries = retries;
    this.waited = waited;
    this.skipped = skipped;
  }

  /**
   * The page of an answer without content: it has no value anywhere, and no rows wherever they are
   * looked for.
   */
  public static Page empty(Map<String, List<String>> headers, int retries, Duration waited) {
    return new Page(PageIndex.NOTHING, headers, retries, waited, null);
  }

  /**
   * An empty page in place of an answer that is passed over on purpose.
   *
   * @param why the request, what came back and whose decision it was; no secret
   */
  public static Page skipped(
      Map<String, List<String>> headers, int retries, Duration waited, String why) {
    return new Page(PageIndex.NOTHING, headers, retries, waited, why);
  }

  /**
   * A page of this JSON text, without headers, got at the first try.
   *
   * @throws SourceDataException if it is not one JSON document
   */
  public static Page of(String json) {
    return new Page(json.getBytes(StandardCharsets.UTF_8), Map.of(), 0, Duration.ZERO);
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

  /** The first header of that name, in any case; empty if there is none. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /**
   * The source's own clock when it answered, from the {@code Date} header.
   *
   * @return empty if the header is missing or no date
   */
  public Optional<Instant> serverTime() {
    return header("Date").flatMap(Page::httpDate);
  }

  /**
   * Why this page is empty although the source had none to give: its answer was passed over on
   * purpose.
   *
   * @return empty for a page that the source gave
   */
  public Optional<String> skipped() {
    return Optional.ofNullable(skipped);
  }

  /** How many bytes the document has. */
  public int size() {
    return index.size();
  }

  /** Requests beyond the first that this page took. */
  public int retries() {
    return retries;
  }

  /** Time spent waiting between requests and for rate limits. */
  public Duration waited() {
    return waited;
  }

  private static Optional<Instant> httpDate(String text) {
    try {
      DateTimeFormatter format = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.US);
      return Optional.of(ZonedDateTime.parse(text, format).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
