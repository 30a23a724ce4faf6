package dev.leat.destination.sql;

import dev.leat.engine.destination.Destination;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A real database under test, empty at first. */
public interface TestDatabase {

  /** The destination, with somebody who follows its commits. */
  Destination destination(CommitStep.Observer observer);

  /** How it spells things. */
  Dialect dialect();

  /** Names that mean something else to it than a column of a table. */
  List<String> pseudoColumns();

  /** Opens a second connection to it, on which Leat's own tables are found without their schema. */
  Database open() throws SQLException;

  /** Does something to it as people do, with a client of their own. */
  void byHand(String sql) throws SQLException;

  /** What a text comes to that the database may not be able to hold. */
  default String held(String text) {
    return text;
  }

  /** The rows of a query, each value as text. */
  default List<List<String>> values(String sql) throws SQLException {
    try (Database database = open()) {
      return database.all(
          sql,
          row -> {
            List<String> values = new ArrayList<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
              boolean truth = row.getObject(i) instanceof Boolean;
              values.add(truth ? String.valueOf(row.getObject(i)) : row.getString(i));
            }
            return values;
          });
    }
  }

  /** The columns of a table and their types, as Leat calls them, Leat's own left out. */
  default List<String> types(String schema, String table) throws SQLException {
    try (Database database = open()) {
      return database
          .all(
              dialect().columns(),
              row -> row.getString(1) + " " + dialect().type(row.getString(2)).orElseThrow(),
              schema,
              table)
          .stream()
          .filter(each -> !each.startsWith("_leat"))
          .toList();
    }
  }
}
