package dev.leat.engine.destination;

/**
 * What happened to the rows of one table. Immutable.
 *
 * @param inserted rows that were not there
 * @param updated rows whose values changed
 * @param deleted rows that were removed or marked
 * @param unchanged rows that were there already, with the same values; deletes of rows that were
 *     not there
 * @param older rows that were overtaken by a newer version of the same sync, and not stored or not
 *     for long
 * @param quarantined rows set aside because they did not fit
 */
public record TableChanges(
    long inserted, long updated, long deleted, long unchanged, long older, long quarantined) {

  /** Nothing happened. */
  public static final TableChanges NONE = new TableChanges(0, 0, 0, 0, 0, 0);

  /** Changes without older rows. */
  public TableChanges(long inserted, long updated, long deleted, long unchanged, long quarantined) {
    this(inserted, updated, deleted, unchanged, 0, quarantined);
  }

  /** Both together. */
  public TableChanges plus(TableChanges other) {
    return new TableChanges(
        inserted + other.inserted,
        updated + other.updated,
        deleted + other.deleted,
        unchanged + other.unchanged,
        older + other.older,
        quarantined + other.quarantined);
  }
}
