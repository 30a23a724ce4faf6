package dev.leat.sdk.http.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Carries a body from the thread that receives it to the one that reads it, a few pieces ahead. A
 * read that waits here can be interrupted; one that waits for a socket cannot.
 */
final class Pipe extends InputStream {

  private static final int PIECE = 64 * 1024;
  private static final int PIECES_AHEAD = 4;
  private static final byte[] END = {};

  private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(PIECES_AHEAD);
  private final Runnable giveUp;
  private volatile IOException failure;
  private volatile boolean isClosed;
  private byte[] piece = END;
  private int at;
  private boolean isOver;

  /**
   * A pipe.
   *
   * @param giveUp ends what is still being received; called if this is closed before its end
   */
  Pipe(Runnable giveUp) {
    this.giveUp = giveUp;
  }

  /** Receives everything. Called by the receiving thread. */
  void receive(InputStream in) throws InterruptedException {
    try {
      byte[] buffer = new byte[PIECE];
      for (int count = in.read(buffer); count >= 0 && !isClosed; count = in.read(buffer)) {
        if (count > 0) {
          put(Arrays.copyOf(buffer, count));
        }
      }
    } catch (IOException e) {
      failure = e;
    } finally {
      put(END);
    }
  }

  private void put(byte[] next) throws InterruptedException {
    while (!isClosed && !pieces.offer(next, 100, TimeUnit.MILLISECONDS)) {
      // The reader is slow; it may also have left.
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int most) throws IOException {
    if (most == 0) {
      return 0;
    }
    if (at == piece.length && !next()) {
      return -1;
    }
    int count = Math.min(most, piece.length - at);
    System.arraycopy(piece, at, into, from, count);
    at += count;
    return count;
  }

  private boolean next() throws IOException {
    if (!isOver) {
      try {
        piece = pieces.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
      at = 0;
      isOver = piece.length == 0;
    }
    if (isOver && failure != null) {
      throw failure;
    }
    return !isOver;
  }

  @Override
  public void close() {
    isClosed = true;
    if (!isOver) {
      giveUp.run();
    }
  }
}
