package dev.leat.testkit.simulation;

/**
 * What a row was from one change to the next. Times are milliseconds since 1970. Immutable.
 *
 * @param id the row's key, never given twice
 * @param number counts all versions of a source from 1; the row's {@code value}
 * @param stamp the row's cursor by the source's clock; {@link #NO_STAMP} if the source left it null
 * @param created when the source assigned it, in true time
 * @param visible when it can be read, in true time
 * @param json the row as the source sends it
 */
public record Version(int id, int number, long stamp, long created, long visible, String json) {

  /** The stamp of a row whose cursor is null. */
  public static final long NO_STAMP = Long.MIN_VALUE;

  /** Whether the row has a cursor. */
  public boolean isStamped() {
    return stamp != NO_STAMP;
  }
}
