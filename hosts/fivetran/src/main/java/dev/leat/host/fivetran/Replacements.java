package dev.leat.host.fivetran;

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

  private final Set<TableName> replaced = new LinkedHashSet<>();
  private final Set<TableName> toEmpty = new LinkedHashSet<>();
  private final Set<TableName> underWay = new LinkedHashSet<>();

  /**
   * @param resumed tables whose pass was begun by an earlier sync and has not ended; one that is
   *     not selected now is remembered until it is
   */
  Replacements(Schema selection, Set<String> resumed) {
    resumed.forEach(name -> underWay.add(new TableName(name)));
    for (Table table : selection.tables()) {
      if (table.isReplaced()) {
        replaced.add(table.name());
      }
    }
    toEmpty.addAll(replaced);
    toEmpty.removeAll(underWay);
  }

  /** Whether a table must be emptied now, before a row of it; answers yes once. */
  boolean begin(TableName table) {
    return toEmpty.remove(table) && underWay.add(table);
  }

  /** The tables that no row came for. */
  Set<TableName> left() {
    return Set.copyOf(toEmpty);
  }

  /** The sync was complete: its passes have ended. Answers whether there were any. */
  boolean end() {
    return underWay.removeAll(replaced);
  }

  /** The state as Fivetran stores it. */
  StoredState stored(State state) {
    return new StoredState(
        state.json(), underWay.stream().map(TableName::value).collect(Collectors.toSet()));
  }
}
