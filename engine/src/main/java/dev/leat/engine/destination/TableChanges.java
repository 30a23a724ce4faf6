package dev.leat.engine.destination;

/**
 * What happened to the rows of one table. Immutable.
 *
 * @param inserted rows that were not there
 * @param updated rows whose values changed
 * @param deleted rows that were removed or marked
 * @param unchanged rows that were there already, with the same values, or a newer version of them
 * @param quarantined rows set aside because they did not fit
 */
public record TableChanges(
    long inserted, long updated, long deleted, long unchanged, long quarantined) {

  /** Nothing happened. */
  public static final TableChanges NONE = new TableChanges(0, 0, 0, 0, 0);

  /** Both together. */
  public TableChanges plus(TableChanges other) {
    return new TableChanges(
        inserted + other.inserted,
        updated + other.updated,
        deleted + other.deleted,
        unchanged + other.unchanged,
        quarantined + other.quarantined);
  }
}
