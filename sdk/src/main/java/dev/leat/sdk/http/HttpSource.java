package dev.leat.sdk.http;

import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.http.transport.HttpLimits;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An HTTP API and how to ask it: patiently, within limits, and without telling anybody else who
 * asks. The withers give another view of the same source, with the same pace: a wait that the
 * source asks one user for holds for all. Immutable but for that pace, and thread-safe: many
 * threads may ask at once.
 */
public final class HttpSource implements Source {

  private final Http http;
  private final Manner manner;
  private final Gate gate;

  /** All that can be said of how to ask. */
  private record Manner(
      Addresses addresses,
      Optional<String> setting,
      Auth auth,
      RetryPolicy retry,
      HttpLimits limits,
      List<AnswerRule> rules,
      Decoder decoder) {

    Manner addresses(Addresses other) {
      return new Manner(other, setting, auth, retry, limits, rules, decoder);
    }

    Manner setting(String name) {
      return new Manner(addresses, Optional.of(name), auth, retry, limits, rules, decoder);
    }

    Manner auth(Auth other) {
      return new Manner(addresses, setting, other, retry, limits, rules, decoder);
    }

    Manner retry(RetryPolicy other) {
      return new Manner(addresses, setting, auth, other, limits, rules, decoder);
    }

    Manner limits(HttpLimits other) {
      return new Manner(addresses, setting, auth, retry, other, rules, decoder);
    }

    Manner decoder(Decoder other) {
      return new Manner(addresses, setting, auth, retry, limits, rules, other);
    }

    Manner rules(List<AnswerRule> other) {
      return new Manner(addresses, setting, auth, retry, limits, other, decoder);
    }
  }

  private HttpSource(Http http, Manner manner, Gate gate) {
    this.http = http;
    this.manner = manner;
    this.gate = gate;
  }

  static HttpSource at(Http http, URI base) {
    return new HttpSource(
        http,
        new Manner(
            Addresses.at(base),
            Optional.empty(),
            Auth.none(),
            RetryPolicy.transientErrors(),
            HttpLimits.defaults(),
            List.of(),
            Decoder.json()),
        Gate.open(http));
  }

  private HttpSource with(Manner other) {
    return new HttpSource(http, other, gate);
  }

  /** The same source; messages call its address by the setting that it comes from. */
  public HttpSource named(Setting<URI> setting) {
    return with(manner.setting(setting.name()));
  }

  /** The same source, asked with this credential. */
  public HttpSource auth(Auth other) {
    return with(manner.auth(other));
  }

  /** The same source, asked again as this policy says. */
  public HttpSource retry(RetryPolicy other) {
    return with(manner.retry(other));
  }

  /**
   * The same source, whose answers are judged by these rules too, in this order, after those that
   * it has and before what statuses usually mean. A redirect that can be followed is not judged.
   */
  public HttpSource answers(AnswerRule... rules) {
    List<AnswerRule> all = new ArrayList<>(manner.rules);
    all.addAll(List.of(rules));
    return with(manner.rules(List.copyOf(all)));
  }

  /** The same source, whose answers are made to JSON like this; {@link Decoder#json} at first. */
  public HttpSource decoding(Decoder decoder) {
    return with(manner.decoder(decoder));
  }

  /** The same source, asked no more often than these allow, by all users of the result together. */
  public HttpSource budgets(CallBudget... budgets) {
    return new HttpSource(http, manner, new Gate(http, List.of(budgets)));
  }

  /** The same source with these bounds on time and size. */
  public HttpSource limits(HttpLimits other) {
    return with(manner.limits(other));
  }

  /**
   * The same source, following redirects and next-links to these origins too (scheme, host and port
   * count; the path does not). Credentials and headers of requests never go there.
   *
   * @throws dev.leat.sdk.error.ConfigurationException if one is not an http or https address
   */
  public HttpSource allowing(URI... origins) {
    return with(manner.addresses(manner.addresses.allowing(origins)));
  }

