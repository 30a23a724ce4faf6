package dev.leat.sdk;

import dev.leat.sdk.row.Row;
import java.util.Optional;

/** The row, or key, that an operation carries. Stateless. */
final class RowOf implements Operation.Cases<Optional<Row>, RuntimeException> {

  static final RowOf INSTANCE = new RowOf();

  private RowOf() {}

  @Override
  public Optional<Row> upsert(Operation.Upsert upsert) {
    return Optional.of(upsert.row());
  }

  @Override
  public Optional<Row> update(Operation.Update update) {
    return Optional.of(update.row());
  }

  @Override
  public Optional<Row> delete(Operation.Delete delete) {
    return Optional.of(delete.key());
  }

  @Override
  public Optional<Row> truncate(Operation.Truncate truncate) {
    return Optional.empty();
  }

  @Override
  public Optional<Row> setAside(Operation.SetAside setAside) {
    return Optional.empty();
  }

  @Override
  public Optional<Row> schemaChange(Operation.SchemaChange schemaChange) {
    return Optional.empty();
  }

  @Override
  public Optional<Row> warning(Operation.Warning warning) {
    return Optional.empty();
  }

  @Override
  public Optional<Row> progress(Operation.Progress progress) {
    return Optional.empty();
  }

  @Override
  public Optional<Row> checkpoint(Operation.Checkpoint checkpoint) {
    return Optional.empty();
  }
}
