package dev.leat.host.process;

import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.contract.SetAsideNotes;

/** Tells a platform what is said of one table. Used by one thread. */
final class TableFeed implements OperationSink, Operation.Cases<Void, RuntimeException> {

  private final TableOutput out;
  private final Redactor redactor;
  private final SetAsideNotes notes = new SetAsideNotes();

  TableFeed(TableOutput out, Redactor redactor) {
    this.out = out;
    this.redactor = redactor;
  }

  @Override
  public void accept(Operation operation) {
    operation.match(this);
  }

  /** Says what is left to say when the connector has ended, however it has. */
  void end() {
    notes.summary().ifPresent(this::warn);
  }

  @Override
  public Void upsert(Operation.Upsert upsert) {
    out.upsert(upsert.row());
    return null;
  }

  @Override
  public Void update(Operation.Update update) {
    out.update(update.row());
    return null;
  }

  @Override
  public Void delete(Operation.Delete delete) {
    out.delete(delete.key());
    return null;
  }

  @Override
  public Void truncate(Operation.Truncate truncate) {
    out.truncate(truncate.before());
    return null;
  }

  @Override
  public Void setAside(Operation.SetAside aside) {
    notes.note(aside).ifPresent(this::warn);
    return null;
  }

  @Override
  public Void schemaChange(Operation.SchemaChange change) {
    out.schemaChange(change.table());
    return null;
  }

  @Override
  public Void warning(Operation.Warning warning) {
    warn(warning.message());
    return null;
  }

  @Override
  public Void progress(Operation.Progress progress) {
    out.progress();
    return null;
  }

  @Override
  public Void checkpoint(Operation.Checkpoint checkpoint) {
    out.checkpoint(checkpoint.state().cursor(out.table().name()));
    return null;
  }

  private void warn(String message) {
    out.warning(redactor.redact(message));
  }
}
