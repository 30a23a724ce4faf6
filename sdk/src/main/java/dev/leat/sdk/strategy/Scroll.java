package dev.leat.sdk.strategy;

import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.http.HttpStatusException;
import dev.leat.sdk.row.Page;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Follows next-page tokens from a first page to the last. For one thread. */
final class Scroll {

  private static final Set<Integer> EXPIRED = Set.of(400, 404, 410);
  private static final int FRUITLESS_RESTARTS = 3;

  private final Reader reader;
  private final Paging paging;
  private Predicate<Reader.Read> last = read -> false;
  private BetweenPages betweenPages = token -> {};

  /** What is done after a page that is not the last. */
  @FunctionalInterface
  interface BetweenPages {
    void claim(String token) throws InterruptedException;
  }

  /** How to get the first page; asked again if a token expires. */
  @FunctionalInterface
  interface FirstPage {
    Page fetch() throws InterruptedException;
  }

  Scroll(Reader reader, Paging paging) {
    this.reader = reader;
    this.paging = paging;
  }

  /** A page for which this holds is the last one. */
  Scroll until(Predicate<Reader.Read> isLast) {
    this.last = isLast;
    return this;
  }

  /** What to do after each page but the last. */
  Scroll betweenPages(BetweenPages action) {
    this.betweenPages = action;
    return this;
  }

  /**
   * Reads all pages.
   *
   * @param resume a token to go on by; empty to begin with the first page
   */
  void read(FirstPage first, Optional<String> resume) throws InterruptedException {
    Optional<String> token = resume;
    LoopGuard guard = new LoopGuard(reader.facts);
    CursorValue restartedAt = null;
    int fruitless = 0;
    while (true) {
      Page page;
      try {
        page =
            token.isEmpty()
                ? first.fetch()
                : reader.sync.fetch(paging.next.orElseThrow(), token.get());
      } catch (ConnectorException e) {
        if (token.isEmpty() || !isExpired(e)) {
          throw e;
        }
        CursorValue closed = reader.position.closed();
        fruitless = Objects.equals(closed, restartedAt) ? fruitless + 1 : 1;
        if (fruitless > FRUITLESS_RESTARTS) {
          throw e;
        }
        restartedAt = closed;
        reader.sync.warn(
            "the source no longer knows its next-page token, reading again from "
                + (closed == null ? "the start" : closed.text())
                + ": "
                + e.getMessage());
        token = Optional.empty();
        guard = new LoopGuard(reader.facts);
        reader.position.breakOrder();
        continue;
      }
      Reader.Read read = reader.look(page);
      token = following(page, read);
      if (token.isPresent()) {
        reader.sync.expect(paging.next.orElseThrow(), token.get(), page);
      }
      reader.send(read);
      reader.rememberForNextSync(read);
      if (token.isEmpty()) {
        return;
      }
      guard.page(read.rows);
      guard.token(token.get());
      betweenPages.claim(token.get());
    }
  }

  private Optional<String> following(Page page, Reader.Read read) {
    boolean ends = last.test(read) || (read.size() == 0 && paging.emptyPageEnds);
    return ends
        ? Optional.empty()
        : paging.tokenAt.flatMap(page::text).filter(token -> !token.isBlank());
  }

  private static boolean isExpired(ConnectorException e) {
    return e.getCause() instanceof HttpStatusException refusal
        && EXPIRED.contains(refusal.status());
  }
}
