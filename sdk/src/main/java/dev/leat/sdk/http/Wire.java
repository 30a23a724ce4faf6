package dev.leat.sdk.http;

import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.http.transport.CutBodyException;
import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.http.transport.Opened;
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
    long started = source.http().nanos();
    try {
      Exchange answer = source.http().transport().send(outgoing);
      tell(label, answer, answer.body().length + " bytes", started);
      return answer;
    } catch (IOException fault) {
      throw noAnswer(label, outgoing.method(), address, fault);
    }
  }

  /** The answer that begins, whatever its status. */
  Opened open(String label, Transport.Outgoing outgoing, HttpUrl address)
      throws TryAgain, InterruptedException {
    long started = source.http().nanos();
    try {
      Opened answer = source.http().transport().open(outgoing);
      tell(label, answer.head(), "its body to come,", started);
      return answer;
    } catch (IOException fault) {
      throw noAnswer(label, outgoing.method(), address, fault);
    }
  }

  /** The failure for an answer that did not come, or not as a whole. */
  TryAgain noAnswer(String label, String method, HttpUrl address, IOException fault) {
    String where = method + " " + Addresses.Origin.of(address) + address.encodedPath();
    Faults.Diagnosis diagnosis = Faults.diagnose(fault, source, redactor.get());
    LOG.debug("{} had no answer: {}", label, diagnosis.what());
    return failure(where + ": " + diagnosis.what(), diagnosis.advice(), fault);
  }

  private void tell(String label, Exchange answer, String size, long started) {
    LOG.debug(
        "{} answered {}, {} in {}{}",
        label,
        answer.status(),
        size,
        Shown.time(Duration.ofNanos(source.http().nanos() - started)),
        replaced(answer.replacedConnections()));
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
