package dev.leat.destination.sql;

/**
 * What a table of a database cannot exceed. Rows that would are set aside before anything of them
 * is sent. Immutable.
 *
 * @param columns how many columns rows may fill
 * @param keyBytes how long the texts of a key may be, all together
 * @param rowBytes how wide a row may be where long values are kept apart from it
 */
public record Limits(int columns, int keyBytes, int rowBytes) {

  /** No limits that a source would meet. */
  public static final Limits NONE =
      new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
}
