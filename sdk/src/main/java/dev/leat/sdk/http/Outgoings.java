package dev.leat.sdk.http;

import dev.leat.sdk.http.transport.HttpLimits;
import dev.leat.sdk.http.transport.Transport;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.HttpUrl;

/** Makes a request ready to go out. Stateless. */
final class Outgoings {

  private static final String USER_AGENT = "leat";

  private Outgoings() {}

  /**
   * A request with all its headers and its body.
   *
   * @param usual headers that hold unless the request has its own
   */
  static Transport.Outgoing of(
      Request request, HttpUrl address, HttpLimits limits, Map<String, String> usual) {
    Map<String, String> headers = usualHeaders(usual);
    request.body().ifPresent(body -> headers.put("Content-Type", body.contentType()));
    request.headers().forEach(each -> headers.put(each.name(), each.value()));
    byte[] body = request.body().map(Body::bytes).orElse(null);
    Transport.Outgoing outgoing =
        new Transport.Outgoing(request.method(), address.uri(), headers, body, limits);
    return request.repeats() ? outgoing : outgoing.once();
  }

  /** A request that goes to another origin: no header of the author's, no body. */
  static Transport.Outgoing bare(
      Request request, HttpUrl address, HttpLimits limits, Map<String, String> usual) {
    return new Transport.Outgoing(
        request.method(), address.uri(), usualHeaders(usual), null, limits);
  }

  private static Map<String, String> usualHeaders(Map<String, String> usual) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Accept", "application/json");
    headers.put("User-Agent", USER_AGENT);
    headers.putAll(usual);
    return headers;
  }
}
