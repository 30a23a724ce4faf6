package dev.leat.destination.sql;

import dev.leat.engine.destination.SessionListener;
import dev.leat.engine.destination.SessionRequest;
import dev.leat.engine.destination.SessionRequest.Nested;
import dev.leat.engine.destination.SessionRequest.Start;
import dev.leat.engine.naming.NameMap;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares the stored tables of a pipeline with the record of them, before the first row: people
 * may have dropped, renamed or altered them. What reading again repairs is repaired, what does no
 * harm is told, everything else is refused. For use by one thread.
 */
final class Inspection {

  private final Database database;
  private final Dialect dialect;
  private final TableDirectory directory;
  private final SystemTables.Stored stored;
  private final SessionRequest request;
  private final SessionListener listener;
  private final Set<TableName> gone = new LinkedHashSet<>();
  private final List<SystemTables.Lost> lost = new ArrayList<>();

  Inspection(
      Database database,
      TableDirectory directory,
      SystemTables.Stored stored,
      SessionRequest request) {
    this.database = database;
    this.dialect = database.dialect();
    this.directory = directory;
    this.stored = stored;
    this.request = request;
    this.listener = request.listener();
  }

  /**
   * Looks at each recorded table.
   *
   * @return the tables that must be read from the beginning
   * @throws ConfigurationException if reading again would not make a table whole
   */
  Set<TableName> run(Schema selection) throws SQLException {
    for (TableDirectory.Recorded recorded : directory.recorded()) {
      Target now = directory.now(recorded);
      if (now.exists()) {
        requireTable(now);
        Optional<Table> selected =
            selection.tables().stream()
                .filter(each -> each.name().value().equals(recorded.source()))
                .findFirst();
        compare(recorded, now, selected);
        tellConstraints(now);
      } else if (wasThere(recorded)) {
        readAgain(recorded, "is not there any more: it was dropped or renamed, and is made anew");
        lost.add(new SystemTables.Lost(recorded.source(), recorded.columns().keySet()));
      } else if (isChild(recorded) && request.nested() == Nested.TABLES) {
        listener.warned(
            "Child table "
                + name(recorded.stored())
                + " is not there any more: with child tables, the next rows that are stored have it"
                + " made anew from all rows of its table");
      }
    }
    return gone;
  }

  /** What is not there any more and is read again, so that its record is no longer true. */
  List<SystemTables.Lost> lost() {
    return lost;
  }

  /** A table whose first rows are still in its side table has not been made yet. */
  private boolean wasThere(TableDirectory.Recorded recorded) throws SQLException {
    return !recorded.columns().isEmpty()
        && !isChild(recorded)
        && !stored.replacing().contains(recorded.source())
        && request.start() != Start.FULL_REFRESH
        && directory.hasCursor(recorded.source());
  }

  /** The rows of a child table are made of those of its table. */
  private static boolean isChild(TableDirectory.Recorded recorded) {
    return recorded.source().contains(NestedTables.WITHIN);
  }

  private void readAgain(TableDirectory.Recorded recorded, String why) {
    listener.warned(
        "Table " + name(recorded.stored()) + " " + why + " from the beginning of the source");
    gone.add(new TableName(recorded.source()));
  }

  private void requireTable(Target now) throws SQLException {
    Optional<String> kind =
        database.one(dialect.kind(), row -> row.getString(1), now.schema(), now.name());
    if (kind.isPresent() && !kind.get().equals("BASE TABLE")) {
      throw new ConfigurationException(
          name(now.name())
              + " is a view, and Leat writes its rows into a table of that name: rename or drop the"
              + " view, and the next sync makes the table anew");
    }
  }

  private void compare(TableDirectory.Recorded recorded, Target now, Optional<Table> selected)
      throws SQLException {
    Set<String> missing = new TreeSet<>(recorded.columns().keySet());
    missing.removeAll(now.columns().keySet());
    if (!missing.isEmpty() && request.start() != Start.FULL_REFRESH) {
      mend(recorded, missing, selected);
    }
    if (!now.tellsTime()) {
      listener.warned(
          "Column "
              + Target.SYNCED_AT
              + " of table "
              + name(now.name())
              + " was dropped: it is made anew, and says 1970 for the rows that are there");
    }
    recorded
        .columns()
        .forEach(
            (column, type) ->
                now.type(column).ifPresent(is -> tell(now, column, type, dialect.type(is))));
    for (String column : now.columns().keySet()) {
      boolean ours = column.startsWith("_leat_") || recorded.columns().containsKey(column);
      if (!ours && !isDeclared(recorded, column, selected)) {
        listener.warned(
            "Column "
                + column
                + " of table "
                + name(now.name())
                + " is not one that Leat has filled: where a row changes, what stands in it is"
                + " lost");
      }
    }
  }

  private void tell(Target now, String column, String was, String is) {
    if (!was.equals(is)) {
      listener.warned(
          "Column "
              + column
              + " of table "
              + name(now.name())
              + " is "
              + is
              + " and was "
              + was
              + " when Leat wrote it last: it stays "
              + is
              + " as long as the rows fit");
    }
  }

  private boolean isDeclared(
      TableDirectory.Recorded recorded, String column, Optional<Table> selected) {
    NameMap names = directory.columns(recorded.source());
    return selected.stream()
        .flatMap(table -> table.columns().stream())
        .anyMatch(each -> names.stored(each.name()).equals(column));
  }

  /** Rows that come again fill a column that is made anew, if they find the row they belong to. */
  private void mend(TableDirectory.Recorded recorded, Set<String> missing, Optional<Table> selected)
      throws SQLException {
    if (selected.isEmpty() && !isChild(recorded)) {
      return;
    }
    Optional<Table> table = selected.filter(each -> !each.isReplaced());
    if (selected.isPresent() && table.isEmpty()) {
      return;
    }
    NameMap names = directory.columns(recorded.source());
    List<String> key =
        table.stream().flatMap(each -> each.primaryKey().stream()).map(names::stored).toList();
    boolean finds =
        !key.isEmpty() && key.stream().noneMatch(missing::contains) && table.get().isMerged();
    String columns = String.join(", ", missing);
    if (!finds) {
      throw new ConfigurationException(
          "Table "
              + name(recorded.stored())
              + " has no column "
              + columns
              + " any more: it was dropped or renamed, and the rows that are stored have lost its"
              + " values. Give it back its name, or "
              + (isChild(recorded)
                  ? "drop the table: the next sync makes it anew from the rows of its own"
                  : "read the table anew with --full-refresh"));
    }
    if (directory.hasCursor(recorded.source())) {
      readAgain(
          recorded,
          "has no column " + columns + " any more: it is made anew, and its rows are read");
      lost.add(new SystemTables.Lost(recorded.source(), missing));
    }
  }

  private void tellConstraints(Target now) throws SQLException {
    List<String> constraints =
        database.all(dialect.constraints(), row -> row.getString(1), now.schema(), now.name());
    if (!constraints.isEmpty()) {
      listener.warned(
          "Table "
              + name(now.name())
              + " has what Leat did not make, and a row or a change of a column can fail by it: "
              + String.join("; ", constraints));
    }
  }

  private String name(String table) {
    return database.qualified(directory.schema(), table);
  }
}
