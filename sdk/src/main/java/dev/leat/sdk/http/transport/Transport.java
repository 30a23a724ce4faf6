package dev.leat.sdk.http.transport;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries one request to a server and its answer back: the seam under everything here. It follows
 * no redirect, repeats nothing that a server has begun to answer, and keeps no cookie.
 * Implementations are thread-safe.
 */
@FunctionalInterface
public interface Transport {

  /**
   * Sends a request and waits for the whole answer, whatever its status.
   *
   * <p>Of a body longer than {@link HttpLimits#largestBody} one byte more than that is enough; the
   * caller refuses it.
   *
   * @throws IOException if no whole answer came within the limits; the caller tries again
   * @throws InterruptedException at once, if the thread is interrupted; the request is given up
   */
  Exchange send(Outgoing outgoing) throws IOException, InterruptedException;

  /**
   * Sends a request and returns when its answer begins. As {@link #send}, but for a body that is
   * read as it comes, and for {@link HttpLimits#call}, which holds until then only.
   *
   * @return to be closed, which gives up what was not read
   */
  default Opened open(Outgoing outgoing) throws IOException, InterruptedException {
    return Opened.whole(send(outgoing));
  }

  /**
   * Values that this may show in its faults and that must not be seen, such as a proxy's password.
   */
  default List<String> secrets() {
    return List.of();
  }

  /**
   * The real network: connections and threads are shared by all that goes through the result. It
   * takes the proxies that {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code
   * NO_PROXY} name, in either case; for this machine itself, never. If they say nothing, those of
   * the Java machine.
   *
   * <p>A kept connection that turns out to be dead before an answer began is replaced by another at
   * once. Packed answers are unpacked as they come.
   */
  static Transport overNetwork() {
    return overNetwork(System.getenv());
  }

  /** The real network, with the proxies of this environment. */
  static Transport overNetwork(Map<String, String> environment) {
    return new OkHttpTransport(environment);
  }

  /** A request as it goes out, credentials included. Immutable. */
  final class Outgoing {

    private final String method;
    private final URI address;
    private final Map<String, String> headers;
    private final byte[] body;
    private final HttpLimits limits;
    private final boolean repeatable;

    /**
     * A request to send.
     *
     * @param body handed over; null for none
     */
    public Outgoing(
        String method, URI address, Map<String, String> headers, byte[] body, HttpLimits limits) {
      this(method, address, headers, body, limits, true);
    }

    private Outgoing(
        String method,
        URI address,
        Map<String, String> headers,
        byte[] body,
        HttpLimits limits,
        boolean repeatable) {
      this.method = method;
      this.address = address;
      this.headers = new LinkedHashMap<>(headers);
      this.body = body;
      this.limits = limits;
      this.repeatable = repeatable;
    }

    /** The same request, which must not reach a server twice. */
    public Outgoing once() {
      return new Outgoing(method, address, headers, body, limits, false);
    }

    /** Whether it does no harm if it reaches a server twice. */
    public boolean isRepeatable() {
      return repeatable;
    }

    /** {@code GET}, {@code POST} or another. */
    public String method() {
      return method;
    }

    /** The absolute address, query included. */
    public URI address() {
      return address;
    }

    /** The header of that name, in any case; empty if there is none. */
    public Optional<String> header(String name) {
      return headers.entrySet().stream()
          .filter(each -> each.getKey().equalsIgnoreCase(name))
          .map(Map.Entry::getValue)
          .findFirst();
    }

    /** Every header by name; a new map. */
    public Map<String, String> headers() {
      return new LinkedHashMap<>(headers);
    }

    /** The body, a copy; empty if the request has none. */
    public Optional<byte[]> body() {
      return Optional.ofNullable(body).map(byte[]::clone);
    }

    /** How long it may take and how large the answer may be. */
    public HttpLimits limits() {
      return limits;
    }

    /** Method and path: headers, query and body may hold secrets. */
    @Override
    public String toString() {
      return method + " " + address.getRawPath();
    }
  }
}
