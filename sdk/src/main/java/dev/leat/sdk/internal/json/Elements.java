package dev.leat.sdk.internal.json;

import java.util.Arrays;

/**
 * Where the elements of an array stand, in its order, and the members of those that are objects.
 * For one thread while it is filled, and for any afterwards.
 */
public final class Elements implements JsonScanner.Elements {

  /** Of each element where it starts and ends, and which members it has, likewise. */
  private static final int NUMBERS = 4;

  /** A row has about so many bytes: with room for a usual page, bounds are seldom copied. */
  private static final int BYTES_OF_ONE = 256;

  private static final int MOST_AT_FIRST = 1_024;

  private final byte[] json;
  private final int to;
  private final Members members;
  private int[] bounds;
  private int size;

  /** None so far. */
  Elements(byte[] json, int to) {
    this.json = json;
    this.to = to;
    this.members = new Members(json, to);
    this.bounds = new int[NUMBERS * Math.min(MOST_AT_FIRST, 8 + to / BYTES_OF_ONE)];
  }

  @Override
  public int element(int at, int depth) {
    int first = members.size();
    int end = JsonScanner.value(json, at, to, depth, members);
    if (NUMBERS * size == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * bounds.length);
    }
    bounds[NUMBERS * size] = at;
    bounds[NUMBERS * size + 1] = end;
    bounds[NUMBERS * size + 2] = members.overflows() ? -1 : first;
    bounds[NUMBERS * size + 3] = members.size();
    size++;
    return end;
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

  /** The members of all that are objects. */
  public Members members() {
    return members;
  }

  /** The first member of the element of that number; -1 if its members were too many to note. */
  public int firstMember(int number) {
    return bounds[NUMBERS * number + 2];
  }

  /** One past the last member of the element of that number, whose members were noted. */
  public int endOfMembers(int number) {
    return bounds[NUMBERS * number + 3];
  }
}
