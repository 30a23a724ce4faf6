package dev.leat.playground;

import java.util.SplittableRandom;

/** Which of the requests that a fault could hit it does hit. Occasions are immutable values. */
public sealed interface Occasion {

  /**
   * Tells whether a request is hit.
   *
   * @param request number of the request among those that match since the fault was added, from 1
   * @param hits how often the fault has hit before
   */
  boolean includes(long request, long hits);

  /** The next {@code requests} requests that no earlier fault takes; at least 1. */
  static Occasion next(int requests) {
    return new Next(requests);
  }

  /** Only the request of this number, from 1, counted from when the fault is added. */
  static Occasion request(int number) {
    return new Numbered(number);
  }

  /**
   * Each request with a probability, decided by the seed and the number of the request alone.
   *
   * @param probability from 0 (never) to 1 (always)
   */
  static Occasion chance(double probability, long seed) {
    return new Chance(probability, seed);
  }

  /** Every request until the faults are cleared. */
  static Occasion always() {
    return new Chance(1, 0);
  }

  /** See {@link Occasion#next}. */
  record Next(int requests) implements Occasion {
    /** Refuses fewer than one request. */
    public Next {
      requirePositive(requests, "The next n requests need an n");
    }

    @Override
    public boolean includes(long request, long hits) {
      return hits < requests;
    }
  }

  /** See {@link Occasion#request}. */
  record Numbered(int number) implements Occasion {
    /** Refuses a number below one. */
    public Numbered {
      requirePositive(number, "Requests are numbered");
    }

    @Override
    public boolean includes(long request, long hits) {
      return request == number;
    }
  }

  /** See {@link Occasion#chance}. */
  record Chance(double probability, long seed) implements Occasion {
    /** Refuses what is no probability. */
    public Chance {
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException("A probability is 0 to 1, got " + probability);
      }
    }

    @Override
    public boolean includes(long request, long hits) {
      return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + request).nextDouble() < probability;
    }
  }

  private static void requirePositive(int number, String what) {
    if (number < 1) {
      throw new IllegalArgumentException(what + " of 1 or more, got " + number);
    }
  }
}
