package dev.leat.ablation;

import java.util.concurrent.TimeoutException;
import org.junit.platform.engine.TestExecutionResult;

/** How a test ended; of several runs of one test the last in this order counts. */
enum Verdict {
  PASSED,
  /** It was aborted or skipped: it proves nothing. */
  SKIPPED,
  /** It ran into the limit of time: a machine that is slow would do the same. */
  TOO_SLOW,
  FAILED,
  /** Classes do not fit each other: the edit or the class loader is wrong. */
  UNLINKED;

  static Verdict of(TestExecutionResult result) {
    return switch (result.getStatus()) {
      case SUCCESSFUL -> PASSED;
      case ABORTED -> SKIPPED;
      case FAILED -> failure(result.getThrowable().orElse(null));
    };
  }

  private static Verdict failure(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof LinkageError && !(each instanceof ExceptionInInitializerError)) {
        return UNLINKED;
      }
      if (each instanceof TimeoutException) {
        return TOO_SLOW;
      }
    }
    return FAILED;
  }

  Verdict and(Verdict other) {
    return compareTo(other) < 0 ? other : this;
  }
}
