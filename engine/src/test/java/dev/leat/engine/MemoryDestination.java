package dev.leat.engine;

import dev.leat.engine.destination.Batch;
import dev.leat.engine.destination.Destination;
import dev.leat.engine.destination.RunRecord;
import dev.leat.engine.destination.Session;
import dev.leat.engine.destination.SessionRequest;
import dev.leat.engine.destination.TableChanges;
import dev.leat.engine.view.View;
import dev.leat.sdk.Operation;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A destination in memory that keeps its promises, and that can be told to break at any step. Rows
 * are kept as JSON: by key in a table that merges, in order of arrival in one that appends.
 */
final class MemoryDestination implements Destination {

  /** What a session does, in order; a step can fail before it has an effect. */
  @FunctionalInterface
  interface Steps {
    void before(String step) throws InterruptedException;
  }

  /** What a commit leaves. */
  private record Stored(
      Optional<String> state, Map<TableName, List<String>> rows, Map<String, RunRecord> runs) {

    static final Stored NOTHING = new Stored(Optional.empty(), Map.of(), Map.of());
  }

  private static final TableName QUARANTINE = new TableName("_leat_quarantine");

  private final Steps steps;
  private Stored stored = Stored.NOTHING;
  private final List<SessionRequest> requests = Collections.synchronizedList(new ArrayList<>());

  MemoryDestination() {
    this(step -> {});
  }

  MemoryDestination(Steps steps) {
    this.steps = steps;
  }

  private MemoryDestination(Steps steps, Stored stored) {
    this.steps = steps;
    this.stored = stored;
  }

  /** What is durable here, behind other steps: the machine was started again. */
  MemoryDestination restarted(Steps other) {
    return new MemoryDestination(other, stored);
  }

  /** The stored rows of a table as JSON, in order of arrival. */
  List<String> rows(String table) {
    return stored.rows().getOrDefault(new TableName(table), List.of());
  }

  List<SessionRequest> requests() {
    return requests;
  }

  @Override
  public Optional<View> view() {
    return Optional.empty();
  }

  @Override
  public Session begin(SessionRequest request) throws InterruptedException {
    steps.before("begin");
    requests.add(request);
    return new MemorySession(request);
  }

  @Override
  public Optional<String> state(String pipeline) {
    return stored.state();
  }

  @Override
  public void replaceState(String pipeline, Optional<String> state) {
    stored = new Stored(state, stored.rows(), stored.runs());
  }

  @Override
  public List<RunRecord> runs() {
    List<RunRecord> runs = new ArrayList<>(stored.runs().values());
    Collections.reverse(runs);
    return runs;
  }

  private final class MemorySession implements Session {

    private final Map<TableName, Table> tables = new LinkedHashMap<>();
    private final Map<TableName, List<String>> rows = new TreeMap<>();
    private final Map<TableName, List<String>> replaced = new TreeMap<>();
    private Map<String, TableChanges> changes = new LinkedHashMap<>();
    private boolean refreshing;

    MemorySession(SessionRequest request) {
      refreshing = request.start() == SessionRequest.Start.FULL_REFRESH;
      stored.rows().forEach((table, each) -> rows.put(table, new ArrayList<>(each)));
    }

    @Override
    public Optional<String> state() {
      return stored.state();
    }

    @Override
    public Set<TableName> inspect(Schema selection) {
      return Set.of();
    }

    @Override
    public void declare(Table table) throws InterruptedException {
      steps.before("declare " + table.name());
      if (tables.put(table.name(), table) == null) {
        if (refreshing || !rows.containsKey(table.name())) {
          rows.put(table.name(), new ArrayList<>());
        }
        if (table.isReplaced()) {
          replaced.put(table.name(), new ArrayList<>());
        }
      }
    }

    @Override
    public void write(Batch batch) throws InterruptedException {
      steps.before("write " + batch.operations().size());
      batch.operations().forEach(operation -> operation.match(new Applying()));
    }

