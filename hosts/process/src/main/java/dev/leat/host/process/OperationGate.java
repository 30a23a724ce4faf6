package dev.leat.host.process;

import dev.leat.sdk.Operation;
import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.schema.TableName;
import java.util.HashSet;
import java.util.Set;

/** Lets through what is said of one table. What is said of any other is passed over, once aloud. */
final class OperationGate implements Operation.Cases<Void, RuntimeException> {

  private final TableOutput out;
  private final TableName selected;
  private final Redactor redactor;
  private final Set<TableName> passedOver = new HashSet<>();

  OperationGate(TableOutput out, Redactor redactor) {
    this.out = out;
    this.selected = out.table().name();
    this.redactor = redactor;
  }

  @Override
  public Void upsert(Operation.Upsert upsert) {
    if (isSelected(upsert.table())) {
      out.upsert(upsert.row());
    }
    return null;
  }

  @Override
  public Void update(Operation.Update update) {
    if (isSelected(update.table())) {
      out.update(update.row());
    }
    return null;
  }

  @Override
  public Void delete(Operation.Delete delete) {
    if (isSelected(delete.table())) {
      out.delete(delete.key());
    }
    return null;
  }

  @Override
  public Void truncate(Operation.Truncate truncate) {
    if (isSelected(truncate.table())) {
      out.truncate(truncate.before());
    }
    return null;
  }

  @Override
  public Void setAside(Operation.SetAside aside) {
    if (isSelected(aside.table())) {
      out.warning(redactor.redact(aside.reason()));
    }
    return null;
  }

  @Override
  public Void schemaChange(Operation.SchemaChange change) {
    if (isSelected(change.table().name())) {
      out.schemaChange(change.table());
    }
    return null;
  }

  @Override
  public Void warning(Operation.Warning warning) {
    out.warning(redactor.redact(warning.message()));
    return null;
  }

  @Override
  public Void progress(Operation.Progress progress) {
    out.progress();
    return null;
  }

  @Override
  public Void checkpoint(Operation.Checkpoint checkpoint) {
    out.checkpoint(checkpoint.state().cursor(selected));
    return null;
  }

  private boolean isSelected(TableName table) {
    if (table.equals(selected)) {
      return true;
    }
    if (passedOver.add(table)) {
      out.warning(
          "Table \""
              + table
              + "\" is not selected here and its rows are passed over: discover again to select"
              + " it");
    }
    return false;
  }
}
