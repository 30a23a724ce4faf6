package dev.leat.testkit.simulation;

/**
 * Something that must not be.
 *
 * @param kind which promise is broken
 * @param what what was seen, for people
 */
public record Finding(Kind kind, String what) {

  /** The promises, by how they break. */
  public enum Kind {
    /** When all is quiet, a row of the source is not in the destination. */
    LOST,
    /** The destination has a row that never was, or one that could not be seen when it came. */
    PHANTOM,
    /** When all is quiet, a row is older than the source's. */
    STALE,
    /** A row went back to an older version. */
    REGRESSED,
    /** A row was taken out of a table that is replaced, though the source has it. */
    WRONGLY_DELETED,
    /** A row that the source deleted is still there after two complete passes. */
    NOT_DELETED,
    /** A checkpoint claims a position behind which something was not sent. */
    NOT_CLOSED,
    /** A sync said complete, and a row that could be seen when it started was missing or older. */
    COMPLETE_WHILE_WRONG,
    /** What was sent leaves another table if it is sent again. */
    NOT_IDEMPOTENT,
    /** A sync asked more often than anything could need. */
    HUNG,
    /** A state grew with the number of rows. */
    STATE_TOO_LARGE,
    /** A sync failed or ended incomplete, though the source kept its word. */
    REFUSED
  }

  @Override
  public String toString() {
    return kind + ": " + what;
  }
}
