package dev.leat.engine;

/**
 * How many operations on rows there were. Immutable.
 *
 * @param upserts whole rows
 * @param updates changed columns of a row
 * @param deletes rows that are gone
 * @param truncates tables whose rows are gone
 * @param setAside records that cannot be rows
 */
public record RowCounts(long upserts, long updates, long deletes, long truncates, long setAside) {

  /** None. */
  public static final RowCounts NONE = new RowCounts(0, 0, 0, 0, 0);

  /** Upserts, updates, deletes and records that were set aside: each is one record read. */
  public long rows() {
    return upserts + updates + deletes + setAside;
  }

  /** Both together. */
  public RowCounts plus(RowCounts other) {
    return new RowCounts(
        upserts + other.upserts,
        updates + other.updates,
        deletes + other.deletes,
        truncates + other.truncates,
        setAside + other.setAside);
  }
}
