package dev.leat.sdk.http;

import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.http.transport.Transport;
import dev.leat.sdk.row.Page;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * Asks for what credentials are made of as patiently as for pages. No redirect is followed and no
 * part of an answer is shown unless it is a refusal: these requests and answers are made of
 * secrets.
 */
final class TokenDesk implements Auth.Context {

  private final HttpSource source;

  TokenDesk(HttpSource source) {
    this.source = source;
  }

  @Override
  public long nanos() {
    return source.http().nanos();
  }

  @Override
  public Instant now() {
    return source.http().clock().instant();
  }

  @Override
  public URI address(Request request) {
    return source.addresses().of(request).uri();
  }

  @Override
  public Answer ask(Request request, String whatToFix) throws InterruptedException {
    return ask(source.addresses(), source.gate(), request, whatToFix);
  }

  @Override
  public Answer ask(URI address, Request request, String whatToFix) throws InterruptedException {
    return ask(Addresses.at(address), Gate.open(source.http()), request, whatToFix);
  }

  private Answer ask(Addresses addresses, Gate gate, Request request, String whatToFix)
      throws InterruptedException {
    HttpUrl url = addresses.of(request);
    String label = request.method() + " " + Addresses.Origin.of(url) + url.encodedPath();
    Transport.Outgoing outgoing = Outgoings.of(request, url, source.limits(), Map.of());
    Wire wire = Wire.forTokens(source);
    Attempts attempts =
        new Attempts(source.http(), source.retry(), gate, request, label, source::redactor);
    return attempts.make(
        () ->
            page(
                new Response(attempts.send(() -> wire.send(label, outgoing, url)), this::document),
                label,
                whatToFix));
  }

  private Answer page(Response answer, String label, String whatToFix) throws TryAgain {
    int status = answer.status();
    HttpStatusException cause = new HttpStatusException(status, label + " answered " + status);
    if (status >= 200 && status < 300) {
      if (answer.document().isEmpty()) {
        throw new TryAgain(
            label + " answered " + status + " with something that is not JSON",
            "is this the token endpoint?",
            TryAgain.Why.BROKEN,
            ConfigurationException::new);
      }
      return answer.page();
    }
    String what =
        label
            + " answered "
            + status
            + Refusals.explanation(answer, Verdict.retry(), source.redactor());
    if (source.retry().retries(status)) {
      throw TryAgain.unavailable(
          what,
          "wait for the token endpoint; the next sync resumes",
          new TryAgain.Why(
              Optional.of(answer),
              ServerWait.afterRefusal(answer.exchange(), source.http().clock()),
              Optional.empty(),
              status != 429),
          cause);
    }
    if (status >= 300 && status < 400) {
      throw new ConfigurationException(
          what + ": a token endpoint must not redirect; set the address it is at now", cause);
    }
    throw new ConfigurationException(what + ": " + whatToFix, cause);
  }

  private Answer document(Exchange answer) {
    try {
      byte[] body = Bodies.unpacked(answer, source.limits().largestBody());
      return new Answer(new Page(body), answer.headers(), 0, Duration.ZERO);
    } catch (Bodies.RefusedException | IOException e) {
      throw new SourceDataException("The answer cannot be unpacked");
    }
  }
}
