package dev.leat.engine.destination;

/**
 * A stored column that has got another type. Immutable.
 *
 * @param table the table's name at the source
 * @param column its stored name; in a child table, that table's name and a point before it
 * @param from what the destination called its type
 * @param to what it calls the new one
 */
public record ColumnChange(String table, String column, String from, String to) {

  /** For people: {@code age of user: BIGINT -> VARCHAR}. */
  @Override
  public String toString() {
    return column + " of " + table + ": " + from + " -> " + to;
  }
}
