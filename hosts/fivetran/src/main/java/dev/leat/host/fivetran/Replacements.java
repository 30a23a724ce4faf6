package dev.leat.host.fivetran;

import dev.leat.sdk.schema.Disposition;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.State;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which tables are emptied before their next row. A table that every complete sync replaces is
 * emptied when a pass over it begins, not when an interrupted pass is resumed; the stored state
 * says which passes are under way. For use by one thread.
 */
final class Replacements {

  private final Set<TableName> toEmpty = new LinkedHashSet<>();
  private final Set<TableName> underWay = new LinkedHashSet<>();

  /**
   * @param resumed tables whose pass was begun by an earlier sync and has not ended
   */
  Replacements(Schema selection, Set<String> resumed) {
    for (Table table : selection.tables()) {
      if (table.disposition() == Disposition.REPLACE) {
        (resumed.contains(table.name().value()) ? underWay : toEmpty).add(table.name());
      }
    }
  }

  /** Whether a table must be emptied now, before a row of it; answers yes once. */
  boolean begin(TableName table) {
    return toEmpty.remove(table) && underWay.add(table);
  }

  /** The tables that no row came for. */
  Set<TableName> left() {
    return Set.copyOf(toEmpty);
  }

  /** Whether a pass is under way. */
  boolean isAny() {
    return !underWay.isEmpty();
  }

  /** The sync was complete: every pass has ended. */
  void end() {
    underWay.clear();
  }

  /** The state as Fivetran stores it. */
  StoredState stored(State state) {
    return new StoredState(
        state.json(), underWay.stream().map(TableName::value).collect(Collectors.toSet()));
  }
}
