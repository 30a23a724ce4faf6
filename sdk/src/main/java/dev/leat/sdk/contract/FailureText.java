package dev.leat.sdk.contract;

import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.error.Remedy;
import java.util.Optional;

/** What people are told of something that was thrown: the same under every host. Stateless. */
public final class FailureText {

  private FailureText() {}

  /**
   * The message, for whom it was written; for anything that nobody expected, that it is a defect of
   * the connector, and which. Never blank, not masked.
   */
  public static String of(Throwable thrown) {
    String message = thrown.getMessage() == null ? "" : thrown.getMessage();
    if (thrown instanceof InterruptedException) {
      return "The sync was stopped before its end";
    }
    boolean isForPeople = thrown instanceof ConnectorException || isTold(thrown);
    if (isForPeople && !message.isBlank()) {
      return message;
    }
    return "A defect of the connector, "
        + thrown.getClass().getName()
        + (message.isBlank() ? "" : ": " + message);
  }

  /**
   * The same, followed by what helps.
   *
   * @param way how the user of this host does it
   */
  public static String of(Throwable thrown, WayOut way) {
    String message = of(thrown);
    Optional<Remedy> remedy =
        thrown instanceof ConnectorException known ? known.remedy() : Optional.empty();
    return remedy.map(each -> message + ". " + way.to(each)).orElse(message);
  }

  /** Whether it is a defect whose message says all that there is to say. */
  private static boolean isTold(Throwable thrown) {
    return thrown instanceof ContractViolation || thrown instanceof DefectException;
  }
}
