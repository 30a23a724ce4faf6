package dev.leat.host.process;

import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.contract.FailureText;
import dev.leat.sdk.contract.WayOut;
import dev.leat.sdk.protocol.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;

/**
 * Why a command could not go on. Immutable, every secret masked.
 *
 * @param exit who must act
 * @param message for people
 * @param stackTrace for the connector's author; many lines
 */
public record Failure(ExitCode exit, String message, String stackTrace) {

  /**
   * What was thrown.
   *
   * @param way how the user of this platform does what helps
   */
  public static Failure of(Throwable thrown, WayOut way, Redactor redactor) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return new Failure(
        exitOf(thrown), redactor.redact(messageOf(thrown, way)), redactor.redact(trace.toString()));
  }

  /** Whether the connector's author must act. */
  public boolean isDefect() {
    return exit == ExitCode.DEFECT;
  }

  private static ExitCode exitOf(Throwable thrown) {
    return thrown instanceof UsageException ? ExitCode.USAGE : ExitCode.of(thrown);
  }

  private static String messageOf(Throwable thrown, WayOut way) {
    String message = Optional.ofNullable(thrown.getMessage()).orElse("");
    boolean forPeople =
        thrown instanceof UsageException || thrown instanceof InexpressibleException;
    return forPeople && !message.isBlank() ? message : FailureText.of(thrown, way);
  }
}
