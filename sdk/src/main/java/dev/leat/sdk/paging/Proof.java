package dev.leat.sdk.paging;

/** What the name of a next page proves while the list that is read moves. */
public enum Proof {
  /**
   * It stands for a place between two rows: what follows it is what had not been read. A token, a
   * link or the last row can be one.
   */
  PLACE,
  /**
   * It stands for a number of rows or pages: a row that leaves the part that was read moves others
   * past the reader. Page numbers and offsets are counts, as are tokens and links that hold one.
   */
  COUNT
}
