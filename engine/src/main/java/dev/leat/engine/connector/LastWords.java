package dev.leat.engine.connector;

import dev.leat.sdk.config.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forwards a process's stderr line by line to the log, secrets masked, and keeps the last lines for
 * messages. Safe to share.
 */
final class LastWords {

  private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);
  private static final int MOST_LINES = 10;
  private static final int LONGEST_LINE = 8 << 10;

  private final Redactor redactor;
  private final Consumer<String> log;
  private final Deque<String> last = new ArrayDeque<>();
  private final Thread carrier;

  private LastWords(InputStream stderr, Redactor redactor, String name, Consumer<String> log) {
    this.redactor = redactor;
    this.log = log;
    carrier = new Thread(() -> carry(stderr), name);
    carrier.setDaemon(true);
  }

  /** Starts to forward. */
  static LastWords of(InputStream stderr, Redactor redactor, String name) {
    LastWords words = new LastWords(stderr, redactor, name, line -> LOG.info("{}: {}", name, line));
    words.carrier.start();
    return words;
  }

  /** The last lines, the oldest first; complete if the process ended, unless its heirs go on. */
  List<String> lines() throws InterruptedException {
    carrier.join(1_000);
    synchronized (last) {
      return List.copyOf(last);
    }
  }

  private void carry(InputStream stderr) {
    byte[] line = new byte[LONGEST_LINE];
    int length = 0;
    byte[] buffer = new byte[LONGEST_LINE];
    try (stderr) {
      for (int count = stderr.read(buffer); count >= 0; count = stderr.read(buffer)) {
        for (int i = 0; i < count; i++) {
          if (buffer[i] == '\n' || length == line.length) {
            say(new String(line, 0, length, StandardCharsets.UTF_8));
            length = 0;
          }
          if (buffer[i] != '\n') {
            line[length++] = buffer[i];
          }
        }
      }
    } catch (IOException e) {
      say("(its stderr cannot be read: " + e.getMessage() + ")");
    }
    if (length > 0) {
      say(new String(line, 0, length, StandardCharsets.UTF_8));
    }
  }

  /** Control characters could forge lines of the log or move a terminal's cursor. */
  private void say(String line) {
    String shown = redactor.redact(line.stripTrailing()).replaceAll("\\p{Cntrl}", " ");
    if (shown.isEmpty()) {
      return;
    }
    synchronized (last) {
      last.add(shown);
      if (last.size() > MOST_LINES) {
        last.remove();
      }
    }
    log.accept(shown);
  }
}
