package dev.leat.cli.verify;

/**
 * How much was asked of the source. Immutable.
 *
 * @param rows upserts, updates and deletes that the connector sent
 * @param pages responses that it read and requests that it repeated, as far as it told
 */
record Reading(long rows, long pages) {

  static final Reading NONE = new Reading(0, 0);

  Reading plus(Reading other) {
    return new Reading(rows + other.rows, pages + other.pages);
  }

  /** Never less than nothing. */
  Reading minus(Reading other) {
    return new Reading(Math.max(0, rows - other.rows), Math.max(0, pages - other.pages));
  }
}
