package dev.leat.sdk.http.decode;

import dev.leat.sdk.http.Decoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** The lines of a stream as bytes, however they end. For one thread. */
final class LineInput {

  private static final int PIECE = 64 * 1024;

  private final InputStream in;
  private final int longest;
  private final byte[] buffer = new byte[PIECE];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int at;
  private int limit;
  private long number;

  LineInput(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** The number of the line that was read last, from 1 on. */
  long number() {
    return number;
  }

  /** The next line without its end; empty after the last. */
  Optional<byte[]> next() throws IOException {
    line.reset();
    boolean isAnything = false;
    while (fill()) {
      isAnything = true;
      int end = at;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      line.write(buffer, at, end - at);
      if (line.size() > longest) {
        throw new Decoder.MalformedException(
            "its line " + (number + 1) + " is longer than " + longest + " bytes");
      }
      at = end + 1;
      if (end < limit) {
        break;
      }
    }
    if (!isAnything) {
      return Optional.empty();
    }
    number++;
    byte[] bytes = line.toByteArray();
    boolean hasReturn = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
    return Optional.of(hasReturn ? Arrays.copyOf(bytes, bytes.length - 1) : bytes);
  }

  private boolean fill() throws IOException {
    if (at >= limit) {
      int count = in.read(buffer, 0, buffer.length);
      at = 0;
      limit = Math.max(0, count);
      return count > 0;
    }
    return true;
  }
}
