package dev.leat.testkit.server;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as a server got it.
 *
 * @param target path and query as they were sent
 * @param headers by name in any case; of a name that came twice, the last value
 * @param body as text in UTF-8; empty if there was none
 */
public record Asked(String method, String target, Map<String, String> headers, String body) {

  /** The path as it was meant. */
  public String path() {
    return URI.create(target).getPath();
  }

  /**
   * The query parameters as they were meant, in their order; of a name that came twice, the last.
   */
  public Map<String, String> query() {
    Map<String, String> query = new LinkedHashMap<>();
    String raw = URI.create(target).getRawQuery();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        query.put(decoded(name), decoded(value));
      }
    }
    return query;
  }

  /** A query parameter; empty if it was not sent. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(query().get(name));
  }

  /** A header, in any case; empty if it was not sent. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The next request of a connection; empty if the client has left. */
  static Optional<Asked> read(InputStream in) throws IOException {
    String start = line(in);
    if (start.isEmpty()) {
      return Optional.empty();
    }
    String[] words = start.split(" ", -1);
    if (words.length != 3) {
      throw new IOException("Not a request: " + start);
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }
    return Optional.of(
        new Asked(words[0], words[1], Collections.unmodifiableMap(headers), body(in, headers)));
  }

  private static String body(InputStream in, Map<String, String> headers) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if ("chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"))) {
      for (int size = chunk(in); size > 0; size = chunk(in)) {
        body.write(exactly(in, size));
        line(in);
      }
      line(in);
    } else if (headers.containsKey("Content-Length")) {
      body.write(exactly(in, Integer.parseInt(headers.get("Content-Length"))));
    }
    return body.toString(StandardCharsets.UTF_8);
  }

  private static int chunk(InputStream in) throws IOException {
    return Integer.parseInt(line(in).split(";", -1)[0].strip(), 16);
  }

  private static byte[] exactly(InputStream in, int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("The client left within its request");
    }
    return bytes;
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
