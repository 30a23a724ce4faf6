package dev.leat.sdk.strategy;

import dev.leat.sdk.SyncResult;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.Page;
import java.util.List;
import java.util.Optional;

/** One reading of a whole table, without a cursor. For one thread. */
final class FullPass {

  private static final String ROWS = "rows";

  private final Facts facts;
  private final Sync sync;
  private final Replay.Ways ways;
  private long rows;

  FullPass(Facts facts, Sync sync, Replay.Ways ways) {
    this.facts = facts;
    this.sync = sync;
    this.ways = ways;
  }

  SyncResult read() throws InterruptedException {
    LoopGuard guard = new LoopGuard(facts);
    PageSource everything = ways.everything.orElseThrow();
    Optional<String> token = send(sync.fetch(none -> everything.fetch(), ""), guard);
    while (token.isPresent()) {
      token = send(sync.fetch(ways.paging.next.orElseThrow(), token.get()), guard);
    }
    judge();
    return sync.result();
  }

  private Optional<String> send(Page page, LoopGuard guard) throws InterruptedException {
    List<JsonRow> found = page.rows(facts.rowsAt);
    Optional<String> token = following(page, found);
    if (token.isPresent()) {
      sync.expect(ways.paging.next.orElseThrow(), token.get(), page);
    }
    for (JsonRow row : found) {
      sync.send(row);
    }
    rows += found.size();
    sync.pageDone(page);
    if (!ways.paging.isDeclared() && found.size() >= facts.pageCap) {
      sync.incompleteBecause(
          "one answer holds "
              + found.size()
              + " rows, the source's limit, so the rest may be cut off: page by next(...)");
    }
    if (token.isPresent()) {
      guard.page(found);
      guard.token(token.get());
    }
    return token;
  }

  private Optional<String> following(Page page, List<JsonRow> found) {
    if (found.isEmpty() && ways.paging.emptyPageEnds) {
      return Optional.empty();
    }
    return ways.paging.tokenAt.flatMap(page::text).filter(text -> !text.isBlank());
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
