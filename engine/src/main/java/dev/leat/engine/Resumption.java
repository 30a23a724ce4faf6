package dev.leat.engine;

import dev.leat.engine.destination.RunRecord;
import java.util.Locale;
import java.util.Optional;

/** What a run takes over from the one before it. Stateless. */
final class Resumption {

  private Resumption() {}

  /** A sentence for people; empty if the run before came to its end. */
  static Optional<String> of(RunRecord previous) {
    String rows = String.format(Locale.ROOT, "%,d rows already safe", previous.rows());
    return switch (previous.outcome()) {
      case COMPLETE, INCOMPLETE -> Optional.empty();
      case RUNNING ->
          Optional.of(
              "Resumed after a run that started at "
                  + previous.startedAt()
                  + " and was killed: "
                  + rows
                  + ".");
      case FAILED ->
          Optional.of(
              "Resumed after a run that failed at "
                  + previous.endedAt().orElse(previous.startedAt())
                  + ": "
                  + rows
                  + ".");
    };
  }
}
