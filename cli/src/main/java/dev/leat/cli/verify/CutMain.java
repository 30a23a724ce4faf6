package dev.leat.cli.verify;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/**
 * Stands between a connector's process and its reader, and kills the connector by {@code kill -9}
 * when so many bytes of its {@code read} have come through: the reader sees them, and no more.
 */
public final class CutMain {

  private static final int KILLED = 137;
  private static final int BUFFER = 64 * 1024;

  private CutMain() {}

  /** The number of bytes, then the connector's command line. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> command = Arrays.asList(arguments).subList(1, arguments.length);
    long bytes = command.contains("read") ? Long.parseLong(arguments[0]) : Long.MAX_VALUE;
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "leat-cut-stop"));
    process.getOutputStream().close();
    try (InputStream in = process.getInputStream();
        OutputStream out = new FileOutputStream(FileDescriptor.out)) {
      byte[] buffer = new byte[BUFFER];
      while (bytes > 0) {
        int count = in.read(buffer, 0, (int) Math.min(bytes, buffer.length));
        if (count < 0) {
          System.exit(process.waitFor());
        }
        out.write(buffer, 0, count);
        bytes -= count;
      }
      process.destroyForcibly().waitFor();
    }
    System.exit(KILLED);
  }
}
