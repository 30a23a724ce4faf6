package dev.leat.destination.sql;

/**
 * Rows, column by column, on their way into a staging table. Read by one thread, from the first row
 * to the last.
 */
public interface RowBlock {

  /** How many rows there are. */
  int rows();

  /** How many columns hold 64-bit numbers; they come first. */
  int numberColumns();

  /** How many columns hold text; they follow. */
  int textColumns();

  /**
   * The numbers of a column.
   *
   * @param column 0 to {@link #numberColumns} exclusive
   */
  long[] numbers(int column);

  /**
   * The texts of a column in UTF-8; null stands for null.
   *
   * @param column 0 to {@link #textColumns} exclusive
   */
  byte[][] texts(int column);
}
