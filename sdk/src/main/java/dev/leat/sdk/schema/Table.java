package dev.leat.sdk.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A table that a connector can deliver. Immutable.
 *
 * <p>Columns may be left out: a destination infers what is not declared from the values and lets
 * the table grow.
 *
 * @param name unique within a {@link Schema}
 * @param columns declared columns in order; may be empty; names are unique
 * @param primaryKey names of the columns that identify a row, in order; empty if none does
 * @param disposition what a destination does with the rows
 * @param versionColumn the column by which two versions of one row are told apart: the greater
 *     value is the newer. Empty if the order of arrival decides
 */
public record Table(
    TableName name,
    List<Column> columns,
    List<String> primaryKey,
    Disposition disposition,
    Optional<String> versionColumn) {

  /**
   * @throws IllegalArgumentException if a column or key is named twice, or {@link
   *     Disposition#MERGE} is asked without a key
   */
  public Table {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    requireUnique(name, columns.stream().map(Column::name), "column");
    requireUnique(name, primaryKey.stream(), "key");
    if (disposition.needsKey() && primaryKey.isEmpty()) {
      throw new IllegalArgumentException(
          "Table " + name + " merges but has no key: add key(...), or use APPEND or REPLACE");
    }
  }

  /**
   * Starts a table: no columns yet, no key, rows appended.
   *
   * @throws IllegalArgumentException as {@link TableName} does
   */
  public static Table named(String name) {
    return new Table(
        new TableName(name), List.of(), List.of(), Disposition.APPEND, Optional.empty());
  }

  /** This table with one more column. */
  public Table column(String column, DataType type) {
    List<Column> more = new ArrayList<>(columns);
    more.add(new Column(column, type));
    return new Table(name, more, primaryKey, disposition, versionColumn);
  }

  /** This table with more columns, all of one type. */
  public Table columns(DataType type, String... names) {
    List<Column> more = new ArrayList<>(columns);
    for (String each : names) {
      more.add(new Column(each, type));
    }
    return new Table(name, more, primaryKey, disposition, versionColumn);
  }

  /** This table with these key columns; rows are merged by them unless REPLACE was asked for. */
  public Table key(String... keys) {
    Disposition merged =
        switch (disposition) {
          case MERGE, APPEND -> Disposition.MERGE;
          case REPLACE -> Disposition.REPLACE;
        };
    return new Table(name, columns, List.of(keys), merged, versionColumn);
  }

  /** This table with another disposition. */
  public Table disposition(Disposition other) {
    return new Table(name, columns, primaryKey, other, versionColumn);
  }

  /** This table, its row versions ordered by a column, for example {@code updatedAt}. */
  public Table versionedBy(String column) {
    return new Table(name, columns, primaryKey, disposition, Optional.of(column));
  }

  /** Whether a new version of a row replaces the stored one of the same key, row by row. */
  public boolean isMerged() {
    return switch (disposition) {
      case MERGE -> true;
      case APPEND, REPLACE -> false;
    };
  }

  /** Whether a complete sync replaces all rows, so that what it did not give is gone. */
  public boolean isReplaced() {
    return switch (disposition) {
      case REPLACE -> true;
      case MERGE, APPEND -> false;
    };
  }

  /** The declared column of that name; empty if it is not declared. */
  public Optional<Column> column(String column) {
    return columns.stream().filter(each -> each.name().equals(column)).findFirst();
  }

  private static void requireUnique(TableName table, Stream<String> names, String what) {
    Set<String> seen = new HashSet<>();
    names.forEach(
        each -> {
          if (!seen.add(each)) {
            throw new IllegalArgumentException(
                "Table " + table + " names " + what + " \"" + each + "\" twice: remove one");
          }
        });
  }
}
