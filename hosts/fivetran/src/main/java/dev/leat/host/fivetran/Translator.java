package dev.leat.host.fivetran;

import dev.leat.host.fivetran.wire.Record;
import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.State;
import io.grpc.Status;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sends the operations of one sync as Fivetran's messages, and holds the connector to the contract.
 * After the first refusal every further operation is refused with it. For use by one thread.
 */
final class Translator implements OperationSink {

  private final ResponseStream stream;
  private final ChosenTables chosen;
  private final Replacements replacements;
  private final Instant start;
  private final Map<TableName, TableShape> shapes = new HashMap<>();
  private final Set<TableName> begun = new HashSet<>();
  private final Set<TableName> emptied = new HashSet<>();
  private final RowConverter rows = new RowConverter();
  private final Tally tally = new Tally();
  private final Outbox outbox;
  private final Translation translation = new Translation();
  private State last;
  private long unclaimed;
  private Optional<RuntimeException> refusal = Optional.empty();

  Translator(
      ResponseStream stream,
      LogLines log,
      ChosenTables chosen,
      Replacements replacements,
      SyncRequest request) {
    this.stream = stream;
    this.outbox = new Outbox(log, tally);
    this.chosen = chosen;
    this.replacements = replacements;
    this.start = request.clock().instant();
    this.last = request.state();
    request
        .selection()
        .tables()
        .forEach(
            table ->
                chosen
                    .selector(table.name())
                    .ifPresent(
                        selector -> shapes.put(table.name(), new TableShape(table, selector))));
  }

  @Override
  public void accept(Operation operation) throws InterruptedException {
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    try {
      operation.match(translation);
      outbox.drainTo(stream);
    } catch (RuntimeException e) {
      refusal = Optional.of(e);
      throw e;
    }
  }

  /**
   * The connector has returned: sends what is left.
   *
   * @throws RuntimeException the refusal that the connector swallowed, if there was one
   * @throws IllegalStateException if rows follow the last checkpoint
   */
  void end(SyncResult result) throws InterruptedException {
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    if (unclaimed > 0) {
      throw new IllegalStateException(
          "it returned with "
              + unclaimed
              + " operations after its last checkpoint: send checkpoint(state) after the last row");
    }
    if (result.isComplete()) {
      replacements.left().forEach(table -> replace(shapes.get(table)));
      if (replacements.end()) {
        claim(last);
      }
    }
    outbox.flush();
    outbox.drainTo(stream);
  }

  /** What was sent so far. */
  Tally tally() {
    return tally;
  }

  private void claim(State state) {
    outbox.checkpoint(replacements.stored(state));
    last = state;
    unclaimed = 0;
  }

  /** Empties the table if a new pass over it begins here. */
  private void replace(TableShape shape) {
    if (replacements.begin(shape.name())) {
      empty(shape);
    }
  }

  private void empty(TableShape shape) {
    if (emptied.add(shape.name())) {
      outbox.put(rows.truncate(shape));
    }
  }

  /** Adds a row, after what the row needs: an empty table, columns that hold it. */
  private void row(TableShape shape, Record record) {
    if (shape.takeChanged()) {
      outbox.announce(shape);
      shape.takeNews().forEach(outbox::warn);
    }
    begun.add(shape.name());
    outbox.put(record);
    unclaimed++;
  }

  private TableShape shape(TableName name) {
    TableShape shape = shapes.get(name);
    if (shape == null) {
      throw new IllegalStateException(
          "it sent an operation of table \""
              + name
              + "\", which is neither selected nor announced: read request.selection() only, and"
              + " send schemaChange(table) before the first row of a new table");
    }
    return shape;
  }

  /** Adds a row that names another one by its key. */
  private void keyed(TableShape shape, Record record) {
    if (shape.table().primaryKey().isEmpty() || shape.missingKey(record).isPresent()) {
      throw new IllegalStateException(
          "it sent an operation "
              + record.getType()
              + " of table \""
              + shape.name()
              + "\" without the key to find the row by: declare key(...), and give every key"
              + " column a value");
    }
    row(shape, record);
  }

  private final class Translation implements Operation.Cases<Void, RuntimeException> {

    @Override
    public Void upsert(Operation.Upsert upsert) {
      TableShape shape = shape(upsert.table());
      replace(shape);
      Record record = rows.upsert(shape, upsert.row());
      shape
          .missingKey(record)
          .ifPresent(
              key -> {
                throw new SourceDataException(
                    "The source sent a row of table \""
                        + shape.name()
                        + "\" without its key \""
                        + key
                        + "\": ask the source's owner, or correct the key of the table");
              });
      row(shape, record);
      return null;
    }

    @Override
    public Void update(Operation.Update update) {
      TableShape shape = shape(update.table());
      replace(shape);
      keyed(shape, rows.update(shape, update.row()));
      return null;
    }

    @Override
    public Void delete(Operation.Delete delete) {
      TableShape shape = shape(delete.table());
      replace(shape);
      keyed(shape, rows.delete(shape, delete.key()));
      return null;
    }

    @Override
    public Void truncate(Operation.Truncate truncate) {
      TableShape shape = shape(truncate.table());
      boolean partly = truncate.before().filter(before -> before.isBefore(start)).isPresent();
      if (partly || begun.contains(shape.name())) {
        throw Failure.refusal(
            Status.Code.UNIMPLEMENTED,
            "The connector empties table \""
                + shape.name()
                + (partly ? "\" of its older rows only" : "\" after rows of this sync")
                + ": Fivetran can only empty all of a table before its first row");
      }
      replacements.begin(shape.name());
      empty(shape);
      unclaimed++;
      return null;
    }

    @Override
    public Void setAside(Operation.SetAside aside) {
      shape(aside.table());
      outbox.warn(aside.reason());
      unclaimed++;
      return null;
    }

    @Override
    public Void schemaChange(Operation.SchemaChange change) {
      Table table = change.table();
      TableShape known = shapes.get(table.name());
      if (known != null) {
        known.redeclare(table);
      } else {
        TableSelector selector =
            chosen
                .selector(table.name())
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            "it announced table \""
                                + table.name()
                                + "\", which was not selected: read request.selection() only"));
        known = new TableShape(table, selector);
        shapes.put(table.name(), known);
      }
      known.takeChanged();
      outbox.announce(known);
      return null;
    }

    @Override
    public Void warning(Operation.Warning warning) {
      outbox.warn(warning.message());
      return null;
    }

    @Override
    public Void progress(Operation.Progress progress) {
      tally.addProgress(progress.pages(), progress.retries());
      return null;
    }

    @Override
    public Void checkpoint(Operation.Checkpoint checkpoint) {
      if (!checkpoint.state().owner().equals(last.owner())) {
        throw new IllegalStateException(
            "it sent a checkpoint whose state is not its own: derive every state from"
                + " request.state()");
      }
      claim(checkpoint.state());
      return null;
    }
  }
}
