package dev.leat.host.fivetran;

import dev.leat.sdk.contract.FailureText;
import dev.leat.sdk.contract.WayOut;
import dev.leat.sdk.error.ConnectorException;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A failure as a gRPC status. Immutable.
 *
 * @param code by the kind of the failure: who must act
 * @param message for the user, secrets masked
 * @param report for the log: the message, and for a defect the stack trace; secrets masked
 */
record GrpcFailure(Status.Code code, String message, String report) {

  /** A status travels in a header, and headers are small: the whole of it is in the log. */
  private static final int MOST_CHARACTERS = 1_500;

  /** How a user of Fivetran does what helps. */
  static final WayOut RESYNC =
      () -> "run a historical re-sync of the connection in Fivetran: it reads everything";

  private static final List<String> OTHERS = List.of("java.", "jdk.", "io.grpc.");

  /**
   * What a thrown exception means to Fivetran.
   *
   * @param mask takes the secrets out of a text
   */
  static GrpcFailure of(Throwable thrown, UnaryOperator<String> mask) {
    if (thrown instanceof ConnectorException e) {
      String message = mask.apply(FailureText.of(e, RESYNC));
      return new GrpcFailure(code(e.kind()), message, message);
    }
    if (thrown instanceof StatusRuntimeException e) {
      String message = mask.apply(String.valueOf(e.getStatus().getDescription()));
      return new GrpcFailure(e.getStatus().getCode(), message, message);
    }
    if (thrown instanceof InterruptedException) {
      String message = "The server was stopped: the next sync resumes after the last checkpoint";
      return new GrpcFailure(Status.Code.UNAVAILABLE, message, message);
    }
    String message = mask.apply(FailureText.of(thrown));
    return new GrpcFailure(
        Status.Code.INTERNAL, message, message + "\n" + mask.apply(trace(thrown)));
  }

  /** Something that this host or Fivetran cannot do. */
  static StatusRuntimeException refusal(Status.Code code, String message) {
    return code.toStatus().withDescription(message).asRuntimeException();
  }

  /** For {@code onError}. */
  StatusException asException() {
    String shown =
        message.length() <= MOST_CHARACTERS
            ? message
            : message.substring(0, MOST_CHARACTERS) + "... (the log has all of it)";
    return code.toStatus().withDescription(shown).asException();
  }

  private static Status.Code code(ConnectorException.Kind kind) {
    return switch (kind) {
      case CONFIGURATION -> Status.Code.INVALID_ARGUMENT;
      case SOURCE_UNAVAILABLE -> Status.Code.UNAVAILABLE;
      case SOURCE_DATA -> Status.Code.DATA_LOSS;
    };
  }

  /** The stack without the frames of the machinery. */
  private static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return String.join(
        "\n",
        text.toString()
            .lines()
            .filter(line -> OTHERS.stream().noneMatch(each -> line.startsWith("\tat " + each)))
            .toList());
  }
}
