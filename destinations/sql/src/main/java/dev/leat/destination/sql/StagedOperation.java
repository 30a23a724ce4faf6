package dev.leat.destination.sql;

/** The kinds of staged rows, as the staging table numbers them. */
enum StagedOperation {
  UPSERT(0),
  /** Some columns of a row. */
  UPDATE(1),
  DELETE(2);

  private final long code;

  StagedOperation(long code) {
    this.code = code;
  }

  /** The number in column {@code _op}. */
  long code() {
    return code;
  }
}
