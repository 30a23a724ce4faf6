package dev.leat.sdk.http;

import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.row.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import okhttp3.HttpUrl;

/** One request to a source, with every redirect and repetition it takes. For one thread. */
final class Fetch {

  static final String USER_AGENT = "leat";

  private static final int MOST_REDIRECTS = 5;
  private static final int START_SEARCHED = 2_000;
  private static final int START_SHOWN = 80;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final HttpSource source;
  private final Request request;
  private final HttpUrl start;
  private final String label;
  private final Wire wire;
  private final Attempts attempts;
  private final TokenDesk tokens;
  private int renewals;

  /** A reply, the address that gave it, and the credential it was asked with. */
  private record Reply(Exchange exchange, HttpUrl address, Credential credential) {}

  Fetch(HttpSource source, Request request) {
    this.source = source;
    this.request = request;
    this.start = source.addresses().of(request);
    this.label =
        redactor().redact(request.method() + " " + start.encodedPath())
            + Shown.query(request, redactor());
    this.wire = Wire.forPages(source.http(), source.limits(), this::redactor);
    this.attempts =
        new Attempts(source.http(), source.retry(), source.gate(), label, this::redactor);
    this.tokens = new TokenDesk(source);
  }

  /** See {@link HttpSource#fetch}. */
  Answer answer() throws InterruptedException {
    return attempts.make(this::attempt);
  }

  private Answer attempt() throws TryAgain, InterruptedException {
    Reply reply = reply(source.auth().credential(tokens));
    boolean refused = reply.exchange().status() == 401 && renewals == 0;
    if (refused && source.auth().renewed(reply.credential(), tokens)) {
      renewals++;
      reply = reply(source.auth().credential(tokens));
    }
    Exchange exchange = reply.exchange();
    if (exchange.status() < 200 || exchange.status() > 299) {
      throw Refusals.of(
          exchange, label, source.auth(), source.retry(), source.http().clock(), redactor());
    }
    ServerWait.untilReset(exchange, source.http().clock())
        .ifPresent(wait -> source.gate().close(wait, label + " answered " + exchange.status()));
    return answer(reply);
  }

  /** The first answer that is no redirect. */
  private Reply reply(Credential credential) throws TryAgain, InterruptedException {
    HttpUrl address = start;
    String method = request.method();
    byte[] body = request.body();
    // Once a request has left the source's origin, whoever it met may have chosen where it returns.
    boolean trusted = true;
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      trusted &= source.addresses().isOwn(address);
      Exchange exchange =
          send(address, method, body, trusted ? credential : Credential.NONE, trusted);
      Optional<String> location = exchange.header("Location");
      if (!REDIRECTS.contains(exchange.status()) || location.isEmpty()) {
        return new Reply(exchange, address, credential);
      }
      if (exchange.status() == 303) {
        method = "GET";
        body = null;
      } else if (body != null && exchange.status() < 303) {
        throw lostBody(exchange.status());
      }
      address = source.addresses().resolve(address, location.get(), label + " redirects");
    }
    throw new SourceDataException(
        label + " was redirected more than " + MOST_REDIRECTS + " times: is base_url right?");
  }

  private Exchange send(
      HttpUrl address, String method, byte[] body, Credential credential, boolean trusted)
      throws TryAgain, InterruptedException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Accept", "application/json");
    headers.put("Accept-Encoding", "gzip");
    headers.put("User-Agent", USER_AGENT);
    HttpUrl to = address;
    if (trusted) {
      request.headers().forEach(each -> headers.put(each.name(), each.value()));
    } else {
      requireNothingSecret(address, body);
    }
    if (body != null) {
      headers.put("Content-Type", "application/json");
    }
    if (credential.place() == Credential.Place.HEADER) {
      headers.put(credential.name(), credential.value());
    } else if (credential.place() == Credential.Place.QUERY) {
      to = to.newBuilder().setQueryParameter(credential.name(), credential.value()).build();
    }
    attempts.beforeSending();
    return wire.send(label, method, to, headers, body);
  }

  private void requireNothingSecret(HttpUrl address, byte[] body) {
    Redactor redactor = redactor();
    String plain = address.toString() + " " + address.query() + " " + address.pathSegments();
    if (body != null || !redactor.redact(plain).equals(plain)) {
      throw new SourceDataException(
          label
              + " leads to "
              + Addresses.Origin.of(address)
              + " and would take its body or a credential there: not followed");
    }
  }

  private ConfigurationException lostBody(int status) {
    return new ConfigurationException(
        label
            + " answered "
            + status
            + ", a redirect that would lose the body of the POST: set base_url to where the API is"
            + " now",
        new HttpStatusException(status, label + " answered " + status));
  }

  private Answer answer(Reply reply) throws TryAgain {
    Exchange exchange = reply.exchange();
    String what = label + " answered " + exchange.status();
    try {
      byte[] body = Bodies.unpacked(exchange, source.limits().largestBody());
      Optional<String> markup = Bodies.markup(exchange, body);
      if (markup.isPresent()) {
        throw new SourceDataException(
            label + " answered " + markup.get() + ", not JSON: is base_url the API endpoint?");
      }
      byte[] document = exchange.status() == 204 ? "null".getBytes(StandardCharsets.UTF_8) : body;
      try {
        return new Answer(
            new Page(document), headers(reply), attempts.failures() + renewals, attempts.waited());
      } catch (SourceDataException broken) {
        throw brokenPage(what, document, broken);
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
    String masked = redactor().redact(start);
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
        Optional.empty(),
        message -> new SourceDataException(message, cause));
  }

  private Redactor redactor() {
    return source.redactor(request);
  }

  /** The headers of the answer, and the address it came from without the credential. */
  private static Map<String, List<String>> headers(Reply reply) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    reply
        .exchange()
        .headers()
        .forEach((name, values) -> headers.put(name, List.of(String.join(", ", values))));
    headers.keySet().removeIf(Links.ADDRESS::equalsIgnoreCase);
    HttpUrl.Builder address = reply.address().newBuilder();
    if (reply.credential().place() == Credential.Place.QUERY) {
      address.removeAllQueryParameters(reply.credential().name());
    }
    headers.put(Links.ADDRESS, List.of(address.build().toString()));
    return headers;
  }
}
