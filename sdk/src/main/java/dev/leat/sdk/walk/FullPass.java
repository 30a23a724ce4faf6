package dev.leat.sdk.walk;

import dev.leat.sdk.SyncResult;
import java.util.Optional;

/** One reading of a whole table, without a cursor. For one thread. */
final class FullPass {

  private static final String ROWS = "rows";

  private final Facts facts;
  private final Sync sync;
  private final Reader reader;
  private final Replay.Ways ways;
  private long rows;

  FullPass(Facts facts, Sync sync, Replay.Ways ways) {
    this.facts = facts;
    this.sync = sync;
    this.ways = ways;
    this.reader = new Reader(facts, sync, Reader.Resend.ALL);
  }

  SyncResult read() throws InterruptedException {
    if (!facts.pager.isDeclared()) {
      readOnePage();
    } else if (facts.pager.counts() || !readPages()) {
      RepeatedPasses passes =
          new RepeatedPasses(reader, ways.everything.orElseThrow(), facts.pager);
      passes.read();
      rows = passes.rows();
    }
    judge();
    return sync.result();
  }

  private void readOnePage() throws InterruptedException {
    Reader.Read read = reader.lookTwiceIfEmpty(ways.everything.orElseThrow().get());
    reader.send(read);
    rows = read.size();
    if (read.size() >= facts.pageCap) {
      sync.incompleteBecause(
          "one answer holds "
              + read.size()
              + " rows, the source's limit, so the rest may be cut off: page by paging(...)");
    }
  }

  /** Whether the pages stand for places, so that one reading is enough. */
  private boolean readPages() throws InterruptedException {
    Scroll pages = new Scroll(reader);
    boolean whole =
        pages.read(ways.everything.orElseThrow(), Optional.empty()) == Scroll.Ending.LAST_PAGE;
    rows = pages.rows();
    return whole;
  }

  /** Keeps the count of the last complete reading, unless this one is suspiciously small. */
  private void judge() throws InterruptedException {
    long before = sync.stored().text(ROWS).map(Long::valueOf).orElse(0L);
    if (rows < before * ways.mayShrinkTo) {
      sync.incompleteBecause(
          "only "
              + rows
              + " rows were read where the last complete reading had "
              + before
              + ": if they were deleted, confirm it by mayShrinkTo(...)");
    }
    boolean whole = sync.result().isComplete();
    sync.checkpoint(cursor -> whole ? cursor.with(ROWS, Long.toString(rows)) : cursor);
  }
}
