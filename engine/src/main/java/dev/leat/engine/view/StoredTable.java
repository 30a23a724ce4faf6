package dev.leat.engine.view;

import java.util.List;

/**
 * A table as a destination holds it. Immutable.
 *
 * @param pipeline whose rows it holds
 * @param source its name at the source; of a child table, that of its table, {@code [].} and the
 *     column
 * @param schema the schema that it is in, not quoted
 * @param name its stored name, not quoted
 * @param rows how many it holds, those that are marked as deleted too
 * @param columns the columns that Leat has filled, in the order of their stored names
 */
public record StoredTable(
    String pipeline,
    String source,
    String schema,
    String name,
    long rows,
    List<StoredColumn> columns) {

  /**
   * One column.
   *
   * @param source the name of the field that fills it
   * @param stored its stored name, not quoted
   * @param type what the destination calls its type
   */
  public record StoredColumn(String source, String stored, String type) {}

  /** Copies the columns. */
  public StoredTable {
    columns = List.copyOf(columns);
  }

  /** Where queries find it, for example {@code keyset.user}. */
  public String place() {
    return schema + "." + name;
  }
}
