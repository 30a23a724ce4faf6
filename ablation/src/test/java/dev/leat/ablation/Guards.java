package dev.leat.ablation;

import java.util.List;
import java.util.stream.Stream;

/** Every guard there is. */
final class Guards {

  private Guards() {}

  /** All guards, group by group. */
  static List<Guard> all() {
    return Stream.of(
            CursorGuards.all(),
            KeysetGuards.all(),
            OffsetGuards.all(),
            TimestampGuards.all(),
            StepSizeGuards.all(),
            ReplayGuards.all(),
            PagingGuards.all(),
            WalkGuards.all(),
            RowGuards.all(),
            HttpGuards.all(),
            ManifestGuards.all(),
            InvariantGuards.all(),
            TableGuards.all(),
            PostgresGuards.all())
        .flatMap(List::stream)
        .toList();
  }
}
