package dev.leat.sdk.http;

import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.error.SourceUnavailableException;

/** Keeps secrets that a server echoes out of failures. Stateless. */
final class Masking {

  private Masking() {}

  /** The same failure without a secret in its message or in any of its causes. */
  static ConnectorException masked(ConnectorException failure, Redactor redactor) {
    if (isClean(failure, redactor)) {
      return failure;
    }
    String message = redactor.redact(String.valueOf(failure.getMessage()));
    Throwable cause = failure.getCause();
    if (cause instanceof HttpStatusException status) {
      cause = status.saying(redactor.redact(String.valueOf(status.getMessage())));
    } else if (cause != null && !isClean(cause, redactor)) {
      cause = null;
    }
    ConnectorException masked =
        switch (failure.kind()) {
          case CONFIGURATION -> new ConfigurationException(message, cause);
          case SOURCE_UNAVAILABLE -> new SourceUnavailableException(message, cause);
          case SOURCE_DATA -> new SourceDataException(message, cause);
        };
    masked.setStackTrace(failure.getStackTrace());
    return masked;
  }

  private static boolean isClean(Throwable failure, Redactor redactor) {
    boolean clean = true;
    for (Throwable each = failure; each != null; each = each.getCause()) {
      String text = String.valueOf(each.getMessage());
      clean &= redactor.redact(text).equals(text);
    }
    return clean;
  }
}
