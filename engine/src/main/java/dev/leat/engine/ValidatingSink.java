package dev.leat.engine;

import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.row.Row;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.StateOwner;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Holds a connector to the contract. A row of the source without its key is the source's fault, a
 * {@link SourceDataException}; everything else that does not fit is the connector's, a {@link
 * ContractViolation}. After the first refusal every further operation is refused with it: a
 * connector that swallows the exception cannot go on. Used by the source's thread.
 */
final class ValidatingSink implements OperationSink {

  private final OperationSink next;
  private final StateOwner owner;
  private final NewTables newTables;
  private final Map<TableName, Table> tables = new HashMap<>();
  private final Thread thread = Thread.currentThread();
  private final Rules rules = new Rules();
  private long unclaimed;
  private Optional<TableName> lastTable = Optional.empty();
  private Optional<RuntimeException> refusal = Optional.empty();

  /** Whether a connector may bring tables that it had not discovered. */
  enum NewTables {
    WELCOME,
    /** The user chose tables: others are not asked for. */
    REFUSED
  }

  /** A sink for the calling thread. */
  ValidatingSink(OperationSink next, StateOwner owner, Schema selection, NewTables newTables) {
    this.next = next;
    this.owner = owner;
    this.newTables = newTables;
    selection.tables().forEach(table -> tables.put(table.name(), table));
  }

  @Override
  public void accept(Operation operation) throws InterruptedException {
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    try {
      requireThread();
      operation.match(rules);
    } catch (ContractViolation | SourceDataException e) {
      refusal = Optional.of(e);
      throw e;
    }
    next.accept(operation);
  }

  /** The table of the last operation on rows; empty before the first. */
  Optional<TableName> lastTable() {
    return lastTable;
  }

  /**
   * To be called when the connector has returned.
   *
   * @throws RuntimeException the refusal that the connector swallowed, if there was one
   * @throws ContractViolation if rows follow the last checkpoint
   */
  void requireAllClaimed() {
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    if (unclaimed > 0) {
      throw new ContractViolation(
          "The connector returned with "
              + unclaimed
              + " operations of table \""
              + lastTable.map(TableName::value).orElse("")
              + "\" after its last checkpoint (checkpoint law 4): send checkpoint(state) after the"
              + " last row");
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

  private Table table(TableName name) {
    lastTable = Optional.of(name);
    unclaimed++;
    Table table = tables.get(name);
    if (table == null) {
      throw new ContractViolation(
          "The connector sent an operation of table \""
              + name
              + "\", which is neither selected nor announced (checkpoint law 5): read only"
              + " request.selection(), and send schemaChange(table) before the first row of a new"
              + " table");
    }
    return table;
  }

  private static Optional<String> missingKey(Table table, Row row) {
    for (String column : table.primaryKey()) {
      if (row.text(fieldName(column)).isEmpty()) {
        return Optional.of(column);
      }
    }
    return Optional.empty();
  }

  /** A name that starts with a slash would be taken for a JSON pointer. */
  private static String fieldName(String column) {
    return column.startsWith("/") ? "/" + column.replace("~", "~0").replace("/", "~1") : column;
  }

  private final class Rules implements Operation.Cases<Void, RuntimeException> {

    @Override
    public Void upsert(Operation.Upsert upsert) {
      Table table = table(upsert.table());
      Optional<String> missing = missingKey(table, upsert.row());
      if (missing.isPresent()) {
        throw new SourceDataException(
            "The source sent a row of table \""
                + table.name()
                + "\" without its key \""
                + missing.get()
                + "\" (the row has "
                + FieldNames.of(upsert.row())
                + "): ask the source's owner, or correct the key of the table");
      }
      return null;
    }

    @Override
    public Void update(Operation.Update update) {
      requireKey(table(update.table()), update.row(), "update");
      return null;
    }

    @Override
    public Void delete(Operation.Delete delete) {
      requireKey(table(delete.table()), delete.key(), "delete");
      return null;
    }

    @Override
    public Void truncate(Operation.Truncate truncate) {
      table(truncate.table());
      return null;
    }

    @Override
    public Void setAside(Operation.SetAside setAside) {
      table(setAside.table());
      return null;
    }

    @Override
    public Void schemaChange(Operation.SchemaChange change) {
      Table table = change.table();
      if (newTables == NewTables.REFUSED && !tables.containsKey(table.name())) {
        throw new ContractViolation(
            "The connector announced table \""
                + table.name()
                + "\", which was not selected: read only request.selection()");
      }
      tables.put(table.name(), table);
      return null;
    }

    @Override
    public Void warning(Operation.Warning warning) {
      return null;
    }

    @Override
    public Void progress(Operation.Progress progress) {
      return null;
    }

    @Override
    public Void checkpoint(Operation.Checkpoint checkpoint) {
      if (!checkpoint.state().owner().equals(owner)) {
        throw new ContractViolation(
            "The connector sent a checkpoint whose state belongs to "
                + checkpoint.state().owner()
                + ", not to "
                + owner
                + ": derive every state from request.state()");
      }
      unclaimed = 0;
      return null;
    }

    private void requireKey(Table table, Row row, String operation) {
      if (table.primaryKey().isEmpty()) {
        throw new ContractViolation(
            "The connector sent "
                + (operation.equals("update") ? "an " : "a ")
                + operation
                + " of table \""
                + table.name()
                + "\", which has no key to find the row by: declare key(...), or send upserts");
      }
      missingKey(table, row)
          .ifPresent(
              column -> {
                throw new ContractViolation(
                    "The connector sent "
                        + (operation.equals("update") ? "an " : "a ")
                        + operation
                        + " of table \""
                        + table.name()
                        + "\" without its key \""
                        + column
                        + "\" (the row has "
                        + FieldNames.of(row)
                        + "): give every key column a value that is not null");
              });
    }
  }
}
