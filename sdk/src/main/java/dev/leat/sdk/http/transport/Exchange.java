package dev.leat.sdk.http.transport;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a server answered: a status, headers and the bytes of the body as they were transferred,
 * still compressed if the headers say so. Immutable, as long as nobody changes the body.
 */
public final class Exchange {

  private final int status;
  private final Map<String, List<String>> headers;
  private final byte[] body;
  private final int replacedConnections;

  /**
   * An answer.
   *
   * @param headers by name, in any case
   * @param body handed over; empty if there is none
   */
  public Exchange(int status, Map<String, List<String>> headers, byte[] body) {
    this(status, headers, body, 0);
  }

  private Exchange(
      int status, Map<String, List<String>> headers, byte[] body, int replacedConnections) {
    this.status = status;
    Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(headers);
    this.headers = Collections.unmodifiableMap(byName);
    this.body = body;
    this.replacedConnections = replacedConnections;
  }

  /** An answer that is JSON, without further headers. */
  public static Exchange json(int status, String json) {
    return new Exchange(
        status,
        Map.of("Content-Type", List.of("application/json")),
        json.getBytes(StandardCharsets.UTF_8));
  }

  /** The same answer with this header in place of any of that name. */
  public Exchange with(String name, String value) {
    Map<String, List<String>> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    more.putAll(headers);
    more.put(name, List.of(value));
    return new Exchange(status, more, body, replacedConnections);
  }

  /** The same answer, which came after so many kept connections had turned out to be closed. */
  public Exchange afterReplacing(int connections) {
    return new Exchange(status, headers, body, connections);
  }

  /**
   * How many kept connections had been closed by the server while they were idle, and were replaced
   * by another before this answer came.
   */
  public int replacedConnections() {
    return replacedConnections;
  }

  /** The HTTP status, for example 200. */
  public int status() {
    return status;
  }

  /** The values of each header, by name in any case. */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /** The first header of that name, in any case; empty if there is none. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** The body itself, not a copy. */
  public byte[] body() {
    return body;
  }

  /** The status and the size: headers and body may hold secrets. */
  @Override
  public String toString() {
    return status + ", " + body.length + " bytes";
  }
}
