package dev.leat.host.fivetran;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.leat.sdk.config.Redactor;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Says what happens as Fivetran reads it: one JSON object a line. Thread-safe: a line is written
 * whole.
 */
final class LogLines {

  private static final JsonFactory JSON = new JsonFactory();

  /** Fivetran's three levels. */
  enum Level {
    INFO,
    WARNING,
    SEVERE
  }

  private final PrintStream out;
  private final Redactor redactor;

  private LogLines(PrintStream out, Redactor redactor) {
    this.out = out;
    this.redactor = redactor;
  }

  /** Lines to a stream, nothing masked: there are no settings yet. */
  static LogLines to(PrintStream out) {
    return new LogLines(out, Redactor.none());
  }

  /** The same stream, these secrets masked. */
  LogLines masking(Redactor secrets) {
    return new LogLines(out, secrets);
  }

  /** The text as a line would show it. */
  String masked(String text) {
    return redactor.redact(text);
  }

  void info(String message) {
    write(Level.INFO, message);
  }

  void warning(String message) {
    write(Level.WARNING, message);
  }

  void severe(String message) {
    write(Level.SEVERE, message);
  }

  private void write(Level level, String message) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("level", level.name());
      json.writeStringField("message", masked(message));
      json.writeStringField("message-origin", "sdk_connector");
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    synchronized (out) {
      out.print(line.append('\n'));
      out.flush();
    }
  }
}
