package dev.leat.testkit.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** An answer of a fake server, and how the connection fares with it. Immutable. */
public final class Reply {

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final Ending ending;

  /** What becomes of the connection. */
  private enum Ending {
    KEPT,
    CLOSED_SILENTLY,
    CUT_IN_BODY,
    CLOSED_WITHOUT_ANSWER
  }

  private Reply(int status, Map<String, String> headers, byte[] body, Ending ending) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.ending = ending;
  }

  /** A JSON document. */
  public static Reply json(int status, String document) {
    return bytes(status, "application/json", document.getBytes(StandardCharsets.UTF_8));
  }

  /** A text of that content type, in UTF-8. */
  public static Reply text(int status, String contentType, String text) {
    return bytes(status, contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Any bytes. */
  public static Reply bytes(int status, String contentType, byte[] body) {
    return new Reply(status, Map.of("Content-Type", contentType), body.clone(), Ending.KEPT);
  }

  /** No answer: the connection is closed. */
  public static Reply none() {
    return new Reply(200, Map.of(), new byte[0], Ending.CLOSED_WITHOUT_ANSWER);
  }

  /** The same answer with this header in place of any of that name. */
  public Reply header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.keySet().removeIf(each -> each.equalsIgnoreCase(name));
    more.put(name, value);
    return new Reply(status, more, body, ending);
  }

  /** The same answer, packed with gzip. */
  public Reply gzipped() {
    try {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
        out.write(body);
      }
      return new Reply(status, headers, packed.toByteArray(), ending)
          .header("Content-Encoding", "gzip");
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The same answer; the connection is closed after it, and the client is not told. */
  public Reply thenClosed() {
    return new Reply(status, headers, body, Ending.CLOSED_SILENTLY);
  }

  /** The first half of the answer; then the connection is closed. */
  public Reply cut() {
    return new Reply(status, headers, body, Ending.CUT_IN_BODY);
  }

  /**
   * Writes it.
   *
   * @return whether the connection stays open
   */
  boolean writeTo(OutputStream out, String method) throws IOException {
    if (ending == Ending.CLOSED_WITHOUT_ANSWER) {
      return false;
    }
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" Scripted\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    boolean hasBody = status >= 200 && status != 204 && status != 304;
    if (hasBody) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    if (hasBody && !method.equals("HEAD")) {
      all.write(ending == Ending.CUT_IN_BODY ? Arrays.copyOf(body, body.length / 2) : body);
    }
    out.write(all.toByteArray());
    out.flush();
    return ending == Ending.KEPT;
  }
}
