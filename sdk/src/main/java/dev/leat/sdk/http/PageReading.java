package dev.leat.sdk.http;

import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.row.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Makes a page of an answer, or says what is wrong with it. For one request. */
final class PageReading {

  private static final int START_SEARCHED = 2_000;
  private static final int START_SHOWN = 80;
  private static final Set<Integer> NO_CONTENT = Set.of(204, 205);

  private final HttpSource source;
  private final String label;
  private final Supplier<Redactor> redactor;

  PageReading(HttpSource source, String label, Supplier<Redactor> redactor) {
    this.source = source;
    this.label = label;
    this.redactor = redactor;
  }

  /**
   * The page.
   *
   * @param retries requests beyond the first that it took
   * @throws SourceDataException if no repetition makes it better
   * @throws TryAgain if it is broken
   */
  Page page(Exchange exchange, Map<String, List<String>> headers, int retries, Duration waited)
      throws TryAgain {
    String what = label + " answered " + exchange.status();
    if (NO_CONTENT.contains(exchange.status())) {
      return Page.empty(headers, retries, waited);
    }
    try {
      byte[] body = Bodies.unpacked(exchange, source.limits().largestBody());
      Optional<String> markup = Bodies.markup(exchange, body);
      if (markup.isPresent()) {
        throw new SourceDataException(
            label
                + " answered "
                + markup.get()
                + ", not JSON: is "
                + source.where()
                + " that of the API?");
      }
      try {
        return new Page(body, headers, retries, waited);
      } catch (SourceDataException broken) {
        throw brokenPage(what, body, broken);
      }
    } catch (Bodies.RefusedException e) {
      throw new SourceDataException(what + " with a page that " + e.getMessage());
    } catch (IOException e) {
      throw broken(what, "its gzip is cut or broken (" + e.getMessage() + ")", e);
    }
  }

  private TryAgain brokenPage(String what, byte[] document, SourceDataException cause) {
    int length = Math.min(document.length, START_SEARCHED);
    String start = new String(document, 0, length, StandardCharsets.UTF_8);
    String masked = redactor.get().redact(start);
    // What the page says about itself may end in the middle of a secret.
    return masked.equals(start)
        ? broken(what, String.valueOf(cause.getMessage()), cause)
        : broken(
            what,
            "it is not JSON, or is cut; it starts with \""
                + Shown.excerpt(masked, START_SHOWN)
                + "\"",
            null);
  }

  private static TryAgain broken(String what, String problem, Exception cause) {
    return new TryAgain(
        what + " with a broken page",
        problem,
        TryAgain.Why.BROKEN,
        message -> new SourceDataException(message, cause));
  }
}
