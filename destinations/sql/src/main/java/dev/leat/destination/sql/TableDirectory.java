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
import java.util.Collection;
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
  private final Map<String, Recorded> recorded = new TreeMap<>();
  private final SystemTables system;
  private final Set<String> claimed;

  /**
   * A table as it was when its record was written.
   *
   * @param source its name at the source
   * @param stored its name in the database
   * @param columns what the database called the types of its columns, by their stored names
   */
  record Recorded(String source, String stored, Map<String, String> columns) {}

  /**
   * @throws ConfigurationException if another pipeline's rows land in that schema, or if the rows
   *     of this one are in another schema than was asked for
   */
  TableDirectory(
      Database database, SystemTables system, SessionRequest request, SystemTables.Stored stored)
      throws SQLException {
    this.database = database;
    this.request = request;
    this.system = system;
    this.stored = stored;
    this.claimed = claimed(system, request, stored);
    this.dialect = database.dialect();
    Optional<String> known = system.schema(request.pipeline());
    Optional<String> wanted = request.dataset().map(dialect::schema);
    this.schema = known.or(() -> wanted).orElseGet(() -> database.newSchema(request.pipeline()));
    database.trouble(schema).ifPresent(request.listener()::warned);
    this.tables =
        new NameMap(
            "pipeline " + request.pipeline(),
            dialect.style(),
            Set.of(),
            request.listener()::warned);
    if (wanted.isPresent() && !wanted.get().equals(schema)) {
      throw new ConfigurationException(
          "The tables of pipeline \""
              + request.pipeline()
              + "\" are in schema \""
              + schema
              + "\", and stay there: sync without --dataset, or give the pipeline another name with"
              + " --pipeline to begin anew in \""
              + wanted.get()
              + "\"");
    }
    Optional<String> other = system.otherPipelineIn(schema, request.pipeline());
    if (other.isPresent()) {
      throw new ConfigurationException(
          "The pipelines \""
              + other.get()
              + "\" and \""
              + request.pipeline()
              + "\" would both store their tables in schema \""
              + schema
              + "\": choose another schema with --dataset, or another name with --pipeline");
    }
    for (SystemTables.StoredName name : system.names(request.pipeline())) {
      Recorded table =
          recorded.computeIfAbsent(
              name.table(), source -> new Recorded(source, name.storedTable(), new TreeMap<>()));
      name.type().ifPresent(type -> table.columns().put(name.stored(), type));
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

  /** The schema that all of them are in, not quoted. */
  String schema() {
    return schema;
  }

  /** The tables that earlier syncs have left, child tables too. */
  Collection<Recorded> recorded() {
    return recorded.values();
  }

  /** A recorded table as it is now. */
  Target now(Recorded table) throws SQLException {
    Target target = new Target(database, schema, table.stored());
    target.load(database);
    return target;
  }

  /** The names of a table's columns, those of earlier runs included. */
  NameMap columns(String table) {
    return columns.computeIfAbsent(
        table,
        name ->
            new NameMap(
                "table " + name,
                dialect.style(),
                dialect.pseudoColumns(),
                request.listener()::warned));
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
   * @param stored its name in the database, unless another table has that
   */
  TablePlace nestedPlace(String source, String stored) throws SQLException {
    Target target = new Target(database, schema, tables.named(source, stored));
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

  /** Whether the stored state claims rows of a table; reads all of it, which may be long. */
  boolean hasCursor(String table) throws SQLException {
    return tablesOf(system.state(request.pipeline()).orElse("{}")).contains(table);
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
