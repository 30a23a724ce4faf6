package dev.leat.destination.sql;

import com.google.common.hash.Hashing;
import dev.leat.engine.destination.ColumnChange;
import dev.leat.engine.destination.SessionListener;
import dev.leat.engine.types.ColumnType;
import dev.leat.engine.types.ColumnType.Kind;
import dev.leat.engine.types.Ladder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Gives a stored table the columns and types that staged rows need, before their transaction
 * begins. A type is widened only if every stored value survives it; the ladder ends in text, which
 * all survive. For use by one thread.
 */
final class SchemaSettler {

  private static final ColumnType TEXT = ColumnType.of(Kind.TEXT);
  private static final ColumnType TIME = ColumnType.of(Kind.INSTANT);

  private final Database database;
  private final Dialect dialect;
  private final SessionListener listener;

  /**
   * @param listener hears of columns that people read and that get another type
   */
  SchemaSettler(Database database, SessionListener listener) {
    this.database = database;
    this.listener = listener;
    this.dialect = database.dialect();
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
    Map<String, ColumnType> before = new LinkedHashMap<>(target.columns());
    if (target.exists() && !target.tellsTime()) {
      changes.addAll(timeColumn(target));
    }
    boolean changed = apply(target, changes);
    if (!writer.place().replaces()) {
      tell(writer, target, before);
    }
    List<String> key = new ArrayList<>();
    for (int number : writer.keys()) {
      key.add(writer.columns().get(number).stored());
    }
    if (target.columns().keySet().containsAll(key)) {
      index(target, key);
    }
    return changed;
  }

  /** Gives a stored table an index by which rows are found, where the database needs one. */
  void index(Target target, List<String> columns) throws SQLException {
    if (columns.isEmpty() || !target.exists() || target.isIndexed(columns)) {
      return;
    }
    String list = columns.stream().map(Sql::name).collect(Collectors.joining(", "));
    String name = "_leat_by_" + hash(target.name() + " (" + list + ")");
    database.execute(dialect.index(name, target.qualified(), list));
    target.indexed(columns);
  }

  /** Names of indexes must differ within a schema, and be short. */
  private static String hash(String text) {
    return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString().substring(0, 12);
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
   * Makes a table and its side table alike, so that the rows of the second can replace those of the
   * first.
   *
   * @return whether anything was changed
   */
  boolean makeAlike(TableWriter writer) throws SQLException {
    Target live = writer.place().live();
    Target side = writer.place().side();
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
    if (live.exists() && !live.tellsTime()) {
      changes.addAll(timeColumn(live));
    }
    Map<String, ColumnType> before = new LinkedHashMap<>(live.columns());
    boolean changed = apply(live, changes);
    tell(writer, live, before);
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
      if (!dialect.has(candidate)) {
        continue;
      }
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
            SqlTemplate.of(
                    "SELECT count(*) FROM {table} WHERE {value} IS NOT NULL AND NOT ({survives})")
                .with("table", target.qualified())
                .with("value", value)
                .with("survives", dialect.survives(value, from, to))
                .sql())
        == 0;
  }

  /** Whether the database's own reader of JSON takes what is staged. */
  private boolean isJson(TableWriter writer, int number) throws SQLException {
    if (writer.columns().get(number).profile().isEmpty()) {
      return true;
    }
    writer.stage().grow();
    String text = Stage.text(number);
    return database.count(
            SqlTemplate.of(
                    "SELECT count(*) FROM {stage} WHERE {text} IS NOT NULL AND NOT ({isJson})")
                .with("stage", writer.stage().table())
                .with("text", text)
                .with("isJson", dialect.isJson(text))
                .sql())
        == 0;
  }

  private List<String> create(Target target, Map<String, ColumnType> wanted, boolean marksDeleted) {
    StringBuilder sql = new StringBuilder("CREATE TABLE " + target.qualified() + " (");
    wanted.forEach(
        (name, type) ->
            sql.append(Sql.name(name)).append(' ').append(dialect.type(type)).append(", "));
    sql.append(Target.SYNCED_AT).append(" TIMESTAMP WITH TIME ZONE");
    sql.append(marksDeleted ? ", " + Target.DELETED + " BOOLEAN)" : ")");
    List<String> changes = new ArrayList<>();
    changes.add("CREATE SCHEMA IF NOT EXISTS " + database.qualified(target.schema()));
    changes.add(sql.toString());
    return changes;
  }

  private List<String> alter(Target target, Map<String, ColumnType> wanted) {
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
            changes.add(table + " ADD COLUMN " + column + " " + dialect.type(type));
          } else if (!from.equals(type)) {
            changes.add(
                SqlTemplate.of(
                        "{alterTable} ALTER COLUMN {column} SET DATA TYPE {type} USING {value}")
                    .with("alterTable", table)
                    .with("column", column)
                    .with("type", dialect.type(type))
                    .with("value", dialect.widened(column, from, type))
                    .sql());
          }
        });
    return changes;
  }

  /** Somebody has dropped it: nobody knows any more when the rows were written. */
  private List<String> timeColumn(Target target) {
    String table = target.qualified();
    return List.of(
        "ALTER TABLE " + table + " ADD COLUMN " + Target.SYNCED_AT + " " + dialect.type(TIME),
        "UPDATE " + table + " SET " + Target.SYNCED_AT + " = " + dialect.instant(0L));
  }

  private static String deletedColumn(Target target) {
    return "ALTER TABLE " + target.qualified() + " ADD COLUMN " + Target.DELETED + " BOOLEAN";
  }

  private void tell(TableWriter writer, Target target, Map<String, ColumnType> before) {
    String source = writer.place().source();
    int child = source.indexOf(NestedTables.WITHIN);
    String table = child < 0 ? source : source.substring(0, child);
    String within = child < 0 ? "" : target.name() + ".";
    before.forEach(
        (column, from) -> {
          ColumnType to = target.type(column).orElse(from);
          if (!to.equals(from)) {
            listener.columnChanged(
                new ColumnChange(table, within + column, dialect.type(from), dialect.type(to)));
          }
        });
  }

  /** Whether anything was to be changed. */
  private boolean apply(Target target, List<String> changes) throws SQLException {
    if (changes.isEmpty()) {
      return false;
    }
    database.changeSchema(changes);
    target.load(database);
    return true;
  }
}
