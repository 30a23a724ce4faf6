package dev.leat.destination.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows that wait to be loaded: arrays by column, reused. For use by one thread. */
final class BlockBuffer implements RowBlock {

  /** A multiple of the vectors of 2,048 rows that column stores work on. */
  private static final int MOST_ROWS = 16_384;

  private static final long MOST_BYTES = 8L << 20;

  /** Keeps the arrays of a table with thousands of columns small. */
  private static final long MOST_CELLS = 1L << 20;

  private static final int FIRST_ROWS = 64;

  private final List<long[]> numbers = new ArrayList<>();
  private final List<byte[][]> texts = new ArrayList<>();
  private int rows;
  private long bytes;

  BlockBuffer(int numberColumns) {
    for (int i = 0; i < numberColumns; i++) {
      numbers.add(new long[FIRST_ROWS]);
    }
  }

  /** One more text column; the rows that wait have null in it. */
  void addTextColumn() {
    texts.add(new byte[FIRST_ROWS][]);
  }

  void number(int column, long value) {
    numbers(column)[rows] = value;
  }

  void text(int column, byte[] text) {
    texts(column)[rows] = text;
    bytes += text == null ? 0 : text.length;
  }

  void endRow() {
    rows++;
  }

  boolean isFull() {
    return rows == MOST_ROWS || bytes >= MOST_BYTES || (long) rows * texts.size() >= MOST_CELLS;
  }

  void clear() {
    for (byte[][] column : texts) {
      Arrays.fill(column, 0, Math.min(rows, column.length), null);
    }
    rows = 0;
    bytes = 0;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int numberColumns() {
    return numbers.size();
  }

  @Override
  public int textColumns() {
    return texts.size();
  }

  @Override
  public long[] numbers(int column) {
    long[] values = numbers.get(column);
    if (values.length <= rows) {
      values = Arrays.copyOf(values, capacity());
      numbers.set(column, values);
    }
    return values;
  }

  @Override
  public byte[][] texts(int column) {
    byte[][] values = texts.get(column);
    if (values.length <= rows) {
      values = Arrays.copyOf(values, capacity());
      texts.set(column, values);
    }
    return values;
  }

  private int capacity() {
    return Math.max(FIRST_ROWS, Integer.highestOneBit(rows) * 2);
  }
}
