package dev.leat.sdk;

import dev.leat.sdk.schema.TableName;
import java.util.Optional;

/** The table that an operation is about. Stateless. */
final class TableOf implements Operation.Cases<Optional<TableName>, RuntimeException> {

  static final TableOf INSTANCE = new TableOf();

  private TableOf() {}

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
  public Optional<TableName> setAside(Operation.SetAside setAside) {
    return Optional.of(setAside.table());
  }

  @Override
  public Optional<TableName> schemaChange(Operation.SchemaChange schemaChange) {
    return Optional.of(schemaChange.table().name());
  }

  @Override
  public Optional<TableName> warning(Operation.Warning warning) {
    return Optional.empty();
  }

  @Override
  public Optional<TableName> progress(Operation.Progress progress) {
    return Optional.of(progress.table());
  }

  @Override
  public Optional<TableName> checkpoint(Operation.Checkpoint checkpoint) {
    return Optional.empty();
  }
}
