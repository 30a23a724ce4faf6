package dev.leat.benchmarks.limit;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** Writes bytes to the standard output as fast as a pipe takes them. */
public final class PipeLimit {

  private PipeLimit() {}

  /**
   * Writes.
   *
   * @param arguments how many rows, of how many bytes each
   */
  public static void main(String[] arguments) throws IOException {
    long left = Long.parseLong(arguments[0]) * Long.parseLong(arguments[1]);
    byte[] buffer = new byte[128 * 1024];
    Arrays.fill(buffer, (byte) ' ');
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      while (left > 0) {
        int length = (int) Math.min(left, buffer.length);
        out.write(buffer, 0, length);
        left -= length;
      }
    }
  }
}
