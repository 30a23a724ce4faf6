package dev.leat.engine;

import java.time.Duration;

/**
 * When a checkpoint is worth a commit: as soon as one of the bounds is reached since the last one.
 * The last checkpoint of a sync is always committed. Immutable.
 *
 * @param rows operations on rows, at least 1
 * @param bytes what these rows take, at least 1
 * @param age time, not negative; zero commits at every checkpoint
 */
public record CommitPolicy(long rows, long bytes, Duration age) {

  /** 50,000 rows, 32 MB or 5 seconds, whatever comes first. */
  public static final CommitPolicy DEFAULT =
      new CommitPolicy(50_000, 32L << 20, Duration.ofSeconds(5));

  /**
   * @throws IllegalArgumentException if a bound is below its least value
   */
  public CommitPolicy {
    if (rows < 1 || bytes < 1 || age.isNegative()) {
      throw new IllegalArgumentException(
          "A commit policy needs at least 1 row, 1 byte and no negative age, got "
              + rows
              + " rows, "
              + bytes
              + " bytes, "
              + age);
    }
  }

  /** Commits at every checkpoint. */
  public static CommitPolicy everyCheckpoint() {
    return new CommitPolicy(1, 1, Duration.ZERO);
  }

  /** Whether one of the bounds is reached. */
  boolean isDue(long rowsSince, long bytesSince, Duration since) {
    return rowsSince >= rows || bytesSince >= bytes || since.compareTo(age) >= 0;
  }
}
