package dev.leat.sdk.http.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that must end. For one thread. */
public final class LimitedInput extends FilterInputStream {

  private long left;

  /**
   * A stream of at most so many bytes.
   *
   * @param most further bytes are a failure
   */
  public LimitedInput(InputStream in, long most) {
    super(in);
    this.left = most;
  }

  /** The stream has more bytes than it may have. */
  public static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLongException() {
      super("more bytes than it may have");
    }
  }

  @Override
  public int read() throws IOException {
    int next = in.read();
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] into, int from, int most) throws IOException {
    int count = in.read(into, from, most);
    count(Math.max(0, count));
    return count;
  }

  private void count(int bytes) throws TooLongException {
    left -= bytes;
    if (left < 0) {
      throw new TooLongException();
    }
  }
}
