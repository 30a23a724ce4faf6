package dev.leat.host.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lines for a platform. They are held back until enough of them are there, and go out whole: what
 * reads them after a kill finds no half line but the one that the system was cutting.
 *
 * <p>Used by one thread at a time, but for {@link #lineAtOnce}. The stream below is not closed.
 */
public final class LineOutput extends OutputStream {

  private static final int ENOUGH = 64 * 1024;
  private static final int ROOM = 2 * ENOUGH;

  private final OutputStream out;
  private byte[] held = new byte[ROOM];
  private int count;

  /** Lines to {@code out}. */
  public LineOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) {
    makeRoom(1);
    held[count++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    makeRoom(length);
    System.arraycopy(bytes, from, held, count, length);
    count += length;
  }

  @Override
  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  /**
   * Ends the line.
   *
   * @throws PlatformGoneException if nobody takes the lines any more
   */
  public void endLine() {
    write('\n');
    if (count >= ENOUGH) {
      flush();
    }
  }

  /**
   * A whole line, handed on at once.
   *
   * @param line without its end
   * @throws PlatformGoneException if nobody takes the lines any more
   */
  public void line(String line) {
    write(line.getBytes(StandardCharsets.UTF_8));
    endLine();
    flush();
  }

  /**
   * A whole line, handed on at once and before those that are held back; from any thread, at any
   * time.
   *
   * @param line without its end
   * @throws PlatformGoneException if nobody takes the lines any more
   */
  public void lineAtOnce(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    handOn(bytes, bytes.length);
  }

  /**
   * Hands on what is held back. Not to be called within a line, between whose halves another
   * thread's could come to stand.
   *
   * @throws PlatformGoneException if nobody takes the lines any more
   */
  @Override
  public void flush() {
    handOn(held, count);
    count = 0;
    if (held.length > ROOM) {
      held = new byte[ROOM];
    }
  }

  private void handOn(byte[] bytes, int length) {
    synchronized (out) {
      try {
        out.write(bytes, 0, length);
        out.flush();
      } catch (IOException e) {
        throw new PlatformGoneException(e);
      }
    }
  }

  private void makeRoom(int more) {
    if (held.length - count < more) {
      held = Arrays.copyOf(held, Math.max(Math.addExact(count, more), held.length * 2));
    }
  }
}
