package dev.leat.sdk.walk;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.row.JsonRow;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Stops a pass that goes in circles. Remembers 16 bytes for each token and page, so that a cycle of
 * any length is found. For one pass.
 */
final class LoopGuard {

  private static final int EMPTY_PAGES_IN_A_ROW = 1_000;

  private final Facts facts;
  private final Set<HashCode> tokens = new HashSet<>();
  private final Set<HashCode> pages = new HashSet<>();
  private int emptyPages;

  LoopGuard(Facts facts) {
    this.facts = facts;
  }

  /**
   * A token that will be followed.
   *
   * @throws SourceDataException if it was followed before
   */
  void token(String token) {
    if (!tokens.add(Hashing.murmur3_128().hashString(token, StandardCharsets.UTF_8))) {
      throw new SourceDataException(
          facts.subject()
              + ": the source gave a next-page token a second time after "
              + tokens.size()
              + " pages, so paging would never end: report it to the source; if it ends with an"
              + " empty page that has a token, declare emptyPageEnds()");
    }
  }

  /**
   * A page of so many rows that another one follows.
   *
   * @throws SourceDataException if nothing came for too long
   */
  void emptyPagesEnd(int rows) {
    emptyPages = rows == 0 ? emptyPages + 1 : 0;
    if (emptyPages == EMPTY_PAGES_IN_A_ROW) {
      throw new SourceDataException(
          facts.subject()
              + ": "
              + emptyPages
              + " empty pages in a row, each with a token for more: if the source ends with an"
              + " empty page, declare emptyPageEnds()");
    }
  }

  /**
   * A page that was read, and is not the last one.
   *
   * @throws SourceDataException if the same rows came before, or nothing came for too long
   */
  void page(List<JsonRow> rows) {
    emptyPagesEnd(rows.size());
    if (rows.isEmpty()) {
      return;
    }
    if (!pages.add(Tail.digest(rows))) {
      throw new SourceDataException(
          facts.subject()
              + ": the source gave the same page of "
              + rows.size()
              + " rows a second time after "
              + pages.size()
              + " pages, so paging goes in circles: report it to the source");
    }
  }
}
