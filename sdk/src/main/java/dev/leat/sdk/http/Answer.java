package dev.leat.sdk.http;

import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.row.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a source answered: a document, the headers that came with it, and what it took to get it.
 * Immutable; not for use by two threads at once.
 */
public final class Answer {

  private final Page page;
  private final Map<String, List<String>> headers;
  private final int retries;
  private final Duration waited;
  private final String skipped;

  /**
   * An answer.
   *
   * @param headers by name, in any case
   * @param retries requests beyond the first that it took
   * @param waited time spent waiting between them and for rate limits
   */
  public Answer(Page page, Map<String, List<String>> headers, int retries, Duration waited) {
    this(page, headers, retries, waited, null);
  }

  private Answer(
      Page page, Map<String, List<String>> headers, int retries, Duration waited, String skipped) {
    this.page = page;
    this.skipped = skipped;
    Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(headers);
    this.headers = byName;
    this.retries = retries;
    this.waited = waited;
  }

  /**
   * An answer without content: it has no value anywhere, and no rows wherever they are looked for.
   */
  public static Answer nothing(Map<String, List<String>> headers, int retries, Duration waited) {
    return new Answer(Page.nothing(), headers, retries, waited);
  }

  /**
   * An answer without content in place of one that is passed over on purpose.
   *
   * @param why the request, what came back and whose decision it was; no secret
   */
  public static Answer skipped(
      Map<String, List<String>> headers, int retries, Duration waited, String why) {
    return new Answer(Page.nothing(), headers, retries, waited, why);
  }

  /** An answer of this page, without headers, got at the first try. */
  public static Answer of(Page page) {
    return new Answer(page, Map.of(), 0, Duration.ZERO);
  }

  /**
   * An answer of this JSON text, without headers, got at the first try.
   *
   * @throws SourceDataException if it is not one JSON document
   */
  public static Answer of(String json) {
    return of(Page.of(json));
  }

  /** The same answer with this header in place of any of that name. */
  public Answer with(String name, String value) {
    Map<String, List<String>> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    more.putAll(headers);
    more.put(name, List.of(value));
    return new Answer(page, more, retries, waited, skipped);
  }

  /** The document. */
  public Page page() {
    return page;
  }

  /** The first header of that name, in any case; empty if there is none. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** The first value of each header, by its name in any case; unmodifiable. */
  public Map<String, String> headers() {
    Map<String, String> first = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach(
        (name, values) -> values.stream().findFirst().ifPresent(v -> first.put(name, v)));
    return Collections.unmodifiableMap(first);
  }

  /**
   * The address in a {@code Link} header (RFC 8288) of this relation, {@code next} for example.
   *
   * @return empty if there is none
   */
  public Optional<String> link(String relation) {
    return header("Link").flatMap(links -> Links.find(links, relation));
  }

  /**
   * The source's own clock when it answered, from the {@code Date} header.
   *
   * @return empty if the header is missing or not a date
   */
  public Optional<Instant> serverTime() {
    return header("Date").flatMap(Answer::httpDate);
  }

  /**
   * Why this answer is empty although the source had none to give: it was passed over on purpose.
   *
   * @return empty for an answer that the source gave
   */
  public Optional<String> skipped() {
    return Optional.ofNullable(skipped);
  }

  /** Requests beyond the first that this answer took. */
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
