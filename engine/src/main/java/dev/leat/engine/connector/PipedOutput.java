package dev.leat.engine.connector;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The output of a process, for a reader that can be interrupted: reading a pipe itself cannot be. A
 * thread of its own carries the bytes over; at most half a megabyte waits here, so a slow reader
 * still slows the process. Used by one reader.
 */
final class PipedOutput extends InputStream {

  private static final int PIECE = 64 << 10;
  private static final int PIECES = 8;
  private static final byte[] END = {};

  private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(PIECES);
  private final Thread carrier;
  private byte[] piece = {};
  private int at;
  private boolean ended;
  private volatile IOException failure;
  private volatile boolean dropping;

  PipedOutput(InputStream source, String name) {
    carrier = new Thread(() -> carry(source), name);
    carrier.setDaemon(true);
    carrier.start();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * @throws InterruptedIOException if the thread is interrupted, whose flag is cleared by it;
   *     nothing is lost, and reading can go on
   */
  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (at == piece.length && !ended) {
      next();
    }
    if (ended) {
      if (failure != null) {
        throw failure;
      }
      return -1;
    }
    int count = Math.min(length, piece.length - at);
    System.arraycopy(piece, at, into, offset, count);
    at += count;
    return count;
  }

  /** Nobody reads any more: what is still to come is taken from the process and dropped. */
  @Override
  public void close() {
    dropping = true;
    pieces.clear();
  }

  private void next() throws InterruptedIOException {
    try {
      piece = pieces.take();
      at = 0;
      ended = piece.length == 0;
    } catch (InterruptedException e) {
      throw new InterruptedIOException("interrupted while waiting for the process");
    }
  }

  private void carry(InputStream source) {
    try (source) {
      byte[] buffer = new byte[PIECE];
      for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
        if (count > 0) {
          hand(Arrays.copyOf(buffer, count));
        }
      }
    } catch (IOException e) {
      failure = e;
    }
    hand(END);
  }

  private void hand(byte[] next) {
    try {
      if (!dropping) {
        pieces.put(next);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts this thread", e);
    }
  }
}
