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

  /** At most, in a text. */
  private static final long CHARACTER = 2;

  private byte[] page = {};

  /** Bytes that are held because of this operation and were not charged before. */
  long of(Operation operation) {
    return OBJECTS + operation.findRow().map(this::of).orElseGet(() -> CHARACTER * text(operation));
  }

  /** How long the operation's row is as JSON, or its record as text; 0 if it has neither. */
  static long jsonBytes(Operation operation) {
    return operation.findRow().map(Footprint::length).orElseGet(() -> text(operation));
  }

  private static long text(Operation operation) {
    return operation instanceof Operation.SetAside aside ? aside.record().length() : 0;
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
