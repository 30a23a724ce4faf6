package dev.leat.sdk.http;

import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came back, for those who decide what it means. Its body is read only if somebody asks, and
 * once. For one thread.
 */
public final class Response {

  private static final int LONGEST_TEXT = 1 << 20;

  /** Where sources put what they have to say, in the order in which it is looked for. */
  private static final List<String> MESSAGES =
      List.of(
          "/error/message",
          "/error_description",
          "/message",
          "/detail",
          "/error",
          "/errors",
          "/title",
          "/msg");

  private final Exchange exchange;
  private final Reading reading;
  private Answer page;
  private TryAgain broken;
  private ConnectorException refused;
  private String text;

  /** Makes a page of an answer. */
  @FunctionalInterface
  interface Reading {
    Answer page(Exchange exchange) throws TryAgain;
  }

  Response(Exchange exchange, Reading reading) {
    this.exchange = exchange;
    this.reading = reading;
  }

  /** The HTTP status, for example 429. */
  public int status() {
    return exchange.status();
  }

  /** The first header of that name, in any case; empty if there is none. */
  public Optional<String> header(String name) {
    return exchange.header(name);
  }

  /** The headers, each with all its values, by name in any case; unmodifiable. */
  public Map<String, List<String>> headers() {
    return exchange.headers();
  }

  /** The body as text, as far as 1 MiB of it; empty if there is none or it cannot be unpacked. */
  public String text() {
    if (text == null) {
      text = new String(Bodies.start(exchange, LONGEST_TEXT), StandardCharsets.UTF_8);
    }
    return text;
  }

  /** The page that the body makes; empty if it is not one: not JSON, cut, too large. */
  public Optional<Answer> document() {
    if (page == null && broken == null && refused == null) {
      try {
        page = reading.page(exchange);
      } catch (TryAgain e) {
        broken = e;
      } catch (ConnectorException e) {
        refused = e;
      }
    }
    return Optional.ofNullable(page);
  }

  /**
   * The text of a value of the document, within lists too: the characters of a string, the digits
   * of a number, the JSON of an object or a list.
   *
   * @param pointer JSON pointer, for example {@code /errors/0/code}
   * @return empty if nothing or null stands there, or the body is not a document
   */
  public Optional<String> value(String pointer) {
    return document().flatMap(document -> value(document, pointer));
  }

  /** What the source says about the failure, on one line or many; empty if it says nothing. */
  public Optional<String> message() {
    return MESSAGES.stream().flatMap(pointer -> words(pointer).stream()).findFirst();
  }

  /** The words at that place; of a list its first element's. */
  Optional<String> words(String pointer) {
    return value(pointer)
        .flatMap(
            found ->
                found.startsWith("[")
                    ? firstOf(pointer)
                    : Optional.of(found).filter(each -> !each.startsWith("{")));
  }

  Exchange exchange() {
    return exchange;
  }

  /** The page, or why there is none. */
  Answer page() throws TryAgain {
    Optional<Answer> document = document();
    if (document.isPresent()) {
      return document.get();
    }
    if (broken != null) {
      throw broken;
    }
    throw refused;
  }

  private Optional<String> firstOf(String list) {
    return value(list + "/0/message")
        .or(() -> value(list + "/0/detail"))
        .or(() -> value(list + "/0").filter(each -> !each.startsWith("{")));
  }

  private static Optional<String> value(Answer document, String pointer) {
    Optional<String> found = document.page().text(pointer);
    if (found.isPresent() || pointer.isEmpty()) {
      return found;
    }
    // A page knows nothing of what stands within its lists.
    for (int end = pointer.lastIndexOf('/'); end >= 0; end = pointer.lastIndexOf('/', end - 1)) {
      Optional<String> outer = document.page().text(pointer.substring(0, end));
      if (outer.isPresent()) {
        return outer.get().startsWith("[")
            ? Json.textAt(outer.get(), pointer.substring(end))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The status and the size: headers and body may hold secrets. */
  @Override
  public String toString() {
    return exchange.toString();
  }
}