    @Override
    public Map<String, TableChanges> commit(String state, RunRecord run)
        throws InterruptedException {
      steps.before("commit");
      Map<TableName, List<String>> visible = new TreeMap<>();
      rows.forEach((table, each) -> visible.put(table, List.copyOf(each)));
      store(Optional.of(state), visible, run);
      refreshing = false;
      steps.before("after commit");
      Map<String, TableChanges> since = changes;
      changes = new LinkedHashMap<>();
      return since;
    }

    @Override
    public Map<String, TableChanges> finish(RunRecord run) throws InterruptedException {
      steps.before("finish");
      Map<TableName, List<String>> visible = new TreeMap<>(stored.rows());
      Map<String, TableChanges> swapped = new LinkedHashMap<>();
      if (run.outcome() == RunRecord.Outcome.COMPLETE) {
        replaced.forEach(
            (table, each) -> {
              visible.put(table, List.copyOf(each));
              swapped.put(table.value(), new TableChanges(each.size(), 0, 0, 0, 0));
            });
      }
      store(stored.state(), visible, run);
      return swapped;
    }

    @Override
    public void close() {}

    private void store(
        Optional<String> state, Map<TableName, List<String>> visible, RunRecord run) {
      Map<String, RunRecord> runs = new LinkedHashMap<>(stored.runs());
      runs.put(run.id(), run);
      stored = new Stored(state, visible, runs);
    }

    private final class Applying implements Operation.Cases<Void, RuntimeException> {

      @Override
      public Void upsert(Operation.Upsert upsert) {
        Table table = tables.get(upsert.table());
        if (table.isReplaced()) {
          replaced.get(table.name()).add(upsert.row().json());
          return null;
        }
        boolean known =
            switch (table.disposition()) {
              case MERGE -> remove(table, upsert.row());
              case APPEND, REPLACE -> false;
            };
        rows.get(table.name()).add(upsert.row().json());
        count(table, known ? new TableChanges(0, 1, 0, 0, 0) : new TableChanges(1, 0, 0, 0, 0));
        return null;
      }

      @Override
      public Void update(Operation.Update update) {
        return upsert(new Operation.Upsert(update.table(), update.row()));
      }

      @Override
      public Void delete(Operation.Delete delete) {
        Table table = tables.get(delete.table());
        if (remove(table, delete.key())) {
          count(table, new TableChanges(0, 0, 1, 0, 0));
        }
        return null;
      }

      @Override
      public Void truncate(Operation.Truncate truncate) {
        rows.get(truncate.table()).clear();
        return null;
      }

      @Override
      public Void setAside(Operation.SetAside setAside) {
        rows.computeIfAbsent(QUARANTINE, none -> new ArrayList<>())
            .add(setAside.reason() + ": " + setAside.record());
        count(tables.get(setAside.table()), new TableChanges(0, 0, 0, 0, 1));
        return null;
      }

      @Override
      public Void schemaChange(Operation.SchemaChange change) {
        throw new AssertionError("A batch holds operations on rows only");
      }

      @Override
      public Void warning(Operation.Warning warning) {
        throw new AssertionError("A batch holds operations on rows only");
      }

      @Override
      public Void progress(Operation.Progress progress) {
        throw new AssertionError("A batch holds operations on rows only");
      }

      @Override
      public Void checkpoint(Operation.Checkpoint checkpoint) {
        throw new AssertionError("A batch holds operations on rows only");
      }

      private boolean remove(Table table, dev.leat.sdk.row.Row row) {
        String key = table.primaryKey().get(0);
        String value = row.text(key).orElseThrow();
        return rows.get(table.name())
            .removeIf(
                each -> dev.leat.sdk.row.JsonRow.parse(each).text(key).orElseThrow().equals(value));
      }

      private void count(Table table, TableChanges change) {
        changes.merge(table.name().value(), change, TableChanges::plus);
      }
    }
  }
}
