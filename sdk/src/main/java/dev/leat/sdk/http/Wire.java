package dev.leat.sdk.http;

import dev.leat.sdk.error.SourceUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import okhttp3.HttpUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one request, once, and says what broke if it has no answer. */
final class Wire {

  private static final Logger LOG = LoggerFactory.getLogger(HttpSource.class);

  private final Http http;
  private final HttpLimits limits;

  Wire(Http http, HttpLimits limits) {
    this.http = http;
    this.limits = limits;
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
      if (Faults.isFinal(fault)) {
        Faults.Diagnosis diagnosis = Faults.diagnose(fault, limits);
        throw new SourceUnavailableException(
            where + ": " + diagnosis.what() + ": " + diagnosis.advice(), fault);
      }
      throw Faults.tryAgain(where, fault, limits);
    }
  }
}
