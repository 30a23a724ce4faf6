package dev.leat.sdk.walk;

/** Where the borders between windows fall, in the cursor's time zone. */
public enum Clamping {
  /** Midnight. */
  DAY,
  /** Monday, midnight. */
  WEEK,
  /** The first of the month, midnight. */
  MONTH
}
