package dev.leat.sdk.http;

import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.row.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * Asks for tokens as patiently as for pages. No redirect is followed and no part of an answer is
 * shown unless it is a refusal: these requests and answers are made of secrets.
 */
final class TokenDesk implements TokenEndpoint {

  private final HttpSource source;

  TokenDesk(HttpSource source) {
    this.source = source;
  }

  @Override
  public long nanos() {
    return source.http().nanos();
  }

  @Override
  public Page post(URI address, String form, Credential client, String whatToFix)
      throws InterruptedException {
    HttpUrl url = HttpUrl.parse(address.toString());
    if (url == null || address.getRawUserInfo() != null) {
      throw new ConfigurationException(
          "The token endpoint must be an http or https address without a user name in it");
    }
    String label = "POST " + Addresses.Origin.of(url) + url.encodedPath();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json");
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    headers.put("User-Agent", Fetch.USER_AGENT);
    if (client.place() == Credential.Place.HEADER) {
      headers.put(client.name(), client.value());
    }
    byte[] body = form.getBytes(StandardCharsets.UTF_8);
    Wire wire = Wire.forTokens(source.http(), source.limits(), source::redactor);
    Attempts attempts =
        new Attempts(source.http(), source.retry(), ownGate(), label, source::redactor);
    return attempts.make(
        () -> {
          attempts.beforeSending();
          return page(wire.send(label, "POST", url, headers, body), label, whatToFix);
        });
  }

  private Page page(Exchange answer, String label, String whatToFix) throws TryAgain {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return document(answer, label);
    }
    HttpStatusException cause = new HttpStatusException(status, label + " answered " + status);
    String what = label + " answered " + status + Refusals.explanation(answer, source.redactor());
    if (source.retry().retries(status)) {
      throw TryAgain.unavailable(
          what,
          "wait for the token endpoint; the next sync resumes",
          ServerWait.afterRefusal(answer, source.http().clock()),
          cause);
    }
    if (status >= 300 && status < 400) {
      throw new ConfigurationException(
          what + ": a token endpoint must not redirect; set the address it is at now", cause);
    }
    throw new ConfigurationException(what + ": " + whatToFix, cause);
  }

  private Page document(Exchange answer, String label) throws TryAgain {
    try {
      byte[] body = Bodies.unpacked(answer, source.limits().largestBody());
      return new Page(body);
    } catch (Bodies.RefusedException | IOException | SourceDataException broken) {
      throw new TryAgain(
          label + " answered " + answer.status() + " with something that is not JSON",
          "is this the token endpoint?",
          Optional.empty(),
          ConfigurationException::new);
    }
  }

  private Gate ownGate() {
    return new Gate(source.http(), RateLimit.none());
  }
}
