package dev.leat.testkit;

import dev.leat.sdk.Operation;
import dev.leat.sdk.schema.TableName;
import java.util.Optional;

/** Whose rows an operation changes; empty if it changes none. Stateless. */
final class RowsOf implements Operation.Cases<Optional<TableName>> {

  @Override
  public Optional<TableName> upsert(Operation.Upsert upsert) {
    return Optional.of(upsert.table());
  }

  @Override
  public Optional<TableName> update(Operation.Update update) {
    return Optional.of(update.table());
  }

  @Override
  public Optional<TableName> delete(Operation.Delete delete) {
    return Optional.of(delete.table());
  }

  @Override
  public Optional<TableName> truncate(Operation.Truncate truncate) {
    return Optional.of(truncate.table());
  }

  @Override
  public Optional<TableName> schemaChange(Operation.SchemaChange change) {
    return Optional.empty();
  }

  @Override
  public Optional<TableName> warning(Operation.Warning warning) {
    return Optional.empty();
  }

  @Override
  public Optional<TableName> progress(Operation.Progress progress) {
    return Optional.empty();
  }

  @Override
  public Optional<TableName> checkpoint(Operation.Checkpoint checkpoint) {
    return Optional.empty();
  }
}
