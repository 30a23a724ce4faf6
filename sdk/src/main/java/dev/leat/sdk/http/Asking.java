package dev.leat.sdk.http;

import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.http.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * One request to a source, with every redirect and repetition it takes. For one thread.
 *
 * @param <T> what an accepted answer becomes
 */
abstract class Asking<T> {

  private static final int MOST_REDIRECTS = 5;
  private static final int LEAST_REFUSAL = 400;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  final HttpSource source;
  final String label;
  final Wire wire;

  private final Request request;

  /** Of the request itself; those of the source may change meanwhile. */
  private final List<String> secrets;

  private final HttpUrl start;
  private final Map<String, String> usual;
  private final Attempts attempts;
  private final TokenDesk tokens;
  private final Refusals refusals;
  private int renewals;

  /**
   * An answer and what brought it.
   *
   * @param address without a credential
   * @param signed the request as it went out
   */
  record Reply(Response answer, HttpUrl address, Request signed) {}

  Asking(HttpSource source, Request request) {
    this.source = source;
    this.request = request;
    this.secrets = request.secrets();
    this.start = source.addresses().of(request);
    this.label =
        redactor().redact(request.method() + " " + start.encodedPath())
            + Shown.query(request, redactor());
    this.usual = Map.of("Accept-Encoding", "gzip", "Accept", source.decoder().accepts());
    this.wire = Wire.forPages(source, this::redactor);
    this.attempts =
        new Attempts(source.http(), source.retry(), source.gate(), request, label, this::redactor);
    this.tokens = new TokenDesk(source);
    this.refusals = new Refusals(source, label, this::redactor);
  }

  /** What the answer became that was accepted. */
  T answer() throws InterruptedException {
    return attempts.make(this::attempt);
  }

  /** The answer to one request that goes out; its body may be left for later. */
  abstract Exchange send(Transport.Outgoing outgoing, HttpUrl to)
      throws TryAgain, InterruptedException;

  /** The page that the body of an answer makes, for those who judge it. */
  abstract Answer read(Exchange exchange, Map<String, List<String>> headers) throws TryAgain;

  abstract T accepted(Reply reply) throws TryAgain, InterruptedException;

  abstract T skipped(Answer page) throws InterruptedException;

  private T attempt() throws TryAgain, InterruptedException {
    Reply reply = reply();
    Verdict verdict = judge(reply.answer());
    if (verdict.action() == Verdict.Action.RENEW
        && renewals == 0
        && source.auth().renew(reply.signed(), tokens)) {
      renewals++;
      reply = reply();
      verdict = judge(reply.answer());
    }
    return settle(reply, verdict);
  }

  private Verdict judge(Response answer) {
    for (AnswerRule rule : source.rules()) {
      Optional<Verdict> verdict = rule.judge(answer);
      if (verdict.isPresent()) {
        return verdict.get();
      }
    }
    return refusals.usual(answer);
  }

  private T settle(Reply reply, Verdict verdict) throws TryAgain, InterruptedException {
    Exchange exchange = reply.answer().exchange();
    switch (verdict.action()) {
      case ACCEPT -> {
        heedRefusal(exchange);
        return accepted(reply);
      }
      case SKIP -> {
        heedRefusal(exchange);
        return skipped(
            Answer.skipped(
                headers(exchange, reply.address()),
                retries(),
                waited(),
                whySkipped(reply.answer(), verdict)));
      }
      default -> throw refusals.failure(reply.answer(), verdict);
    }
  }

  /** Before the request counts as ended: others wait to hear what its answer says of a limit. */
  private void heed(Exchange exchange) {
    ServerWait.left(exchange, source.http().clock()).ifPresent(source.gate()::told);
    if (exchange.status() < LEAST_REFUSAL) {
      closeUntilReset(exchange);
    }
  }

  /** How long a refusal is waited for is judged first, unless a rule accepts it. */
  private void heedRefusal(Exchange exchange) {
    if (exchange.status() >= LEAST_REFUSAL) {
      closeUntilReset(exchange);
    }
  }

