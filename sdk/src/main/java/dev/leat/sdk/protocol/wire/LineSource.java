package dev.leat.sdk.protocol.wire;

import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a stream into lines. The bytes of a line are never changed after it was read, so slices of
 * them may be kept. Used by one thread.
 */
final class LineSource {

  private static final int CHUNK = 256 * 1024;

  private final InputStream in;
  private final int longest;
  private byte[] bytes = new byte[CHUNK];
  private int filled;
  private int from;
  private int to = -1;
  private long chunkOffset;
  private long number;

  LineSource(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /**
   * Moves to the next line.
   *
   * @return false at the end of the stream
   * @throws ProtocolException if the stream ends within a line, or a line is too long
   */
  boolean next() {
    from = to + 1;
    int scanned = from;
    number++;
    while (true) {
      for (int at = scanned; at < filled; at++) {
        if (bytes[at] == '\n') {
          to = at;
          return true;
        }
      }
      scanned = filled;
      if (filled - from > longest) {
        throw fault(from, "it has more than " + longest + " bytes");
      }
      if (filled == bytes.length) {
        scanned -= makeRoom();
      }
      if (!fill()) {
        to = filled;
        if (from == filled) {
          return false;
        }
        throw fault(filled, "the stream ends within the line");
      }
    }
  }

  /** Where the line is. */
  byte[] bytes() {
    return bytes;
  }

  /** The line's first byte. */
  int from() {
    return from;
  }

  /** One past the line's last byte, which is where its line break stands. */
  int to() {
    return to;
  }

  /** A fault at a byte of the line. */
  ProtocolException fault(int at, String problem) {
    return fault(at, problem, null);
  }

  /** A fault at a byte of the line, and what shows it. */
  ProtocolException fault(int at, String problem, Throwable cause) {
    return new ProtocolException(problem, chunkOffset + at, number, cause);
  }

  /** Moves the begun line to the start of a new chunk; says how far it moved. */
  private int makeRoom() {
    int moved = from;
    int begun = filled - from;
    int size = begun > CHUNK / 2 ? (int) Math.min(2L * begun, longest + 2L) : CHUNK;
    byte[] next = new byte[Math.max(size, begun + 1)];
    System.arraycopy(bytes, from, next, 0, begun);
    bytes = next;
    chunkOffset += moved;
    from = 0;
    filled = begun;
    return moved;
  }

  private boolean fill() {
    try {
      int count = in.read(bytes, filled, bytes.length - filled);
      filled += Math.max(0, count);
      return count >= 0;
    } catch (IOException e) {
      throw fault(filled, "the stream cannot be read (" + e.getMessage() + ")", e);
    }
  }
}
