package dev.leat.sdk.strategy;

import dev.leat.sdk.SyncResult;
import dev.leat.sdk.state.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads by a first question and next-page tokens, from the closed position. A pass that an earlier
 * sync began is finished first. For one thread.
 */
final class TokenPass {

  private static final String TOKEN = "token";
  private static final String TOKEN_UNTIL = "token_until";
  private static final String PASS_REACHED = "pass_reached";
  private static final String PASS_START = "pass_start";

  private final Reader reader;
  private final Paging paging;
  private Optional<Duration> tokenLife = Optional.empty();
  private boolean feed;

  TokenPass(Reader reader, Paging paging) {
    this.reader = reader;
    this.paging = paging;
  }

  TokenPass keepingTokensFor(Optional<Duration> life) {
    tokenLife = life;
    return this;
  }

  TokenPass asFeed(boolean newestFirstWithoutFilter) {
    feed = newestFirstWithoutFilter;
    return this;
  }

  SyncResult read(PageFetch<Optional<String>> first) throws InterruptedException {
    Optional<String> token = takeUp();
    if (token.isPresent()) {
      pass(first, token);
      // What changed since that pass began may stand before its token.
      reader.sync.startAnew();
    }
    pass(first, Optional.empty());
    reader.reportDisorder();
    return reader.sync.result();
  }

  /** Reads to the last page, from the closed position or on from a token. */
  private void pass(PageFetch<Optional<String>> first, Optional<String> token)
      throws InterruptedException {
    Optional<CursorValue> oldest = reader.since.starting(reader.position.closed());
    if (feed) {
      reader.dropBefore(oldest);
    }
    reader.position.breakOrder();
    new Scroll(reader, paging)
        .until(read -> feed && isOlder(read, oldest))
        .betweenPages(this::claim)
        .read(
            () ->
                reader.sync.fetch(
                    first, reader.since.starting(reader.position.closed()).map(CursorValue::text)),
            token);
    reader.position.close();
    reader.sync.checkpoint(cursor -> withoutToken(reader.store(cursor)));
  }

  private static boolean isOlder(Reader.Read read, Optional<CursorValue> oldest) {
    return oldest.isPresent() && read.greatest != null && oldest.get().isAfter(read.greatest);
  }

  private Optional<String> takeUp() {
    Cursor stored = reader.sync.stored();
    boolean alive =
        tokenLife.isPresent()
            && stored
                .text(TOKEN_UNTIL)
                .filter(until -> reader.sync.now().isBefore(Instant.parse(until)))
                .isPresent();
    if (!alive) {
      return Optional.empty();
    }
    reader.sync.startedAt(Instant.parse(stored.text(PASS_START).orElseThrow()));
    reader.position.startedAt(reader.sync.start());
    stored.text(PASS_REACHED).ifPresent(reader.position::resumeAt);
    return stored.text(TOKEN);
  }

  private void claim(String token) throws InterruptedException {
    if (reader.mayCloseWithinPass()) {
      reader.position.close();
    } else if (tokenLife.isEmpty()) {
      return;
    }
    reader.sync.checkpoint(cursor -> withToken(reader.store(cursor), token));
  }

  private Cursor withToken(Cursor cursor, String token) {
    if (tokenLife.isEmpty()) {
      return cursor;
    }
    Cursor kept =
        cursor
            .with(TOKEN, token)
            .with(TOKEN_UNTIL, reader.sync.now().plus(tokenLife.get()).toString())
            .with(PASS_START, reader.sync.start().toString());
    CursorValue reached = reader.position.reached();
    return Sync.withOptional(
        kept, PASS_REACHED, Optional.ofNullable(reached).map(CursorValue::text));
  }

  private static Cursor withoutToken(Cursor cursor) {
    return cursor.without(TOKEN).without(TOKEN_UNTIL).without(PASS_START).without(PASS_REACHED);
  }
}
