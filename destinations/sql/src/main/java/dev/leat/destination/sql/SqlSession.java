package dev.leat.destination.sql;

import dev.leat.engine.destination.Batch;
import dev.leat.engine.destination.RunRecord;
import dev.leat.engine.destination.RunRecord.Outcome;
import dev.leat.engine.destination.Session;
import dev.leat.engine.destination.SessionRequest;
import dev.leat.engine.destination.SessionRequest.Deletes;
import dev.leat.engine.destination.StaleSessionException;
import dev.leat.engine.destination.TableChanges;
import dev.leat.sdk.Operation;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One sync into a database. For use by one thread. */
final class SqlSession implements Session {

  private final HeldDatabase held;
  private final Database database;
  private final SessionRequest request;
  private final CommitStep.Observer observer;
  private final SystemTables system;
  private final SchemaSettler settler;
  private final BulkLoad loader;
  private final Quarantine quarantine;
  private final SeenRows seen;
  private final TableDirectory directory;
  private final long sinceMicros;
  private final Map<TableName, TableWriter> writers = new LinkedHashMap<>();
  private final Map<TableWriter, NestedTables> nested = new HashMap<>();
  private final Set<TableWriter> unrecorded = new HashSet<>();
  private SystemTables.Stored stored;
  private List<SystemTables.Lost> lost = List.of();
  private int nestedStages;
  private long largestBatch;
  private long bytesOfCommit;
  private long operationsOfCommit;

  /**
   * @param held closed with the session; not if this constructor fails
   */
  SqlSession(HeldDatabase held, SessionRequest request, CommitStep.Observer observer)
      throws SQLException {
    this.held = held;
    this.database = held.database();
    this.request = request;
    this.observer = observer;
    this.system = new SystemTables(database);
    this.settler = new SchemaSettler(database, request.listener());
    this.sinceMicros = nowMicros();
    system.create();
    this.loader = database.bulkLoad();
    this.quarantine = new Quarantine(database, loader, request.listener());
    this.seen = new SeenRows(database, request.pipeline(), request.listener());
    this.stored = takeOver();
    this.directory = new TableDirectory(database, system, request, stored);
  }

  @Override
  public Optional<String> state() {
    return explained(() -> system.state(request.pipeline()));
  }

  @Override
  public Set<TableName> inspect(Schema selection) {
    return explained(
        () -> {
          Inspection inspection = new Inspection(database, directory, stored, request);
          Set<TableName> gone = inspection.run(selection);
          lost = inspection.lost();
          return gone;
        });
  }

  @Override
  public void declare(Table table) {
    explained(
        () -> {
          TableWriter writer = writers.get(table.name());
          if (writer == null) {
            writer = newWriter(table);
            unrecorded.add(writer);
            writers.put(table.name(), writer);
            nested.put(writer, nestedIn(writer));
          }
          writer.declare(table);
          return null;
        });
  }

