package dev.leat.destination.sql;

import dev.leat.engine.view.Rows;
import dev.leat.engine.view.StoredTable;
import dev.leat.engine.view.StoredTable.StoredColumn;
import dev.leat.engine.view.View;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Looks at a database through the record that Leat keeps of its tables. For use by one thread. */
final class SqlView implements View {

  private final Database database;
  private final Function<SQLException, RuntimeException> explanation;
  private final SystemTables system;

  /** A table's record, by which it is looked for. */
  private record Place(String pipeline, String source, String schema, String name) {}

  /**
   * @param database closed with the view
   * @param explanation explains why a question failed
   */
  SqlView(Database database, Function<SQLException, RuntimeException> explanation) {
    this.database = database;
    this.explanation = explanation;
    this.system = new SystemTables(database);
  }

  /** Whether a sync has run into the database. */
  boolean isOfLeat() {
    return explained(system::exist);
  }

  @Override
  public List<StoredTable> tables() {
    return explained(
        () -> {
          Map<String, List<StoredColumn>> columns = new TreeMap<>();
          Map<String, Place> places = new TreeMap<>();
          system.schemas(
              (pipeline, schema, name) -> {
                String key = pipeline + '\0' + name.storedTable();
                places.put(key, new Place(pipeline, name.table(), schema, name.storedTable()));
                List<StoredColumn> known = columns.computeIfAbsent(key, none -> new ArrayList<>());
                name.column()
                    .ifPresent(
                        source ->
                            known.add(
                                new StoredColumn(source, name.stored(), name.type().orElse(""))));
              });
          List<StoredTable> tables = new ArrayList<>();
          for (Map.Entry<String, Place> place : places.entrySet()) {
            table(place.getValue(), columns.get(place.getKey()), tables);
          }
          return tables;
        });
  }

  /** Adds a table that is there; one without a row so far, or that was dropped, is not. */
  private void table(Place place, List<StoredColumn> columns, List<StoredTable> tables)
      throws SQLException {
    boolean isThere =
        database
            .one(database.dialect().kind(), row -> row.getString(1), place.schema(), place.name())
            .isPresent();
    if (isThere) {
      long rows =
          database.count(
              "SELECT count(*) FROM " + database.qualified(place.schema(), place.name()));
      tables.add(
          new StoredTable(
              place.pipeline(), place.source(), place.schema(), place.name(), rows, columns));
    }
  }

  @Override
  public Rows rows(StoredTable table, int most) {
    return rows(
        SqlTemplate.of("SELECT * FROM {table} ORDER BY {syncedAt} DESC LIMIT {most}")
            .with("table", database.qualified(table.schema(), table.name()))
            .with("syncedAt", Target.SYNCED_AT)
            .with("most", most)
            .sql());
  }

  @Override
  public Rows quarantine(int most) {
    return rows(
        SqlTemplate.of("SELECT * FROM {table} ORDER BY quarantined_at DESC LIMIT {most}")
            .with(
                "table", database.qualified(database.dialect().systemSchema(), "_leat_quarantine"))
            .with("most", most)
            .sql());
  }

  private Rows rows(String sql) {
    return explained(
        () -> {
          List<String> columns = new ArrayList<>();
          List<List<Object>> values = new ArrayList<>();
          database.query(
              sql,
              result -> {
                ResultSetMetaData named = result.getMetaData();
                for (int i = 1; i <= named.getColumnCount(); i++) {
                  columns.add(named.getColumnName(i));
                }
                while (result.next()) {
                  values.add(row(result, columns.size()));
                }
              });
          return new Rows(columns, values);
        });
  }

  private static List<Object> row(ResultSet result, int columns) throws SQLException {
    List<Object> row = new ArrayList<>();
    for (int i = 1; i <= columns; i++) {
      Object value = result.getObject(i);
      boolean plain = value == null || value instanceof Number || value instanceof Boolean;
      row.add(plain ? value : result.getString(i));
    }
    return row;
  }

  @Override
  public void close() {
    explained(
        () -> {
          database.close();
          return null;
        });
  }

  private <T> T explained(Question<T> question) {
    try {
      return question.ask();
    } catch (SQLException e) {
      throw explanation.apply(e);
    }
  }

  /** Something that the database answers. */
  @FunctionalInterface
  private interface Question<T> {
    T ask() throws SQLException;
  }
}
