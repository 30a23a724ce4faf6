package dev.leat.host.fivetran;

import dev.leat.host.fivetran.wire.Record;
import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.contract.SetAsideNotes;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.State;
import io.grpc.Status;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Sends the operations of one sync as Fivetran's messages. For use by one thread. */
final class Translator implements OperationSink {

  private final ResponseStream stream;
  private final ChosenTables chosen;
  private final Replacements replacements;
  private final Instant start;
  private final Map<TableName, TableShape> shapes = new HashMap<>();
  private final Set<TableName> begun = new HashSet<>();
  private final Set<TableName> emptied = new HashSet<>();
  private final RowConverter rows = new RowConverter();
  private final SentCounts tally = new SentCounts();
  private final Outbox outbox;
  private final SetAsideNotes notes = new SetAsideNotes();
  private final Translation translation = new Translation();
  private State last;

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
    operation.match(translation);
    outbox.drainTo(stream);
  }

  /** The connector has returned: sends what is left. */
  void end(SyncResult result) throws InterruptedException {
    if (result.isComplete()) {
      replacements.left().forEach(table -> replace(shapes.get(table)));
      if (replacements.end()) {
        claim(last);
      }
    }
    notes.summary().ifPresent(outbox::warn);
    outbox.flush();
    outbox.drainTo(stream);
  }

  /** What was sent so far. */
  SentCounts tally() {
    return tally;
  }

  private void claim(State state) {
    outbox.checkpoint(replacements.stored(state));
    last = state;
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
  }

  private final class Translation implements Operation.Cases<Void, RuntimeException> {

    @Override
    public Void upsert(Operation.Upsert upsert) {
      TableShape shape = shapes.get(upsert.table());
      replace(shape);
      row(shape, rows.upsert(shape, upsert.row()));
      return null;
    }

    @Override
    public Void update(Operation.Update update) {
      TableShape shape = shapes.get(update.table());
      replace(shape);
      row(shape, rows.update(shape, update.row()));
      return null;
    }

    @Override
    public Void delete(Operation.Delete delete) {
      TableShape shape = shapes.get(delete.table());
      replace(shape);
      row(shape, rows.delete(shape, delete.key()));
      return null;
    }

    @Override
    public Void truncate(Operation.Truncate truncate) {
      TableShape shape = shapes.get(truncate.table());
      boolean partly = truncate.before().filter(before -> before.isBefore(start)).isPresent();
      if (partly || begun.contains(shape.name())) {
        throw GrpcFailure.refusal(
            Status.Code.UNIMPLEMENTED,
            "The connector empties table \""
                + shape.name()
                + (partly ? "\" of its older rows only" : "\" after rows of this sync")
                + ": Fivetran can only empty all of a table before its first row");
      }
      replacements.begin(shape.name());
      empty(shape);
      return null;
    }

    @Override
    public Void setAside(Operation.SetAside aside) {
      notes.note(aside).ifPresent(outbox::warn);
      return null;
    }

    @Override
    public Void schemaChange(Operation.SchemaChange change) {
      Table table = change.table();
      TableShape known = shapes.get(table.name());
      if (known != null) {
        known.redeclare(table);
      } else {
        known = new TableShape(table, chosen.selector(table.name()).orElseThrow());
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
      claim(checkpoint.state());
      return null;
    }
  }
}
