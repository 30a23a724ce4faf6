package dev.leat.destination.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableSet;
import dev.leat.engine.destination.SessionRequest;
import dev.leat.engine.destination.SessionRequest.Start;
import dev.leat.engine.naming.NameMap;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.schema.Table;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which stored tables the tables of a pipeline have, and whether their rows go there at once or
 * replace them at the end. For use by one thread.
 */
final class TableDirectory {

  private static final JsonMapper JSON = new JsonMapper();

  private final Database database;
  private final Dialect dialect;
  private final SessionRequest request;
  private final SystemTables.Stored stored;

  private final String schema;
  private final NameMap tables;
  private final Map<String, NameMap> columns = new HashMap<>();
  private final Map<String, String> nested = new TreeMap<>();
  private final Set<String> claimed;

  /**
   * @throws ConfigurationException if another pipeline's rows land in a schema of the same name
   */
  TableDirectory(
      Database database, SystemTables system, SessionRequest request, SystemTables.Stored stored)
      throws SQLException {
    this.database = database;
    this.request = request;
    this.stored = stored;
    this.claimed = claimed(system, request, stored);
    this.dialect = database.dialect();
    this.schema = dialect.schema(request.pipeline());
    this.tables = new NameMap("pipeline " + request.pipeline(), dialect.style());
    Optional<String> other = system.otherPipelineIn(schema, request.pipeline());
    if (other.isPresent()) {
      throw new ConfigurationException(
          "The pipelines \""
              + other.get()
              + "\" and \""
              + request.pipeline()
              + "\" would both store their tables in schema \""
              + schema
              + "\": rename one of them, or give it a database of its own");
    }
    for (SystemTables.StoredName name : system.names(request.pipeline())) {
      if (name.column().isEmpty()) {
        tables.take(name.table(), name.storedTable());
        if (name.table().contains(NestedTables.WITHIN)) {
          nested.put(name.table(), name.storedTable());
        }
      } else {
        columns(name.table()).take(name.column().get(), name.stored());
      }
    }
  }

  /** The names of a table's columns, those of earlier runs included. */
  NameMap columns(String table) {
    return columns.computeIfAbsent(
        table, name -> new NameMap("table " + name, dialect.style(), dialect.pseudoColumns()));
  }

  /** The child tables that earlier syncs have made of a table, by source name. */
  Map<String, String> nestedIn(String table) {
    Map<String, String> found = new TreeMap<>(nested);
    found.keySet().removeIf(each -> !each.startsWith(table + NestedTables.WITHIN));
    return found;
  }

  /**
   * The place of a child table.
   *
   * @param source its source name
   * @param stored its name in the database
   * @throws ConfigurationException if another table has taken the name
   */
  TablePlace nestedPlace(String source, String stored) throws SQLException {
    Target target = new Target(database, schema, tables.take(source, stored));
    target.load(database);
    return new TablePlace(source, target, target, false);
  }

  /** Where the rows of a table go. */
  TablePlace place(Table table) throws SQLException {
    String source = table.name().value();
    String name = tables.stored(source);
    Target live = new Target(database, schema, name);
    live.load(database);
    boolean waiting = stored.replacing().contains(source);
    boolean refresh = request.start() == Start.FULL_REFRESH;
    boolean replaces = table.isReplaced() || waiting;
    if (!replaces && refresh) {
      replaces = live.exists() && holdsRows(live);
    }
    if (!replaces) {
      return new TablePlace(source, live, live, false);
    }
    boolean fresh = refresh || !waiting || !claimed.contains(source);
    Target side = new Target(database, schema, dialect.style().of("_leat_next_" + name));
    side.load(database);
    if (!side.exists()) {
      side.shapeLike(live);
    }
    return new TablePlace(source, live, side, fresh);
  }

  private boolean holdsRows(Target table) throws SQLException {
    return database.count(
            "SELECT count(*) FROM (SELECT 1 FROM " + table.qualified() + " LIMIT 1) AS any_row")
        > 0;
  }

  /** The tables of which the state claims rows that wait in side tables. */
  private static Set<String> claimed(
      SystemTables system, SessionRequest request, SystemTables.Stored stored) throws SQLException {
    Set<String> claimed = new HashSet<>(stored.replacing());
    if (!claimed.isEmpty()) {
      claimed.retainAll(tablesOf(system.state(request.pipeline()).orElse("{}")));
    }
    return claimed;
  }

  private static Set<String> tablesOf(String state) {
    try {
      return ImmutableSet.copyOf(JSON.readTree(state).path("tables").fieldNames());
    } catch (JsonProcessingException corrupt) {
      return Set.of();
    }
  }
}
