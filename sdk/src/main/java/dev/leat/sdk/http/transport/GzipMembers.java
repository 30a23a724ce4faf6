package dev.leat.sdk.http.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip, all members of it, and checks each. The JDK's stream takes the end of a member for
 * the end of all if no further byte has arrived by then, which drops what a slow server sends next,
 * and goes down with endless empty members. For one thread.
 */
public final class GzipMembers extends InputStream {

  private static final int PIECE = 16 * 1024;
  private static final int FIRST = 0x1f;
  private static final int SECOND = 0x8b;
  private static final int DEFLATE = 8;
  private static final int HEADER_CHECKED = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;

  private final InputStream packed;
  private final byte[] buffer = new byte[PIECE];
  private final Inflater inflater = new Inflater(true);
  private final CRC32 check = new CRC32();
  private int at;
  private int limit;
  private boolean isWithin;
  private boolean isFirst = true;

  /** Unpacks this stream, which is closed with the result. */
  public GzipMembers(InputStream packed) {
    this.packed = packed;
  }

  /** Whether bytes begin as gzip does. */
  public static boolean isGzip(byte[] start) {
    return start.length > 1 && (start[0] & 0xFF) == FIRST && (start[1] & 0xFF) == SECOND;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /**
   * Unpacks some bytes.
   *
   * @throws ZipException if this is not gzip, or its checks fail
   * @throws EOFException if it is cut
   */
  @Override
  public int read(byte[] into, int from, int most) throws IOException {
    while (most > 0) {
      if (!isWithin && !begin()) {
        return -1;
      }
      try {
        int count = inflater.inflate(into, from, most);
        if (count > 0) {
          check.update(into, from, count);
          return count;
        }
      } catch (DataFormatException e) {
        throw new ZipException(String.valueOf(e.getMessage()));
      }
      if (inflater.finished()) {
        end();
      } else if (inflater.needsDictionary()) {
        throw new ZipException("a dictionary is needed, which gzip has not");
      } else if (inflater.needsInput()) {
        if (at == limit) {
          fill();
        }
        inflater.setInput(buffer, at, limit - at);
        at = limit;
      }
    }
    return 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    packed.close();
  }

  /**
   * Whether another member begins; padding with zeros is not one, and nothing at all is nothing.
   */
  private boolean begin() throws IOException {
    int first = nextOrEnd();
    while (first == 0 && !isFirst) {
      first = nextOrEnd();
    }
    if (first < 0) {
      return false;
    }
    if (first != FIRST || next() != SECOND || next() != DEFLATE) {
      throw new ZipException(isFirst ? "not gzip" : "no gzip after a whole part of it");
    }
    int flags = next();
    skip(6);
    if ((flags & HAS_EXTRA) != 0) {
      skip(next() + (next() << 8));
    }
    skipTexts(((flags & HAS_NAME) != 0 ? 1 : 0) + ((flags & HAS_COMMENT) != 0 ? 1 : 0));
    if ((flags & HEADER_CHECKED) != 0) {
      skip(2);
    }
    isFirst = false;
    isWithin = true;
    inflater.reset();
    check.reset();
    return true;
  }

  private void end() throws IOException {
    at = limit - inflater.getRemaining();
    long wanted = four();
    long length = four();
    if (wanted != check.getValue() || length != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
      throw new ZipException("its checksum is wrong");
    }
    isWithin = false;
  }

  private long four() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      value |= (long) next() << shift;
    }
    return value;
  }

  private void skip(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      next();
    }
  }

  private void skipTexts(int texts) throws IOException {
    for (int left = texts; left > 0; ) {
      left -= next() == 0 ? 1 : 0;
    }
  }

  private int next() throws IOException {
    int next = nextOrEnd();
    if (next < 0) {
      throw new EOFException("cut");
    }
    return next;
  }

  private int nextOrEnd() throws IOException {
    if (at == limit) {
      int count = packed.read(buffer, 0, buffer.length);
      if (count < 0) {
        return -1;
      }
      at = 0;
      limit = count;
    }
    return at == limit ? nextOrEnd() : buffer[at++] & 0xFF;
  }

  private void fill() throws IOException {
    int next = next();
    at--;
    buffer[at] = (byte) next;
  }
}
