package dev.leat.sdk.http;

import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.row.Page;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
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

  /** The page of an answer that is JSON, whatever is decoded otherwise. */
  Answer document(
      Exchange exchange, Map<String, List<String>> headers, int retries, Duration waited)
      throws TryAgain {
    return page(exchange, headers, retries, waited, Decoder.json());
  }

  /**
   * The page.
   *
   * @param retries requests beyond the first that it took
   * @throws SourceDataException if no repetition makes it better
   * @throws TryAgain if it is broken
   */
  Answer page(Exchange exchange, Map<String, List<String>> headers, int retries, Duration waited)
      throws TryAgain {
    boolean success = exchange.status() >= 200 && exchange.status() < 300;
    return page(exchange, headers, retries, waited, success ? source.decoder() : Decoder.json());
  }

  private Answer page(
      Exchange exchange,
      Map<String, List<String>> headers,
      int retries,
      Duration waited,
      Decoder decoder)
      throws TryAgain {
    String what = label + " answered " + exchange.status();
    if (NO_CONTENT.contains(exchange.status())) {
      return Answer.nothing(headers, retries, waited);
    }
    try {
      byte[] body = Bodies.unpacked(exchange, source.limits().largestBody());
      if (decoder == Decoder.json()) {
        requireNoMarkup(Bodies.markup(exchange, body));
      } else {
        requireNoMarkup(Bodies.html(exchange));
        body = decoded(body, decoder);
      }
      try {
        return new Answer(new Page(body), headers, retries, waited);
      } catch (SourceDataException broken) {
        throw brokenPage(what, body, broken);
      }
    } catch (Bodies.RefusedException e) {
      throw new SourceDataException(what + " with a page that " + e.getMessage());
    } catch (Decoder.MalformedException e) {
      throw broken(what, redactor.get().redact(String.valueOf(e.getMessage())), e);
    } catch (IOException e) {
      throw broken(what, "its gzip is cut or broken (" + e.getMessage() + ")", e);
    }
  }

  /** A page for people, such as a log-in, is not an answer, whatever is expected. */
  void requireNoMarkup(Optional<String> markup) {
    if (markup.isPresent()) {
      throw new SourceDataException(
          label
              + " answered "
              + markup.get()
              + ", not JSON: is "
              + source.where()
              + " that of the API?");
    }
  }

  /** One page of all that a body holds. */
  private byte[] decoded(byte[] body, Decoder decoder) throws IOException {
    int largest = source.limits().largestBody();
    List<byte[]> pages = new ArrayList<>();
    PageCutter cutter = new PageCutter(Integer.MAX_VALUE, largest, pages::add);
    try {
      decoder.decode(new ByteArrayInputStream(body), cutter);
      cutter.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Decoder.MalformedException("it was interrupted");
    }
    if (pages.size() > 1 || pages.get(0).length > largest) {
      throw new Decoder.MalformedException(
          "it is more than one page: read it with fetchAll, which takes any number of them");
    }
    return pages.get(0);
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

  static TryAgain broken(String what, String problem, Exception cause) {
    return new TryAgain(
        what + " with a broken page",
        problem,
        TryAgain.Why.BROKEN,
        message -> new SourceDataException(message, cause));
  }
}
