package dev.leat.sdk.walk;

/** What rows without a cursor mean. They are always sent, and never become a position. */
public enum NullCursors {
  /** The sync ends incomplete: such a row cannot be found again when it changes. The default. */
  INCOMPLETE,
  /** The source is known to give every such row at every read, or they do not matter. */
  ACCEPTED
}
