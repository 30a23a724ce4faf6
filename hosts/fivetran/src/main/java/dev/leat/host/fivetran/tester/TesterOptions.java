package dev.leat.host.fivetran.tester;

import java.time.Duration;

/**
 * How thoroughly a server is tried. Immutable.
 *
 * @param kills at how many moments of the first update, spread evenly, the stream is cut and
 *     resumed; {@link Integer#MAX_VALUE} for after every message
 * @param patience how long one call may take
 */
public record TesterOptions(int kills, Duration patience) {

  /**
   * @throws IllegalArgumentException if kills are negative or there is no patience
   */
  public TesterOptions {
    if (kills < 0) {
      throw new IllegalArgumentException("A stream is killed 0 times or more, got " + kills);
    }
    if (patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("A call needs some time, got " + patience);
    }
  }

  /** Three kills, ten minutes a call. */
  public static TesterOptions defaults() {
    return new TesterOptions(3, Duration.ofMinutes(10));
  }

  /** These options with another number of kills. */
  public TesterOptions kills(int other) {
    return new TesterOptions(other, patience);
  }
}
