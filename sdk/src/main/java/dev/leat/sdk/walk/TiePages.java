package dev.leat.sdk.walk;

import dev.leat.sdk.cursor.CursorValue;
import dev.leat.sdk.paging.PageRead;
import java.util.Optional;

/**
 * The pages of rows that share one value. They are counted, and rows that leave move others from
 * one page to the one before: so a page is proved to join the next by being the same after that was
 * read. For one thread.
 */
final class TiePages {

  private static final int TRIES = 50;

  private final Reader reader;
  private final Pager pager;
  private final Tail ties;
  private final Optional<CursorValue> from;
  private Reader.Read last;

  /** How it came to an end. */
  enum Ending {
    /** There is no page after the last one that was read. */
    LAST_PAGE,
    /** The last page holds greater values. */
    BEYOND,
    /** Two pages never joined. */
    UNPROVED
  }

  TiePages(Reader reader, Pager pager, Tail ties, Optional<CursorValue> from) {
    this.reader = reader;
    this.pager = pager;
    this.ties = ties;
    this.from = from;
  }

  /** The last page that was read. */
  Reader.Read lastRead() {
    return last;
  }

  /** Reads on from the first page of an answer, which was sent. */
  Ending read(Ask firstAsk, Reader.Read first) throws InterruptedException {
    CursorValue tie = first.greatest;
    Ask ask = firstAsk;
    last = first;
    reader.remember(ties, first, from.orElse(null));
    long pages = 0;
    long rows = 0;
    int tries = 0;
    LoopGuard guard = new LoopGuard(reader.facts);
    while (true) {
      Optional<Pager.Next> next =
          pager.after(ask, new PageRead(last.answer, last.size(), last.last(), pages, rows));
      if (next.isEmpty()) {
        return Ending.LAST_PAGE;
      }
      Reader.Read following = send(next.get().ask());
      Reader.Read again = send(ask);
      if (!reader.hasSameKeys(last, again)) {
        last = again;
        if (isBeyond(again, tie)) {
          return Ending.BEYOND;
        }
        if (++tries > TRIES) {
          return Ending.UNPROVED;
        }
        continue;
      }
      guard.emptyPagesEnd(last.size());
      pages++;
      rows += last.size();
      ask = next.get().ask();
      last = following;
      if (isBeyond(following, tie)) {
        return Ending.BEYOND;
      }
    }
  }

  private static boolean isBeyond(Reader.Read read, CursorValue tie) {
    return read.greatest != null && read.greatest.isAfter(tie);
  }

  private Reader.Read send(Ask ask) throws InterruptedException {
    reader.position.breakOrder();
    Reader.Read read = reader.look(ask);
    reader.send(read);
    reader.rememberForNextSync(read);
    reader.remember(ties, read, from.orElse(null));
    return read;
  }
}
