package dev.leat.declarative.model;

import java.util.Optional;

/** How the rest of an answer is reached. */
public sealed interface Pages {

  /** An answer is one page. */
  record One() implements Pages {}

  /**
   * Pages by number.
   *
   * @param first the number of the first page
   * @param onFirst whether the first request has it, too
   */
  record Numbers(long first, boolean onFirst, Size size, Optional<Placement> at) implements Pages {}

  /** Pages by the number of rows before them. */
  record Offsets(boolean onFirst, Size size, Optional<Placement> at) implements Pages {}

  /**
   * Pages by what the page before says.
   *
   * @param token what goes into the next request; nothing if this is the last page
   * @param stop holds on the last page
   */
  record Tokens(Expression token, Optional<Expression> stop, Size size, Optional<Placement> at)
      implements Pages {}

  /**
   * How many rows a page has.
   *
   * @param rows empty if nothing is said
   * @param at where the number goes in each request; empty if it does not
   */
  record Size(Optional<Expression> rows, Optional<Placement> at) {}
}