  /**
   * Asks, and waits for the answer: again after failures that may pass, and as slowly as both sides
   * want it. Up to 5 redirects are followed, within the source's own origin and those allowed.
   *
   * <p>A document that says of itself that it is an error is not a page, whatever its status: one
   * with an {@code errors} or {@code error} at its top that is neither null nor empty. If that
   * means something else in an API, a rule can {@link Verdict#accept accept} it.
   *
   * @return the answer to a 2xx status, one JSON document; an empty page for a 204. Its header
   *     {@code Content-Location} is the address it came from, without credentials
   * @throws dev.leat.sdk.error.ConfigurationException if the address, a path or a credential is
   *     wrong: 401, 403, 404, a redirect to an origin that is not allowed
   * @throws dev.leat.sdk.error.SourceUnavailableException if the source cannot be reached or
   *     refuses for now, after the last attempt or because it asks for too long a wait
   * @throws dev.leat.sdk.error.SourceDataException if the answer is not JSON, cut, too large, an
   *     error, or any other 4xx. The cause of each failure by an answer is an {@link
   *     HttpStatusException}
   * @throws InterruptedException at once, if the thread is interrupted; the request is given up
   */
  @Override
  public Answer fetch(Request request) throws InterruptedException {
    try {
      return new Fetch(this, request).answer();
    } catch (ConnectorException failure) {
      throw Masking.masked(failure, redactor(request));
    }
  }

  /**
   * As {@link #fetch}, for an answer of any size: its pages are handed on while it is received, and
   * no more than a few of them are in memory at a time. How large they are is up to the decoder;
   * rows that it hands on one by one stand in a list at the top of each page.
   *
   * <p>If the answer breaks off, it is asked for again. What was handed on already is compared with
   * the new answer and not handed on twice. Rules see the status and the headers of a success, not
   * its body. The time that {@link HttpLimits#call} gives does not hold here, as it depends on how
   * fast the pages are taken; that between two bytes does.
   *
   * @param sink what it throws ends the request
   * @throws dev.leat.sdk.error.SourceDataException also if the answer was another the second time
   */
  public void fetchAll(Request request, PageSink sink) throws InterruptedException {
    try {
      new Download(this, request, sink).answer();
    } catch (ConnectorException failure) {
      throw Masking.masked(failure, redactor(request));
    }
  }

  /**
   * The request for a link that the answer to another one held. Credentials are taken out of the
   * link, so the result can be kept and shown; they are put back when it is followed.
   *
   * @param request what brought {@code page}
   * @param link absolute, or relative to where the page came from
   * @throws dev.leat.sdk.error.SourceDataException if a credential stands in the path of the link,
   *     where it cannot be taken out
   */
  @Override
  public Request follow(Request request, Answer page, String link) {
    return Links.follow(this, request, page, link);
  }

  /**
   * A link that an answer held, absolute and without credentials: what may be kept in a state. Hand
   * it to {@link Request#following} to follow it.
   *
   * @param request what brought {@code page}
   * @throws dev.leat.sdk.error.SourceDataException as {@link #follow} does
   */
  @Override
  public String withoutSecrets(Request request, Answer page, String link) {
    return Links.withoutSecrets(this, request, page, link);
  }

  /**
   * Waits before something is asked once more, in the time of this source, and says so if it takes
   * long: for what is asked about until it is ready.
   *
   * @param count how often it was asked about, 1 or more
   * @param why what is waited for, for the log; secrets are masked
   * @return how long it was
   */
  public Duration pause(Backoff pace, int count, String why) throws InterruptedException {
    Backoff.Failed asked =
        new Backoff.Failed(count, Optional.empty(), http.clock().instant(), http.random());
    Duration wait = pace.after(asked).map(Backoff.Wait::length).orElse(Duration.ZERO);
    gate.pause(wait, redactor().redact(why));
    return wait;
  }

  /** Every value that must not be shown, as of now: for masking texts. */
  public List<String> secrets() {
    List<String> secrets = new ArrayList<>(manner.auth.secrets());
    secrets.addAll(http.transport().secrets());
    return List.copyOf(secrets);
  }

  Http http() {
    return http;
  }

  Addresses addresses() {
    return manner.addresses;
  }

  Auth auth() {
    return manner.auth;
  }

  RetryPolicy retry() {
    return manner.retry;
  }

  Gate gate() {
    return gate;
  }

  HttpLimits limits() {
    return manner.limits;
  }

  Decoder decoder() {
    return manner.decoder;
  }

  List<AnswerRule> rules() {
    return manner.rules;
  }

  /** What to call its address in a message: by its setting, if there is one. */
  String where() {
    return manner.setting.orElseGet(() -> "the address " + manner.addresses);
  }

  Redactor redactor() {
    return Redactor.of(secrets());
  }

  /** Masks what this request carries, too. */
  Redactor redactor(Request request) {
    return Redactor.of(secrets(request));
  }

  List<String> secrets(Request request) {
    List<String> secrets = new ArrayList<>(secrets());
    secrets.addAll(request.secrets());
    return secrets;
  }

  @Override
  public String toString() {
    return redactor().redact(manner.addresses.toString());
  }
}
