package dev.leat.sdk.http;

import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.error.ConnectorException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * An HTTP API and how to ask it: patiently, within limits, and without telling anybody else who
 * asks. The withers give another view of the same source, with the same pace: a wait that the
 * source asks one user for holds for all. Immutable but for that pace, and thread-safe.
 */
public final class HttpSource implements Source {

  private final Http http;
  private final Addresses addresses;
  private final Auth auth;
  private final RetryPolicy retry;
  private final Gate gate;
  private final HttpLimits limits;

  private HttpSource(
      Http http, Addresses addresses, Auth auth, RetryPolicy retry, Gate gate, HttpLimits limits) {
    this.http = http;
    this.addresses = addresses;
    this.auth = auth;
    this.retry = retry;
    this.gate = gate;
    this.limits = limits;
  }

  static HttpSource at(Http http, URI base) {
    return new HttpSource(
        http,
        Addresses.at(base),
        Auth.none(),
        RetryPolicy.transientErrors(),
        new Gate(http, RateLimit.none()),
        HttpLimits.defaults());
  }

  /** The same source, asked with this credential. */
  public HttpSource auth(Auth other) {
    return new HttpSource(http, addresses, other, retry, gate, limits);
  }

  /** The same source, asked again as this policy says. */
  public HttpSource retry(RetryPolicy other) {
    return new HttpSource(http, addresses, auth, other, gate, limits);
  }

  /** The same source, asked no more often than this, by all users of the result together. */
  public HttpSource rateLimit(RateLimit limit) {
    return new HttpSource(http, addresses, auth, retry, new Gate(http, limit), limits);
  }

  /** The same source with these bounds on time and size. */
  public HttpSource limits(HttpLimits other) {
    return new HttpSource(http, addresses, auth, retry, gate, other);
  }

  /**
   * The same source, following redirects and next-links to these origins too (scheme, host and port
   * count; the path does not). Credentials and headers of requests never go there.
   *
   * @throws dev.leat.sdk.error.ConfigurationException if one is no http or https address
   */
  public HttpSource allowing(URI... origins) {
    return new HttpSource(http, addresses.allowing(origins), auth, retry, gate, limits);
  }

  /**
   * Asks, and waits for the answer: again after failures that may pass, and as slowly as both sides
   * want it. Up to 5 redirects are followed, within the source's own origin and those allowed.
   *
   * @return the answer to a 2xx status, one JSON document; {@code null} as a document for a 204.
   *     Its header {@code Content-Location} is the address it came from
   * @throws dev.leat.sdk.error.ConfigurationException if the address, a path or a credential is
   *     wrong: 401, 403, 404, a redirect to an origin that is not allowed
   * @throws dev.leat.sdk.error.SourceUnavailableException if the source cannot be reached or
   *     refuses for now, after the last attempt or because it asks for too long a wait
   * @throws dev.leat.sdk.error.SourceDataException if the answer is no JSON, cut, too large, or any
   *     other 4xx. The cause of each failure by status is an {@link HttpStatusException}
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

  /** Every value that must not be shown, as of now: for masking texts. */
  public List<String> secrets() {
    return auth.secrets();
  }

  Http http() {
    return http;
  }

  Addresses addresses() {
    return addresses;
  }

  Auth auth() {
    return auth;
  }

  RetryPolicy retry() {
    return retry;
  }

  Gate gate() {
    return gate;
  }

  HttpLimits limits() {
    return limits;
  }

  Redactor redactor() {
    return Redactor.of(auth.secrets());
  }

  /** Masks what this request carries, too. */
  Redactor redactor(Request request) {
    List<String> secrets = new ArrayList<>(auth.secrets());
    secrets.addAll(request.secrets());
    return Redactor.of(secrets);
  }

  @Override
  public String toString() {
    return redactor().redact(addresses.toString());
  }
}
