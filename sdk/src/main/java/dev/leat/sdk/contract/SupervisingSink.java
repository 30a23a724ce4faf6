package dev.leat.sdk.contract;

import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.row.Row;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Lets pass what keeps the laws; see {@link SupervisedSync}. Used by the thread that made it: any
 * other is refused.
 */
final class SupervisingSink implements OperationSink {

  private final OperationSink next;
  private final State start;
  private final Predicate<TableName> newTables;
  private final Map<TableName, Keys> keys = new HashMap<>();
  private final Set<TableName> passedOver = new HashSet<>();
  private final Thread thread = Thread.currentThread();
  private final Laws laws = new Laws();
  private State claimed;
  private long unclaimed;
  private TableName lastTable;
  private Keys lastKeys;
  private volatile Throwable refusal;
  private volatile boolean ended;

  SupervisingSink(OperationSink next, SyncRequest request, Predicate<TableName> newTables) {
    this.next = next;
    this.start = request.state();
    this.claimed = start;
    this.newTables = newTables;
    request.selection().tables().forEach(table -> keys.put(table.name(), Keys.of(table)));
  }

  @Override
  public void accept(Operation operation) throws InterruptedException {
    if (ended) {
      throw new ContractViolation(
          "The sink was called after sync() had ended: nothing may be sent any more");
    }
    throwRefusal();
    try {
      requireThread();
      if (operation == null) {
        throw new ContractViolation("The connector sent null in place of an operation");
      }
      operation.match(laws);
    } catch (RuntimeException | Error | InterruptedException e) {
      refusal = e;
      throw e;
    }
  }

  /**
   * The connector has returned: nothing passes any more.
   *
   * @throws RuntimeException the refusal that the connector swallowed, if there was one
   * @throws ContractViolation if rows follow the last checkpoint
   */
  void end() throws InterruptedException {
    ended = true;
    throwRefusal();
    if (unclaimed > 0) {
      throw new ContractViolation(
          "The connector returned with "
              + unclaimed
              + (unclaimed == 1 ? " operation" : " operations")
              + " after its last checkpoint, the last of table \""
              + lastTable
              + "\" (checkpoint law 4): send checkpoint(state) after the last row");
    }
  }

  /**
   * The connector has thrown: nothing passes any more.
   *
   * @throws RuntimeException the refusal that the connector wrapped or replaced, if there was one
   */
  void endAfter(Throwable thrown) throws InterruptedException {
    ended = true;
    if (refusal != null && refusal != thrown) {
      refusal.addSuppressed(thrown);
      throwRefusal();
    }
  }

  /** The table of the last operation that was about one; empty before the first. */
  Optional<TableName> lastTable() {
    return Optional.ofNullable(lastTable);
  }

  /** What the last lawful checkpoint claimed; where the sync started if there was none. */
  State claimed() {
    return claimed;
  }

  private void throwRefusal() throws InterruptedException {
    if (refusal instanceof InterruptedException interrupted) {
      throw interrupted;
    }
    if (refusal instanceof Error error) {
      throw error;
    }
    if (refusal instanceof RuntimeException exception) {
      throw exception;
    }
  }

  private void requireThread() {
    if (Thread.currentThread() != thread) {
      throw new ContractViolation(
          "The sink was called by thread \""
              + Thread.currentThread().getName()
              + "\": only the thread that sync() was called with may call it");
    }
  }

  /** The keys of the table of a data operation; null if it is passed over. */
  private Keys keysOf(TableName table) {
    if (!table.equals(lastTable)) {
      lastTable = table;
      lastKeys = keys.get(table);
    }
    if (lastKeys == null && !passedOver.contains(table)) {
      throw new ContractViolation(
          "The connector sent an operation of table \""
              + table
              + "\", which is neither selected nor announced (checkpoint law 5): read only"
              + " request.selection(), and send schemaChange(table) before the first row of a new"
              + " table");
    }
    return lastKeys;
  }

  private void pass(Operation data) throws InterruptedException {
    unclaimed++;
    next.accept(data);
  }

  private final class Laws implements Operation.Cases<Void, InterruptedException> {

    @Override
    public Void upsert(Operation.Upsert upsert) throws InterruptedException {
      Keys key = keysOf(upsert.table());
      if (key == null) {
        return null;
      }
      String missing = key.missingIn(upsert.row());
      pass(missing == null ? upsert : keyless(upsert, missing));
      return null;
    }

