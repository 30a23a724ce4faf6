package dev.leat.engine;

/**
 * How many operations on rows there were. Immutable.
 *
 * @param upserts whole rows
 * @param updates changed columns of a row
 * @param deletes rows that are gone
 * @param truncates tables whose rows are gone
 */
public record RowCounts(long upserts, long updates, long deletes, long truncates) {

  /** None. */
  public static final RowCounts NONE = new RowCounts(0, 0, 0, 0);

  /** Upserts, updates and deletes: each is one row read. */
  public long rows() {
    return upserts + updates + deletes;
  }

  /** Both together. */
  public RowCounts plus(RowCounts other) {
    return new RowCounts(
        upserts + other.upserts,
        updates + other.updates,
        deletes + other.deletes,
        truncates + other.truncates);
  }
}
