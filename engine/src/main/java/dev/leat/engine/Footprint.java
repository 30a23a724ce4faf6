package dev.leat.engine;

import dev.leat.sdk.Operation;
import dev.leat.sdk.row.FieldRow;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * How much memory operations hold while they wait. Used by one thread.
 *
 * <p>A row that is a slice of a page keeps the whole page alive: the first row of a page is charged
 * with all of it, or a connector that passes on one row of each page would fill the memory with
 * pages that nobody counted.
 */
final class Footprint {

  /** An operation, its row and its place in a list. */
  private static final long OBJECTS = 96;

  /** A built row holds its fields beside its JSON. */
  private static final long FIELDS_FACTOR = 4;

  private byte[] page = {};

  /** Bytes that are held because of this operation and were not charged before. */
  long of(Operation operation) {
    return OBJECTS + row(operation).map(this::of).orElse(0L);
  }

  /** How long the operation's row is as JSON; 0 if it has none. */
  static long jsonBytes(Operation operation) {
    return row(operation).map(Footprint::length).orElse(0L);
  }

  private long of(Row row) {
    if (!(row instanceof JsonRow slice)) {
      return FIELDS_FACTOR * length(row);
    }
    if (slice.bytes() == page) {
      return 0;
    }
    page = slice.bytes();
    return page.length;
  }

  private static long length(Row row) {
    if (row instanceof JsonRow slice) {
      return slice.length();
    }
    Meter meter = new Meter();
    try {
      ((FieldRow) row).writeTo(meter);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return meter.bytes;
  }

  private static java.util.Optional<Row> row(Operation operation) {
    return operation.match(RowOf.INSTANCE);
  }

  private static final class Meter extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      bytes += length;
    }
  }
}