  @Override
  public void write(Batch batch) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("Interrupted before a batch was written");
    }
    OperationRouter router = new OperationRouter(writers, nowMicros());
    largestBatch = Math.max(largestBatch, batch.bytes());
    bytesOfCommit += batch.bytes();
    operationsOfCommit += batch.operations().size();
    explained(
        () -> {
          for (Operation operation : batch.operations()) {
            router.route(operation);
          }
          return null;
        });
  }

  @Override
  public Map<String, TableChanges> commit(String state, RunRecord run) {
    SystemTables.Stored next = stored.committed(replacing());
    return explained(
        () -> {
          settle();
          Map<String, TableChanges> changes =
              transact(next, Optional.of(state), run, this::mergeAll);
          writers.values().forEach(TableWriter::sideIsStarted);
          unrecorded.clear();
          lost = List.of();
          forgetStaged();
          held.committed();
          return changes;
        });
  }

  @Override
  public Map<String, TableChanges> finish(RunRecord run) {
    return explained(
        () -> {
          forgetStaged();
          List<TableSwap> swaps = swaps(run.outcome());
          for (TableSwap swap : swaps) {
            swap.prepare();
            unrecorded.addAll(nested.get(swap.writer()).prepareSwap(marksDeleted()));
          }
          List<String> waiting = new ArrayList<>(stored.replacing());
          swaps.forEach(swap -> waiting.remove(swap.source()));
          Map<String, TableChanges> changes =
              transact(
                  stored.committed(waiting),
                  Optional.empty(),
                  run,
                  () -> {
                    Map<String, TableChanges> done = new LinkedHashMap<>();
                    for (TableSwap swap : swaps) {
                      done.put(swap.source(), swap.run());
                      nested.get(swap.writer()).apply();
                      recordChildren(swap.writer());
                    }
                    quarantine.store(request.pipeline(), request.runId());
                    return done;
                  });
          for (TableSwap swap : swaps) {
            swap.dropSide();
          }
          quarantine.clear();
          held.committed();
          return changes;
        });
  }

  @Override
  public void close() {
    held.close();
  }

  /** Every session has a number of its own, so that an older one notices that it is fenced off. */
  private SystemTables.Stored takeOver() throws SQLException {
    SystemTables.Stored before = system.stored(request.pipeline());
    SystemTables.Stored mine =
        new SystemTables.Stored(before.epoch() + 1, before.version(), before.replacing());
    database.begin();
    try {
      system.store(request.pipeline(), before, mine, request.clock().instant());
      database.commit();
      return mine;
    } catch (SQLException e) {
      database.rollback(e);
      throw e;
    }
  }

  private TableWriter newWriter(Table table) throws SQLException {
    String source = table.name().value();
    return new TableWriter(
        database.dialect(),
        directory.place(table),
        request.contract(),
        quarantine,
        directory.columns(source),
        new Stage(database, loader, "leat_stage_" + writers.size()));
  }

  private NestedTables nestedIn(TableWriter writer) throws SQLException {
    return new NestedTables(
        database,
        settler,
        writer,
        request.nested(),
        (source, stored) ->
            new TableWriter(
                database.dialect(),
                directory.nestedPlace(source, stored),
                request.contract(),
                quarantine,
                directory.columns(source),
                new Stage(database, loader, "leat_stage_nested_" + nestedStages++)),
        directory.nestedIn(writer.place().source()));
  }

  private long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, request.clock().instant());
  }

  private boolean marksDeleted() {
    return request.deletes() == Deletes.SOFT;
  }

  private List<String> replacing() {
    List<String> replacing = new ArrayList<>(stored.replacing());
    for (TableWriter writer : writers.values()) {
      replacing.remove(writer.place().source());
      if (writer.place().replaces()) {
        replacing.add(writer.place().source());
      }
    }
    return replacing;
  }

  private void settle() throws SQLException {
    quarantine.flush();
    int widest = writers.values().stream().mapToInt(each -> each.columns().size()).max().orElse(0);
    held.expect(widest, largestBatch, bytesOfCommit, operationsOfCommit);
    bytesOfCommit = 0;
    operationsOfCommit = 0;
    for (TableWriter writer : writers.values()) {
      writer.stage().flush();
      if (settler.settle(writer, marksDeleted())) {
        unrecorded.add(writer);
      }
      unrecorded.addAll(nested.get(writer).prepareCommit(marksDeleted()));
    }
    observer.reached(CommitStep.SCHEMA_SETTLED);
  }

  private Map<String, TableChanges> mergeAll() throws SQLException {
    Map<String, TableChanges> changes = new LinkedHashMap<>();
    Instant now = request.clock().instant();
    for (SystemTables.Lost each : lost) {
      system.forget(request.pipeline(), each);
    }
    for (TableWriter writer : writers.values()) {
      writer.emptySideOnce(database);
      String source = writer.place().source();
      TableChanges merged =
          new TableMerge(database, writer, seen, sinceMicros, marksDeleted()).run();
      if (writer.place().replaces()) {
        merged = besidesSwap(merged);
      } else {
        nested.get(writer).apply();
      }
      TableChanges aside = new TableChanges(0, 0, 0, 0, quarantine.count(source));
      changes.put(source, merged.plus(aside));
      if (unrecorded.contains(writer)) {
        system.storeSchema(request.pipeline(), writer, now);
      }
      recordChildren(writer);
    }
    quarantine.store(request.pipeline(), request.runId());
    return changes;
  }

  /** What a swap will not count: rows that do not stay in the side table until then. */
  private static TableChanges besidesSwap(TableChanges side) {
    long gone = side.updated() + side.deleted() + side.older();
    return new TableChanges(0, 0, 0, side.unchanged(), gone, 0);
  }

  private void recordChildren(TableWriter parent) throws SQLException {
    for (NestedTables.ChildTable child : nested.get(parent).tables()) {
      if (unrecorded.contains(child.writer())) {
        system.storeSchema(request.pipeline(), child.writer(), request.clock().instant());
      }
    }
    quarantine.flush();
  }

  /**
   * Rows, state and run record together, or nothing of them.
   *
   * @param state empty if it stays as it is
   */
  private <T> T transact(
      SystemTables.Stored next, Optional<String> state, RunRecord run, Work<T> work)
      throws SQLException {
    boolean committing = false;
    T result = null;
    try {
      database.begin();
      observer.reached(CommitStep.TRANSACTION_BEGUN);
      requireMine();
      result = work.done();
      observer.reached(CommitStep.ROWS_MERGED);
      store(next, state);
      system.store(run);
      observer.reached(CommitStep.STATE_STORED);
      committing = true;
      database.commit();
      observer.reached(CommitStep.COMMITTED);
    } catch (SQLException | RuntimeException e) {
      database.rollback(e);
      if (!committing || !isStored(next, e)) {
        throw e;
      }
    }
    stored = next;
    return result;
  }

  private void store(SystemTables.Stored next, Optional<String> state) throws SQLException {
    Instant now = request.clock().instant();
    if (state.isPresent()) {
      system.store(request.pipeline(), next, state, now);
    } else {
      system.store(request.pipeline(), stored, next, now);
    }
  }

  private void requireMine() throws SQLException {
    SystemTables.Stored now = system.stored(request.pipeline());
    if (now.epoch() != stored.epoch() || now.version() != stored.version()) {
      throw new StaleSessionException(
          "Pipeline "
              + request.pipeline()
              + " was taken over by another sync (number "
              + now.epoch()
              + ", this is number "
              + stored.epoch()
              + "): nothing of this commit was stored; let the other one finish");
    }
  }

  /** Whether a commit that failed was in fact done: the stored number decides. */
  private boolean isStored(SystemTables.Stored expected, Exception because) {
    try {
      return held.regained(because) && system.stored(request.pipeline()).equals(expected);
    } catch (SQLException e) {
      because.addSuppressed(e);
      return false;
    }
  }

  private void forgetStaged() throws SQLException {
    for (TableWriter writer : writers.values()) {
      writer.clear();
      nested.get(writer).clear();
    }
    quarantine.clear();
  }

  private List<TableSwap> swaps(Outcome outcome) {
    List<TableSwap> swaps = new ArrayList<>();
    for (TableWriter writer : writers.values()) {
      TableSwap swap = new TableSwap(database, settler, writer, seen, nowMicros());
      if (stored.replacing().contains(writer.place().source()) && swap.isDue(outcome)) {
        swaps.add(swap);
      }
    }
    return swaps;
  }

  private <T> T explained(Work<T> work) {
    try {
      return work.done();
    } catch (SQLException e) {
      throw held.explained(e);
    }
  }

  /** Something that the database may refuse. */
  @FunctionalInterface
  private interface Work<T> {
    T done() throws SQLException;
  }
}
