package dev.leat.sdk.walk;

import java.util.Optional;

/**
 * Rows to ask for by their place in a list.
 *
 * @param since only rows changed at or after it, in the source's own form; empty at the first sync.
 *     The same in all questions of a pass
 * @param offset how many rows to skip, from 0
 * @param limit how many rows to give at most
 */
public record OffsetAsk(Optional<String> since, long offset, int limit) {

  /** The page number, from 0, where {@link Offset#wholePages} was declared. */
  public long pageIndex() {
    return offset / limit;
  }
}
