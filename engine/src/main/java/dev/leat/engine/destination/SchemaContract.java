package dev.leat.engine.destination;

/** What happens to a row that does not fit the stored table. */
public enum SchemaContract {
  /** The table grows: columns are added, types are widened without loss, at last to text. */
  EVOLVE,
  /** The sync fails and names the column. */
  FREEZE,
  /** The row is kept in {@code _leat_quarantine} with the reason; the sync goes on. */
  QUARANTINE
}
