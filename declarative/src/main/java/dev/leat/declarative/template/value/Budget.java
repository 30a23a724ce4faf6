package dev.leat.declarative.template.value;

import java.math.BigInteger;

/**
 * What one evaluation may still spend: steps, depth, size. Belongs to one evaluation and one
 * thread.
 *
 * <p>A step is an operation, a loop's turn, a character that a regular expression looks at.
 * Counting them instead of seconds gives the same answer on every machine.
 */
public final class Budget {

  private final long maxSteps;
  private final int maxDepth;
  private final int maxSize;
  private long steps;
  private int depth;

  /**
   * @param maxSteps operations that may run
   * @param maxDepth calls, or values, that may lie within each other
   * @param maxSize characters of a text, items of a list, digits of a number
   */
  public Budget(long maxSteps, int maxDepth, int maxSize) {
    this.maxSteps = maxSteps;
    this.maxDepth = maxDepth;
    this.maxSize = maxSize;
  }

  /** Counts one operation. */
  public void step() {
    if (++steps > maxSteps) {
      throw tooLong();
    }
  }

  /** Counts several operations, for example the items of a list that is copied. */
  public void steps(long more) {
    steps += more;
    if (steps > maxSteps) {
      throw tooLong();
    }
  }

  /**
   * Refuses a value before it is built.
   *
   * @param size its length in characters, items or digits
   */
  public void size(long size) {
    if (size > maxSize) {
      throw new ValueException(
          ErrorKind.LIMIT,
          "makes a value of " + size + " characters or items; " + maxSize + " are allowed");
    }
  }

  /**
   * Refuses a value before it is built, and counts the work of building it.
   *
   * @param size its length in characters, items or digits
   */
  public void building(long size) {
    size(size);
    steps(size >> 6);
  }

  /** Refuses a number before it is computed. */
  public void digits(BigInteger bits) {
    if (bits.compareTo(BigInteger.valueOf(4L * maxSize)) > 0 || bits.bitLength() > 31) {
      throw new ValueException(
          ErrorKind.LIMIT, "makes a number of more than " + maxSize + " digits");
    }
    steps(bits.longValueExact() >> 3);
  }

  /** One level deeper; {@link #leave} must follow. */
  public void enter() {
    if (++depth > maxDepth) {
      throw new ValueException(ErrorKind.LIMIT, "goes more than " + maxDepth + " levels deep");
    }
  }

  /** One level up again. */
  public void leave() {
    depth--;
  }

  private ValueException tooLong() {
    return new ValueException(
        ErrorKind.LIMIT, "takes more than " + maxSteps + " steps: it may never end");
  }
}
