package dev.leat.playground;

import java.util.ArrayList;
import java.util.List;

/**
 * The ids that the seeded people leave out. Immutable.
 *
 * @param ranges ids left out in one run each; may overlap; empty when there are none
 * @param every every id that is a multiple of this number is left out; 0 leaves none out
 */
public record IdGaps(List<Range> ranges, int every) {

  /** Ids from {@code first} to {@code last}, both inclusive and at least 1. */
  public record Range(long first, long last) {
    /** Refuses a range that holds no id. */
    public Range {
      if (first < 1 || last < first) {
        throw new IllegalArgumentException(
            "An id gap runs from 1 or more up to a larger id, got %d to %d: swap or correct its ends"
                .formatted(first, last));
      }
    }
  }

  /** Copies {@code ranges}; refuses a pattern that would leave every id out. */
  public IdGaps {
    ranges = List.copyOf(ranges);
    if (every < 0 || every == 1) {
      throw new IllegalArgumentException(
          "Every n-th id can be left out for n of 2 or more, got "
              + every
              + ": use 0 for no pattern");
    }
  }

  /** Returns gaps that leave no id out. */
  public static IdGaps none() {
    return new IdGaps(List.of(), 0);
  }

  /** Returns gaps that leave out {@code first} to {@code last}, both inclusive. */
  public static IdGaps between(long first, long last) {
    return none().and(first, last);
  }

  /** Returns gaps that leave out every multiple of {@code n}, which is at least 2. */
  public static IdGaps everyMultipleOf(int n) {
    return new IdGaps(List.of(), n);
  }

  /** Returns these gaps and the ids from {@code first} to {@code last}, both inclusive. */
  public IdGaps and(long first, long last) {
    List<Range> more = new ArrayList<>(ranges);
    more.add(new Range(first, last));
    return new IdGaps(more, every);
  }

  /** Returns the first id at or after {@code id} that is not left out. */
  long firstKeptFrom(long id) {
    long candidate = id;
    while (true) {
      long kept = pastRanges(candidate);
      if (every == 0 || kept % every != 0) {
        return kept;
      }
      candidate = kept + 1;
    }
  }

  private long pastRanges(long id) {
    long candidate = id;
    boolean moved = true;
    while (moved) {
      moved = false;
      for (Range range : ranges) {
        if (candidate >= range.first() && candidate <= range.last()) {
          candidate = range.last() + 1;
          moved = true;
        }
      }
    }
    return candidate;
  }
}
