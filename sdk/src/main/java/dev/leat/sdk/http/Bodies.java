package dev.leat.sdk.http;

import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.http.transport.GzipMembers;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipException;

/** Unpacks bodies within a limit. Stateless. */
final class Bodies {

  private Bodies() {}

  /** A body that no repetition makes acceptable. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  /**
   * The body of an answer, decompressed.
   *
   * @throws RefusedException if it is larger than {@code largest} bytes, before or after, or
   *     compressed in another way than gzip
   * @throws EOFException if the compressed body is cut
   * @throws ZipException if the compressed body is broken
   */
  static byte[] unpacked(Exchange answer, int largest) throws RefusedException, IOException {
    byte[] body = answer.body();
    if (body.length > largest) {
      throw tooLarge(largest, "");
    }
    String coding =
        answer.header("Content-Encoding").orElse("identity").strip().toLowerCase(Locale.ROOT);
    if (body.length == 0 || coding.isEmpty() || coding.equals("identity")) {
      return body;
    }
    if (!coding.equals("gzip") && !coding.equals("x-gzip")) {
      throw new RefusedException(
          "is compressed as " + Shown.excerpt(coding, 20) + ", and only gzip was asked for");
    }
    try (GzipMembers in = new GzipMembers(new ByteArrayInputStream(body))) {
      byte[] plain = in.readNBytes(largest + 1);
      if (plain.length > largest) {
        throw tooLarge(largest, " after decompression");
      }
      return plain;
    }
  }

  /** The first bytes of a body, unpacked as far as that goes. */
  static byte[] start(Exchange answer, int most) {
    byte[] body = answer.body();
    if (!GzipMembers.isGzip(body)) {
      return body.length <= most ? body : Arrays.copyOf(body, most);
    }
    try (GzipMembers in = new GzipMembers(new ByteArrayInputStream(body))) {
      return in.readNBytes(most);
    } catch (IOException broken) {
      return new byte[0];
    }
  }

  /** {@code HTML}, if the answer says that it is. */
  static Optional<String> html(Exchange answer) {
    String type = answer.header("Content-Type").orElse("").strip().toLowerCase(Locale.ROOT);
    return type.startsWith("text/html") ? Optional.of("HTML") : Optional.empty();
  }

  /** {@code HTML} or {@code XML}, if the answer is such a document, by its type or its start. */
  static Optional<String> markup(Exchange answer, byte[] body) {
    String type = answer.header("Content-Type").orElse("").strip().toLowerCase(Locale.ROOT);
    String text = new String(body, 0, Math.min(body.length, 100), StandardCharsets.UTF_8);
    String start = text.replace('\uFEFF', ' ').strip();
    if (!type.startsWith("text/html") && !start.startsWith("<")) {
      return Optional.empty();
    }
    return Optional.of(start.startsWith("<?xml") && !type.contains("html") ? "XML" : "HTML");
  }

  private static RefusedException tooLarge(int largest, String when) {
    return new RefusedException(
        "is larger than "
            + largest
            + " bytes"
            + when
            + ": ask for smaller pages, or raise the limit");
  }
}
