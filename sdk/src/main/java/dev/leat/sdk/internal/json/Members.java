package dev.leat.sdk.internal.json;

import java.util.Arrays;

/**
 * Where the members of many objects of one document stand, noted while they are checked: who looks
 * for fields of each need not pass over what is in between. Bounded. For one thread while it is
 * filled, and for any afterwards.
 */
public final class Members implements JsonScanner.Members {

  /** Half a megabyte of places at most, whatever a document holds. */
  private static final int MOST = 1 << 16;

  /** A member has about so many bytes: with room for a usual page, places are seldom copied. */
  private static final int BYTES_OF_ONE = 32;

  private static final int MOST_AT_FIRST = 1 << 14;

  private final byte[] json;
  private final int to;

  /** Of each member where its key and its value start. */
  private int[] places;

  private int size;
  private boolean overflows;

  /** None so far. */
  Members(byte[] json, int to) {
    this.json = json;
    this.to = to;
    this.places = new int[2 * Math.min(MOST_AT_FIRST, 8 + to / BYTES_OF_ONE)];
  }

  @Override
  public int member(int key, int keyEnd, int value, int depth) {
    if (size == MOST) {
      overflows = true;
    } else {
      note(key, value);
    }
    return JsonScanner.value(json, value, to, depth);
  }

  private void note(int key, int value) {
    if (2 * size == places.length) {
      places = Arrays.copyOf(places, 2 * places.length);
    }
    places[2 * size] = key;
    places[2 * size + 1] = value;
    size++;
  }

  /** How many were noted. */
  int size() {
    return size;
  }

  /** Whether there were more than are noted. */
  boolean overflows() {
    return overflows;
  }

  /**
   * Where the value of a field of one object starts: the last one, if the field stands more than
   * once.
   *
   * @param first the number of the object's first member
   * @param end one past its last
   * @return -1 if the object has no such field
   */
  public int find(int first, int end, String field) {
    for (int i = end - 1; i >= first; i--) {
      if (JsonObjects.hasKey(json, places[2 * i], field)) {
        return places[2 * i + 1];
      }
    }
    return -1;
  }

  /** Whether one object has a field whose value is not null, as {@link #find} has it. */
  public boolean hasValue(int first, int end, String field) {
    for (int i = first; i < end; i++) {
      if (json[places[2 * i + 1]] != 'n' && JsonObjects.hasKey(json, places[2 * i], field)) {
        return true;
      }
    }
    return false;
  }
}
