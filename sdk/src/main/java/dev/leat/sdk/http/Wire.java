package dev.leat.sdk.http;

import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.error.SourceUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one request, once, and says what broke if it has no answer. */
final class Wire {

  private static final Logger LOG = LoggerFactory.getLogger(HttpSource.class);

  private static final int START_SHOWN = 80;

  private final Http http;
  private final HttpLimits limits;
  private final Supplier<Redactor> redactor;
  private final int startShown;

  private Wire(Http http, HttpLimits limits, Supplier<Redactor> redactor, int startShown) {
    this.http = http;
    this.limits = limits;
    this.redactor = redactor;
    this.startShown = startShown;
  }

  /** For answers of which a failure may show the start, masked. */
  static Wire forPages(Http http, HttpLimits limits, Supplier<Redactor> redactor) {
    return new Wire(http, limits, redactor, START_SHOWN);
  }

  /** For answers of which nothing may be shown. */
  static Wire forTokens(Http http, HttpLimits limits, Supplier<Redactor> redactor) {
    return new Wire(http, limits, redactor, 0);
  }

  /**
   * The answer, whatever its status.
   *
   * @param label what the log may show of the request
   * @param body null for none
   */
  Exchange send(
      String label, String method, HttpUrl address, Map<String, String> headers, byte[] body)
      throws TryAgain, InterruptedException {
    long started = http.nanos();
    try {
      Exchange answer =
          http.transport()
              .send(new Transport.Outgoing(method, address.uri(), headers, body, limits));
      LOG.debug(
          "{} answered {}, {} bytes in {}",
          label,
          answer.status(),
          answer.body().length,
          Shown.time(Duration.ofNanos(http.nanos() - started)));
      return answer;
    } catch (IOException fault) {
      String where = method + " " + Addresses.Origin.of(address) + address.encodedPath();
      Faults.Diagnosis diagnosis = Faults.diagnose(fault, limits, redactor.get());
      throw failure(where + ": " + diagnosis.what(), diagnosis.advice(), fault);
    }
  }

  private TryAgain failure(String what, String advice, IOException fault) {
    if (Faults.isFinal(fault)) {
      throw new SourceUnavailableException(what + ": " + advice, fault);
    }
    if (!(fault instanceof CutBodyException cut)) {
      return TryAgain.unavailable(what, advice, Optional.empty(), fault);
    }
    String start = Shown.excerpt(redactor.get().redact(cut.start()), startShown);
    return new TryAgain(
        what,
        advice + (startShown == 0 ? "" : "; it starts with \"" + start + "\""),
        Optional.empty(),
        message -> new SourceDataException(message, fault));
  }
}
