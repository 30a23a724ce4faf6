package dev.leat.sdk.internal.json;

import java.util.Arrays;

/**
 * Where the elements of an array stand, in its order, and where the keys of those that are objects
 * are: who looks for a field need not pass over what is before it. Bounded, so some objects may
 * have no keys noted. For one thread while it is filled, and for any afterwards.
 */
public final class Elements implements JsonScanner.Elements {

  /** Of each element where it starts and ends, and which of the keys is its first. */
  private static final int NUMBERS = 3;

  /** What is seldom exceeded by a page, and makes room for it at once. */
  private static final int BYTES_OF_AN_ELEMENT = 256;

  private static final int BYTES_OF_A_MEMBER = 32;
  private static final int ROOM_AT_FIRST = 1 << 14;

  /** So many keys are noted, whatever a document holds. */
  private static final int MOST_KEYS = 1 << 16;

  private final byte[] json;
  private final int to;
  private final JsonScanner.Members members = this::member;
  private int[] bounds;
  private int size;

  /** Where keys stand within their element, which has no more bytes than a character counts. */
  private char[] keys;

  private int keyCount;

  /** Whether each key of the element that is being scanned could be noted. */
  private boolean allNoted;

  private int element;

  /** None so far. */
  Elements(byte[] json, int to) {
    this.json = json;
    this.to = to;
    this.bounds = new int[NUMBERS * room(BYTES_OF_AN_ELEMENT)];
    this.keys = new char[room(BYTES_OF_A_MEMBER)];
  }

  private int room(int bytesOfOne) {
    return Math.min(ROOM_AT_FIRST, 8 + to / bytesOfOne);
  }

  @Override
  public int element(int at, int depth) {
    int first = keyCount;
    element = at;
    allNoted = true;
    int end = JsonScanner.value(json, at, to, depth, members);
    if (!allNoted) {
      keyCount = first;
    }
    if (NUMBERS * size == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * bounds.length);
    }
    bounds[NUMBERS * size] = at;
    bounds[NUMBERS * size + 1] = end;
    bounds[NUMBERS * size + 2] = allNoted ? first : ~first;
    size++;
    return end;
  }

  private int member(int key, int keyEnd, int value, int depth) {
    int place = key - element;
    if (place > Character.MAX_VALUE || keyCount == MOST_KEYS) {
      allNoted = false;
    } else {
      if (keyCount == keys.length) {
        keys = Arrays.copyOf(keys, 2 * keys.length);
      }
      keys[keyCount++] = (char) place;
    }
    return JsonScanner.value(json, value, to, depth);
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** Where the value of that number starts. */
  public int from(int number) {
    return bounds[NUMBERS * number];
  }

  /** One past its last byte. */
  public int to(int number) {
    return bounds[NUMBERS * number + 1];
  }

  /**
   * Where the value of a field of an element, which is an object, starts: the last one, if the
   * field stands more than once.
   *
   * @return -1 if the element has no such field
   */
  public int find(int number, String field) {
    int first = bounds[NUMBERS * number + 2];
    if (first < 0) {
      return JsonObjects.find(json, from(number), field);
    }
    for (int i = endOfKeys(number) - 1; i >= first; i--) {
      int key = from(number) + keys[i];
      if (JsonObjects.hasKey(json, key, field)) {
        return JsonObjects.valueOf(json, key);
      }
    }
    return -1;
  }

  /** Whether an element, which is an object, has a field whose value is not null. */
  public boolean hasValue(int number, String field) {
    int first = bounds[NUMBERS * number + 2];
    if (first < 0) {
      return JsonObjects.hasValue(json, from(number), field);
    }
    for (int i = first; i < endOfKeys(number); i++) {
      int key = from(number) + keys[i];
      if (JsonObjects.hasKey(json, key, field) && json[JsonObjects.valueOf(json, key)] != 'n') {
        return true;
      }
    }
    return false;
  }

  private int endOfKeys(int number) {
    if (number + 1 == size) {
      return keyCount;
    }
    int next = bounds[NUMBERS * (number + 1) + 2];
    return next < 0 ? ~next : next;
  }
}
