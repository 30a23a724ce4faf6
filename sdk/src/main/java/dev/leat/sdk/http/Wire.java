package dev.leat.sdk.http;

import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.http.transport.CutBodyException;
import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.http.transport.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.zip.ZipException;
import okhttp3.HttpUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one request, once, and says what broke if it has no answer. */
final class Wire {

  private static final Logger LOG = LoggerFactory.getLogger(HttpSource.class);

  private static final int START_SHOWN = 80;

  private final HttpSource source;
  private final Supplier<Redactor> redactor;
  private final int startShown;

  private Wire(HttpSource source, Supplier<Redactor> redactor, int startShown) {
    this.source = source;
    this.redactor = redactor;
    this.startShown = startShown;
  }

  /** For answers of which a failure may show the start, masked. */
  static Wire forPages(HttpSource source, Supplier<Redactor> redactor) {
    return new Wire(source, redactor, START_SHOWN);
  }

  /** For answers of which nothing may be shown. */
  static Wire forTokens(HttpSource source) {
    return new Wire(source, source::redactor, 0);
  }

  /**
   * The answer, whatever its status.
   *
   * @param label what the log may show of the request
   */
  Exchange send(String label, Transport.Outgoing outgoing, HttpUrl address)
      throws TryAgain, InterruptedException {
    Http http = source.http();
    long started = http.nanos();
    try {
      Exchange answer = http.transport().send(outgoing);
      LOG.debug(
          "{} answered {}, {} bytes in {}{}",
          label,
          answer.status(),
          answer.body().length,
          Shown.time(Duration.ofNanos(http.nanos() - started)),
          replaced(answer.replacedConnections()));
      return answer;
    } catch (IOException fault) {
      String where = outgoing.method() + " " + Addresses.Origin.of(address) + address.encodedPath();
      Faults.Diagnosis diagnosis = Faults.diagnose(fault, source, redactor.get());
      LOG.debug("{} had no answer: {}", label, diagnosis.what());
      throw failure(where + ": " + diagnosis.what(), diagnosis.advice(), fault);
    }
  }

  private static String replaced(int connections) {
    return connections == 0
        ? ""
        : ", on a new connection: " + connections + " kept by us had been closed by the source";
  }

  private TryAgain failure(String what, String advice, IOException fault) {
    if (Faults.isFinal(fault)) {
      throw new SourceUnavailableException(what + ": " + advice, fault);
    }
    if (fault instanceof ZipException) {
      return new TryAgain(
          what, advice, TryAgain.Why.BROKEN, message -> new SourceDataException(message, fault));
    }
    if (!(fault instanceof CutBodyException cut)) {
      TryAgain.Why why = Faults.isUnsent(fault) ? TryAgain.Why.UNSENT : TryAgain.Why.BROKEN;
      return TryAgain.unavailable(what, advice, why, fault);
    }
    String start = Shown.excerpt(redactor.get().redact(cut.start()), startShown);
    return new TryAgain(
        what,
        advice + (startShown == 0 ? "" : "; it starts with \"" + start + "\""),
        TryAgain.Why.BROKEN,
        message -> new SourceDataException(message, fault));
  }
}
