package dev.leat.playground;

import java.util.List;

/**
 * How many random rows to change at once. Immutable.
 *
 * @param insert rows to add, under the next ids
 * @param update rows to change; a deleted row is never among them
 * @param delete rows to remove
 * @param seed the same seed on the same table picks the same rows
 */
public record Changes(int insert, int update, int delete, long seed) {

  /** The ids that were changed, each list in the order of the changes. */
  public record Done(List<String> inserted, List<String> updated, List<String> deleted) {
    /** Copies the lists. */
    public Done {
      inserted = List.copyOf(inserted);
      updated = List.copyOf(updated);
      deleted = List.copyOf(deleted);
    }
  }

  /** Refuses a negative number. */
  public Changes {
    if (insert < 0 || update < 0 || delete < 0) {
      throw new IllegalArgumentException(
          "insert, update and delete must be 0 or more, got %d, %d and %d"
              .formatted(insert, update, delete));
    }
  }
}
