package dev.leat.sdk;

import java.util.Optional;

/**
 * How a sync ended. Immutable.
 *
 * @param incompleteBecause why rows may have been missed; empty if none can have been
 */
public record SyncResult(Optional<String> incompleteBecause) {

  private static final SyncResult COMPLETE = new SyncResult(Optional.empty());

  /**
   * @throws IllegalArgumentException if a reason is given but blank
   */
  public SyncResult {
    if (incompleteBecause.isPresent() && incompleteBecause.get().isBlank()) {
      throw new IllegalArgumentException(
          "An incomplete sync needs a reason that people can act on");
    }
  }

  /** Nothing was missed. */
  public static SyncResult complete() {
    return COMPLETE;
  }

  /**
   * Rows may have been missed.
   *
   * @param reason what was seen, why it is no proof of completeness, and what to do
   */
  public static SyncResult incomplete(String reason) {
    return new SyncResult(Optional.of(reason));
  }

  /** Whether nothing was missed. */
  public boolean isComplete() {
    return incompleteBecause.isEmpty();
  }

  /** Both results: complete only if both are; the reasons of both, if both have one. */
  public SyncResult and(SyncResult other) {
    if (isComplete()) {
      return other;
    }
    return other.isComplete()
        ? this
        : incomplete(incompleteBecause.get() + "; " + other.incompleteBecause.get());
  }
}
