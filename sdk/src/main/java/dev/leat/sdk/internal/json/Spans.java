package dev.leat.sdk.internal.json;

import java.util.Arrays;

/** Where values stand in a document, in its order. For one thread. */
public final class Spans {

  private int[] bounds;
  private int size;

  /** None so far. */
  Spans() {
    this.bounds = new int[64];
  }

  void add(int from, int to) {
    if (2 * size == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * bounds.length);
    }
    bounds[2 * size] = from;
    bounds[2 * size + 1] = to;
    size++;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** Where the value of that number starts. */
  public int from(int number) {
    return bounds[2 * number];
  }

  /** One past its last byte. */
  public int to(int number) {
    return bounds[2 * number + 1];
  }
}
