package dev.leat.destination.sql;

import dev.leat.engine.types.FieldScanner;
import java.util.Arrays;

/** The fields of one row by column number; the last of equal names counts. Reused. */
final class RowValues {

  private byte[][] texts = new byte[16][];
  private FieldScanner.Kind[] kinds = new FieldScanner.Kind[16];
  private boolean[] present = new boolean[16];
  private int[] order = new int[16];
  private int fields;

  void clear() {
    for (int i = 0; i < fields; i++) {
      texts[order[i]] = null;
      kinds[order[i]] = null;
      present[order[i]] = false;
    }
    fields = 0;
  }

  /** Notes a field; {@code text} is null if the field is. */
  void put(int column, FieldScanner.Kind kind, byte[] text) {
    if (column >= texts.length) {
      int more = Math.max(column + 1, texts.length * 2);
      texts = Arrays.copyOf(texts, more);
      kinds = Arrays.copyOf(kinds, more);
      present = Arrays.copyOf(present, more);
      order = Arrays.copyOf(order, more);
    }
    if (!present[column]) {
      present[column] = true;
      order[fields++] = column;
    }
    kinds[column] = kind;
    texts[column] = text;
  }

  /** Makes room for columns that this row does not have. */
  void reach(int columns) {
    if (columns > texts.length) {
      texts = Arrays.copyOf(texts, columns);
      kinds = Arrays.copyOf(kinds, columns);
      present = Arrays.copyOf(present, columns);
      order = Arrays.copyOf(order, columns);
    }
  }

  /** How many columns the row has. */
  int fields() {
    return fields;
  }

  /** The column of the {@code i}-th field. */
  int column(int i) {
    return order[i];
  }

  FieldScanner.Kind kind(int column) {
    return kinds[column];
  }

  byte[] text(int column) {
    return column < texts.length ? texts[column] : null;
  }

  byte[][] texts() {
    return texts;
  }

  boolean[] present() {
    return present;
  }
}
