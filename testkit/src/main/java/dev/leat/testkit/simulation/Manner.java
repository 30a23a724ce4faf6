package dev.leat.testkit.simulation;

/** How a source treats its callers. */
public enum Manner {
  /** It keeps its word. */
  HONEST,
  /** Every page has the same next-page token. */
  SAME_TOKEN,
  /** After some pages the token of the first comes again, and so on forever. */
  TOKENS_IN_CIRCLES,
  /** The token is ignored: the first page comes again and again, with ever new tokens. */
  DEAF_TO_TOKENS,
  /** Pages without a row follow the last one, each with a new token. */
  EMPTY_PAGES_FOR_EVER,
  /** More rows are inserted before each answer than a page holds. */
  GROWS_FASTER_THAN_READ,
  /** The filter is ignored: every row matches. */
  DEAF_TO_THE_FILTER,
  /** The offset is ignored: the first page comes again and again. */
  DEAF_TO_THE_OFFSET,
  /** Rows come in another order at each answer. */
  SHUFFLES,
  /** Rows come newest first where they should come oldest first. */
  REVERSES,
  /** Some rows have no cursor. */
  LEAVES_CURSORS_NULL
}
