package dev.leat.sdk;

/** Whether an operation is counted and claimed. Stateless. */
final class IsData implements Operation.Cases<Boolean, RuntimeException> {

  static final IsData INSTANCE = new IsData();

  private IsData() {}

  @Override
  public Boolean upsert(Operation.Upsert upsert) {
    return true;
  }

  @Override
  public Boolean update(Operation.Update update) {
    return true;
  }

  @Override
  public Boolean delete(Operation.Delete delete) {
    return true;
  }

  @Override
  public Boolean truncate(Operation.Truncate truncate) {
    return true;
  }

  @Override
  public Boolean setAside(Operation.SetAside setAside) {
    return true;
  }

  @Override
  public Boolean schemaChange(Operation.SchemaChange schemaChange) {
    return false;
  }

  @Override
  public Boolean warning(Operation.Warning warning) {
    return false;
  }

  @Override
  public Boolean progress(Operation.Progress progress) {
    return false;
  }

  @Override
  public Boolean checkpoint(Operation.Checkpoint checkpoint) {
    return false;
  }
}
