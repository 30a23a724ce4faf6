package dev.leat.destination.duckdb;

import dev.leat.engine.types.ColumnType;
import dev.leat.engine.types.ColumnType.Kind;
import dev.leat.engine.types.Ladder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives a stored table the columns and types that staged rows need, before their transaction
 * begins. A type is widened only if every stored value survives it; the ladder ends in text, which
 * all survive. For use by one thread.
 */
final class SchemaSettler {

  private static final ColumnType TEXT = ColumnType.of(Kind.TEXT);

  private final Database database;

  SchemaSettler(Database database) {
    this.database = database;
  }

  /**
   * Settles the table that a writer writes to.
   *
   * @param marksDeleted whether deletes keep their row
   * @return whether anything was changed
   */
  boolean settle(TableWriter writer, boolean marksDeleted) throws SQLException {
    Target target = writer.place().target();
    Map<String, ColumnType> wanted = new LinkedHashMap<>(target.columns());
    for (int i = 0; i < writer.columns().size(); i++) {
      StageColumn column = writer.columns().get(i);
      if (column.current().isPresent()
          || column.declared().isPresent()
          || !column.profile().isEmpty()) {
        wanted.put(column.stored(), choose(writer, i));
      }
    }
    boolean needed = writer.stage().rows() > 0 || !wanted.isEmpty();
    List<String> changes =
        target.exists() || !needed
            ? alter(target, wanted)
            : create(target, wanted, marksDeleted || target.marksDeleted());
    if (target.exists() && marksDeleted && !target.marksDeleted()) {
      changes.add(deletedColumn(target));
    }
    return apply(target, changes);
  }

  /** Gives a stored table a column for the numbers of its rows. */
  void numberRows(Target target) throws SQLException {
    if (target.exists() && !target.numbersRows()) {
      apply(
          target,
          List.of("ALTER TABLE " + target.qualified() + " ADD COLUMN " + Target.ROW + " BIGINT"));
    }
  }

  /**
   * Makes two tables alike, so that the rows of the second can replace those of the first.
   *
   * @return whether anything was changed
   */
  boolean makeAlike(Target live, Target side) throws SQLException {
    Map<String, ColumnType> wanted = new LinkedHashMap<>(live.columns());
    for (Map.Entry<String, ColumnType> column : side.columns().entrySet()) {
      ColumnType from = live.columns().get(column.getKey());
      boolean survives = from == null || survives(live, column.getKey(), from, column.getValue());
      wanted.put(column.getKey(), survives ? column.getValue() : TEXT);
    }
    List<String> changes =
        live.exists() ? alter(live, wanted) : create(live, wanted, side.marksDeleted());
    if (live.exists() && side.marksDeleted() && !live.marksDeleted()) {
      changes.add(deletedColumn(live));
    }
    boolean changed = apply(live, changes);
    return apply(side, alter(side, wanted)) || changed;
  }

  private ColumnType choose(TableWriter writer, int number) throws SQLException {
    StageColumn column = writer.columns().get(number);
    Target target = writer.place().target();
    List<ColumnType> candidates;
    if (column.current().isPresent()) {
      candidates = Ladder.above(column.current().get(), column.profile());
    } else if (column.declared().isPresent()) {
      candidates = Ladder.above(column.declared().get(), column.profile());
    } else {
      candidates = Ladder.fresh(column.profile());
    }
    for (ColumnType candidate : candidates) {
      boolean stored =
          column.current().isEmpty()
              || survives(target, column.stored(), column.current().get(), candidate);
      if (stored && (candidate.kind() != Kind.JSON || isJson(writer, number))) {
        return candidate;
      }
    }
    return TEXT;
  }

  private boolean survives(Target target, String column, ColumnType from, ColumnType to)
      throws SQLException {
    if (!target.exists() || Ladder.holds(to, from)) {
      return true;
    }
    String value = Sql.name(column);
    return database.count(
            "SELECT count(*) FROM "
                + target.qualified()
                + " WHERE "
                + value
                + " IS NOT NULL AND NOT ("
                + Sql.survives(value, from, to)
                + ")")
        == 0;
  }

  /** Whether DuckDB's own reader of JSON takes what is staged. */
  private boolean isJson(TableWriter writer, int number) throws SQLException {
    if (writer.columns().get(number).profile().isEmpty()) {
      return true;
    }
    writer.stage().grow();
    String text = Stage.text(number);
    return database.count(
            "SELECT count(*) FROM "
                + writer.stage().table()
                + " WHERE "
                + text
                + " IS NOT NULL AND TRY_CAST("
                + text
                + " AS JSON) IS NULL")
        == 0;
  }

  private List<String> create(Target target, Map<String, ColumnType> wanted, boolean marksDeleted) {
    StringBuilder sql = new StringBuilder("CREATE TABLE " + target.qualified() + " (");
    wanted.forEach(
        (name, type) -> sql.append(Sql.name(name)).append(' ').append(Sql.type(type)).append(", "));
    sql.append(Target.SYNCED_AT).append(" TIMESTAMP WITH TIME ZONE");
    sql.append(marksDeleted ? ", " + Target.DELETED + " BOOLEAN)" : ")");
    List<String> changes = new ArrayList<>();
    changes.add("CREATE SCHEMA IF NOT EXISTS " + database.qualified(target.schema()));
    changes.add(sql.toString());
    return changes;
  }

  private static List<String> alter(Target target, Map<String, ColumnType> wanted) {
    List<String> changes = new ArrayList<>();
    if (!target.exists()) {
      return changes;
    }
    String table = "ALTER TABLE " + target.qualified();
    wanted.forEach(
        (name, type) -> {
          ColumnType from = target.columns().get(name);
          String column = Sql.name(name);
          if (from == null) {
            changes.add(table + " ADD COLUMN " + column + " " + Sql.type(type));
          } else if (!from.equals(type)) {
            changes.add(
                table
                    + " ALTER COLUMN "
                    + column
                    + " SET DATA TYPE "
                    + Sql.type(type)
                    + " USING "
                    + Sql.widened(column, from, type));
          }
        });
    return changes;
  }

  private static String deletedColumn(Target target) {
    return "ALTER TABLE " + target.qualified() + " ADD COLUMN " + Target.DELETED + " BOOLEAN";
  }

  /** Changes of a schema have a transaction of their own, and are in the file before rows are. */
  private boolean apply(Target target, List<String> changes) throws SQLException {
    if (changes.isEmpty()) {
      return false;
    }
    database.begin();
    try {
      for (String change : changes) {
        database.execute(change);
      }
      database.commit();
    } catch (SQLException e) {
      database.rollback(e);
      throw e;
    }
    database.execute("CHECKPOINT");
    target.load(database);
    return true;
  }
}