    @Override
    public Void update(Operation.Update update) throws InterruptedException {
      if (hasWholeKey(update.table(), update.row(), "an update")) {
        pass(update);
      }
      return null;
    }

    @Override
    public Void delete(Operation.Delete delete) throws InterruptedException {
      if (hasWholeKey(delete.table(), delete.key(), "a delete")) {
        pass(delete);
      }
      return null;
    }

    @Override
    public Void truncate(Operation.Truncate truncate) throws InterruptedException {
      if (keysOf(truncate.table()) != null) {
        pass(truncate);
      }
      return null;
    }

    @Override
    public Void setAside(Operation.SetAside setAside) throws InterruptedException {
      if (keysOf(setAside.table()) != null) {
        pass(setAside);
      }
      return null;
    }

    @Override
    public Void schemaChange(Operation.SchemaChange change) throws InterruptedException {
      Table table = change.table();
      if (keys.containsKey(table.name()) || newTables.test(table.name())) {
        keys.put(table.name(), Keys.of(table));
        next.accept(change);
      } else if (passedOver.add(table.name())) {
        next.accept(
            new Operation.Warning(
                "Table \""
                    + table.name()
                    + "\" is new and was not selected: its rows are passed over. Select it to read"
                    + " them"));
      }
      lastTable = table.name();
      lastKeys = keys.get(lastTable);
      return null;
    }

    @Override
    public Void warning(Operation.Warning warning) throws InterruptedException {
      next.accept(warning);
      return null;
    }

    @Override
    public Void progress(Operation.Progress progress) throws InterruptedException {
      if (!passedOver.contains(progress.table())) {
        next.accept(progress);
      }
      return null;
    }

    @Override
    public Void checkpoint(Operation.Checkpoint checkpoint) throws InterruptedException {
      State state = checkpoint.state();
      if (!state.owner().equals(start.owner())) {
        throw new ContractViolation(
            "The connector sent a checkpoint whose state belongs to another connector or source"
                + " (connector \""
                + state.owner().connector()
                + "\"): derive every state from request.state()");
      }
      State lawful = withCursorsOfOthers(state);
      next.accept(passedOver.isEmpty() ? checkpoint : new Operation.Checkpoint(lawful));
      claimed = lawful;
      unclaimed = 0;
      return null;
    }

    private Operation.SetAside keyless(Operation.Upsert upsert, String missing) {
      return new Operation.SetAside(
          upsert.table(),
          upsert.row().json(),
          "the row has no value in its key column \"" + missing + "\"");
    }

    private boolean hasWholeKey(TableName table, Row row, String what) {
      Keys key = keysOf(table);
      if (key == null) {
        return false;
      }
      if (key.isEmpty()) {
        throw new ContractViolation(
            "The connector sent "
                + what
                + " of table \""
                + table
                + "\", which has no key to find the row by: declare key(...), or send upserts");
      }
      String missing = key.missingIn(row);
      if (missing != null) {
        throw new ContractViolation(
            "The connector sent "
                + what
                + " of table \""
                + table
                + "\" without its key \""
                + missing
                + "\" (the row has "
                + FieldNames.of(row)
                + "): give every key column a value that is not null");
      }
      return true;
    }

    /** The state, in which the cursor of a table that is passed over is still where it was. */
    private State withCursorsOfOthers(State state) {
      State lawful = state;
      for (TableName table : passedOver) {
        Optional<Cursor> before = start.cursor(table);
        if (!state.cursor(table).equals(before)) {
          State rest = lawful.without(table);
          lawful = before.map(cursor -> rest.with(table, cursor)).orElse(rest);
        }
      }
      requireSameCursors(start, lawful);
      requireSameCursors(lawful, start);
      return lawful;
    }

    /** Refuses a cursor of a table that is not read, unless the other state has the same one. */
    private void requireSameCursors(State one, State other) {
      one.cursors()
          .forEach(
              (table, cursor) -> {
                boolean isRead = keys.containsKey(table);
                if (!isRead && !other.cursor(table).equals(Optional.of(cursor))) {
                  throw new ContractViolation(
                      "The connector sent a checkpoint that drops or moves the cursor of table \""
                          + table
                          + "\", which is not read in this sync: derive every state from"
                          + " request.state(), and set the cursors of request.selection() only");
                }
              });
    }
  }
}
