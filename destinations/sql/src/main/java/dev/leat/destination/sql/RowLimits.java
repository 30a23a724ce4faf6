package dev.leat.destination.sql;

/** Finds rows that a table of the database cannot hold, before they are staged. Stateless. */
final class RowLimits {

  /** A row of fewer is never too wide for a database. */
  private static final int MANY_COLUMNS = 300;

  private final Dialect dialect;
  private final Limits limits;

  RowLimits(Dialect dialect) {
    this.dialect = dialect;
    this.limits = dialect.limits();
  }

  /** Checks that a table of so many columns can have one more. */
  void requireRoom(int columns, String source) throws MisfitException {
    if (columns >= limits.columns()) {
      throw new MisfitException(
          "the table has %d columns, as many as the database holds, and none for \"%s\""
              .formatted(columns, source));
    }
  }

  /** Checks the length of a row's key, and its width in a table of so many columns. */
  void require(RowValues row, int[] keys, int columns) throws MisfitException {
    int keyBytes = 0;
    for (int key : keys) {
      keyBytes += row.text(key).length;
    }
    if (keyBytes > limits.keyBytes()) {
      throw new MisfitException(
          "its key has %d bytes, more than the %d by which the database finds a row"
              .formatted(keyBytes, limits.keyBytes()));
    }
    if (columns > MANY_COLUMNS && limits.rowBytes() < Integer.MAX_VALUE) {
      requireWidth(row, columns);
    }
  }

  private void requireWidth(RowValues row, int columns) throws MisfitException {
    int width = columns / Byte.SIZE;
    for (int i = 0; i < row.fields(); i++) {
      int column = row.column(i);
      width += dialect.width(row.kind(column), row.text(column));
    }
    if (width > limits.rowBytes()) {
      throw new MisfitException(
          "its %d fields are wider than a row of the database, even with long values kept apart"
              .formatted(row.fields()));
    }
  }
}
