package dev.leat.sdk.walk;

/**
 * Whole-number ids to ask for. Use the pair that the source understands: {@link #first} and {@link
 * #last} where both ends are inclusive, {@link #first} and {@link #end} where the end is exclusive,
 * {@link #before} and {@link #last} where the start is, {@link #before} and {@link #end} where both
 * are.
 *
 * @param first the lowest id of the range
 * @param last the highest id of the range, not less than {@code first}
 */
public record IdRange(long first, long last) {

  /**
   * @throws IllegalArgumentException if the range is empty
   */
  public IdRange {
    if (last < first) {
      throw new IllegalArgumentException("A range of ids is not empty, got " + first + ".." + last);
    }
  }

  /**
   * The id before the first.
   *
   * @throws ArithmeticException if there is none in 64 bits
   */
  public long before() {
    return Math.subtractExact(first, 1);
  }

  /**
   * The id after the last.
   *
   * @throws ArithmeticException if there is none in 64 bits
   */
  public long end() {
    return Math.addExact(last, 1);
  }

  /** How many ids there are; {@link Long#MAX_VALUE} if more than 64 bits can count. */
  public long size() {
    long size = last - first + 1;
    return size <= 0 ? Long.MAX_VALUE : size;
  }

  @Override
  public String toString() {
    return first + ".." + last;
  }
}