  private void closeUntilReset(Exchange exchange) {
    ServerWait.untilReset(exchange, source.http().clock())
        .ifPresent(wait -> source.gate().close(wait, label + " answered " + exchange.status()));
  }

  private String whySkipped(Response answer, Verdict verdict) {
    return label
        + " answered "
        + answer.status()
        + Refusals.explanation(answer, verdict, redactor())
        + ", which a rule of the connector passes over"
        + verdict.words().map(words -> ": " + words).orElse("");
  }

  /** The first answer that is not a redirect. */
  private Reply reply() throws TryAgain, InterruptedException {
    Request hop = request;
    HttpUrl address = start;
    // Once a request has left the source's origin, a stranger may have chosen where it returns.
    boolean trusted = true;
    for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
      trusted &= source.addresses().isOwn(address);
      Request signed = trusted ? source.auth().sign(hop, tokens) : hop;
      Exchange exchange = trusted ? sendOwn(signed) : sendElsewhere(hop, address);
      Optional<String> location = exchange.header("Location");
      if (!REDIRECTS.contains(exchange.status()) || location.isEmpty()) {
        HttpUrl from = address;
        return new Reply(
            new Response(exchange, got -> read(got, headers(got, from))), from, signed);
      }
      if (exchange.status() == 303) {
        hop = hop.asGet();
      } else if (hop.body().isPresent() && exchange.status() < 303) {
        throw lostBody(exchange.status());
      }
      address = source.addresses().resolve(address, location.get(), label + " redirects");
      if (trusted && source.addresses().isOwn(address)) {
        address = Links.withoutSecrets(address, source.secrets(), label + " redirects");
      }
      hop = hop.following(address.toString());
    }
    throw new SourceDataException(
        label
            + " was redirected more than "
            + MOST_REDIRECTS
            + " times: is "
            + source.where()
            + " right?");
  }

  private Exchange sendOwn(Request signed) throws TryAgain, InterruptedException {
    HttpUrl to = source.addresses().of(signed);
    Transport.Outgoing outgoing = Outgoings.of(signed, to, source.limits(), usual);
    return attempts.send(
        () -> {
          Exchange exchange = send(outgoing, to);
          heed(exchange);
          return exchange;
        });
  }

  private Exchange sendElsewhere(Request hop, HttpUrl to) throws TryAgain, InterruptedException {
    Redactor redactor = redactor();
    String plain = to.toString() + " " + to.query() + " " + to.pathSegments();
    if (hop.body().isPresent() || !redactor.redact(plain).equals(plain)) {
      throw new SourceDataException(
          label
              + " leads to "
              + Addresses.Origin.of(to)
              + " and would take its body or a credential there: not followed");
    }
    Transport.Outgoing outgoing = Outgoings.bare(hop, to, source.limits(), usual);
    return attempts.send(() -> send(outgoing, to));
  }

  private ConfigurationException lostBody(int status) {
    return new ConfigurationException(
        label
            + " answered "
            + status
            + ", a redirect that would lose the body of the POST: change "
            + source.where()
            + " to where the API is now",
        new HttpStatusException(status, label + " answered " + status));
  }

  int retries() {
    return attempts.failures() + renewals;
  }

  Duration waited() {
    return attempts.waited();
  }

  Redactor redactor() {
    List<String> all = new ArrayList<>(source.secrets());
    all.addAll(secrets);
    return Redactor.of(all);
  }

  /** The headers of the answer, and the address it came from. */
  static Map<String, List<String>> headers(Exchange exchange, HttpUrl address) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    exchange
        .headers()
        .forEach((name, values) -> headers.put(name, List.of(String.join(", ", values))));
    headers.keySet().removeIf(Links.ADDRESS::equalsIgnoreCase);
    headers.put(Links.ADDRESS, List.of(address.toString()));
    return headers;
  }
}
