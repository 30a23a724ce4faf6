package dev.leat.destination.sql;

/**
 * Where the rows of a table land: in the table itself, or in a side table that replaces it when the
 * sync is complete. Immutable but for what the targets know.
 *
 * @param source the table's name as its source spells it
 * @param live the table that people read
 * @param side the table that will replace it; the same as {@code live} if nothing is replaced
 * @param startsFresh whether the side table is emptied by the first commit
 */
record TablePlace(String source, Target live, Target side, boolean startsFresh) {

  /** Where rows are written. */
  Target target() {
    return side;
  }

  /** Whether the table people read is replaced at the end. */
  boolean replaces() {
    return side != live;
  }
}
