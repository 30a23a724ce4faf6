package dev.leat.cli;

import dev.leat.sdk.config.Redactor;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Standard error with every secret masked, whoever writes to it: messages, logs, stack traces, the
 * errors of a child process. Works on whole lines: the rest of a line is held back until its end
 * comes. Thread-safe.
 */
final class MaskedStream extends OutputStream {

  private final PrintStream behind;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
  private final List<Redactor> redactors = new ArrayList<>();
  private Runnable beforeLine = () -> {};

  MaskedStream(PrintStream behind) {
    this.behind = behind;
  }

  /** From now on masks these secrets, too. */
  synchronized void mask(Redactor secrets) {
    redactors.add(secrets);
  }

  /** Runs this before each line that is shown, for example to clear what changes in place. */
  synchronized void beforeEachLine(Runnable action) {
    beforeLine = action;
  }

  @Override
  public synchronized void write(int b) {
    line.write(b);
    if (b == '\n') {
      pass();
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  @Override
  public synchronized void flush() {
    behind.flush();
  }

  /** Shows what is left of a last line that was never ended. */
  @Override
  public synchronized void close() {
    pass();
    behind.flush();
  }

  private void pass() {
    beforeLine.run();
    String shown = line.toString(StandardCharsets.UTF_8);
    for (Redactor each : redactors) {
      shown = each.redact(shown);
    }
    behind.print(shown);
    behind.flush();
    line.reset();
  }
}
