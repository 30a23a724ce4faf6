package dev.leat.sdk.walk;

import dev.leat.sdk.cursor.CursorValue;
import dev.leat.sdk.paging.PageRead;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The pages of rows that share one value. They are counted, and rows that leave move others from
 * one page to the one before: so a page is proved to join the next by being the same after that was
 * read. If it is not, all of them are read again. For one thread.
 */
final class TiePages {

  private static final int TRIES = 50;

  private final Reader reader;
  private final Pager pager;
  private final Tail ties;
  private final Optional<CursorValue> from;
  private final Predicate<CursorValue> leadsOn;
  private Reader.Read last;

  /**
   * Whether rows come faster than they are read: each of these pages counts, not the first only.
   */
  private boolean isOutrun;

  /** How it came to an end. */
  enum Ending {
    /** There is no page after the last one that was read, or none that this sync waits for. */
    LAST_PAGE,
    /** The last page holds a value from which another question can begin. */
    BEYOND,
    /** Two pages never joined. */
    UNPROVED
  }

  /**
   * @param from what the question that is read asks from
   * @param leadsOn whether another question can begin at a value
   */
  TiePages(
      Reader reader,
      Pager pager,
      Tail ties,
      Optional<CursorValue> from,
      Predicate<CursorValue> leadsOn) {
    this.reader = reader;
    this.pager = pager;
    this.ties = ties;
    this.from = from;
    this.leadsOn = leadsOn;
  }

  /** The last page that was read. */
  Reader.Read lastRead() {
    return last;
  }

  /** Reads on from the first page of an answer, which was sent. */
  Ending read(Ask firstAsk, Reader.Read first) throws InterruptedException {
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
      if (isOutrun) {
        return Ending.LAST_PAGE;
      }
      if (!reader.hasSameKeys(last, again)) {
        if (++tries > TRIES) {
          return Ending.UNPROVED;
        }
        // Rows that nobody has read may have moved to any page before this one.
        last = pages == 0 ? again : send(firstAsk);
        ask = firstAsk;
        pages = 0;
        rows = 0;
        if (isBeyond(last)) {
          return Ending.BEYOND;
        }
        continue;
      }
      guard.emptyPagesEnd(last.size());
      pages++;
      rows += last.size();
      ask = next.get().ask();
      last = following;
      if (isBeyond(following)) {
        return Ending.BEYOND;
      }
    }
  }

  private boolean isBeyond(Reader.Read read) {
    return read.greatest != null && leadsOn.test(read.greatest);
  }

  private Reader.Read send(Ask ask) throws InterruptedException {
    Reader.Read read = reader.lookTwiceIfEmpty(ask);
    isOutrun |= reader.isOutrun(read);
    reader.send(read);
    reader.rememberForNextSync(read);
    reader.remember(ties, read, from.orElse(null));
    return read;
  }
}
