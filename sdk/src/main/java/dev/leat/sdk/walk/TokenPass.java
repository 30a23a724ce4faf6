package dev.leat.sdk.walk;

import dev.leat.sdk.SyncResult;
import dev.leat.sdk.cursor.CursorValue;
import dev.leat.sdk.state.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads the pages of one question, from the closed position. A pass that an earlier sync began is
 * finished first. Where the pages turn out to be counted, the rest is read in another way. For one
 * thread.
 */
final class TokenPass {

  private static final String TOKEN = "token";
  private static final String TOKEN_UNTIL = "token_until";
  private static final String PASS_REACHED = "pass_reached";
  private static final String PASS_START = "pass_start";

  private final Facts facts;
  private final Reader reader;
  private final Question<Optional<String>> first;
  private Optional<Duration> tokenLife = Optional.empty();
  private boolean feed;

  TokenPass(Reader reader, Question<Optional<String>> first) {
    this.facts = reader.facts;
    this.reader = reader;
    this.first = first;
  }

  TokenPass keepingTokensFor(Optional<Duration> life) {
    tokenLife = life;
    return this;
  }

  TokenPass asFeed(boolean newestFirstWithoutFilter) {
    feed = newestFirstWithoutFilter;
    return this;
  }

  SyncResult read() throws InterruptedException {
    Optional<Pager.Next> resume = takeUp();
    if (resume.isPresent()) {
      pass(resume);
      // What changed since that pass began may stand before its token.
      reader.sync.startAnew();
    }
    Scroll.Ending ending = pass(Optional.empty());
    if (ending == Scroll.Ending.COUNTED || ending == Scroll.Ending.NAMED_BY_CURSOR) {
      return new CountedPages(reader, first, ending == Scroll.Ending.COUNTED).asFeed(feed).read();
    }
    reader.reportDisorder();
    return reader.sync.result();
  }

  /** Reads to the last page, from the closed position or on from a token. */
  private Scroll.Ending pass(Optional<Pager.Next> resume) throws InterruptedException {
    Optional<CursorValue> oldest = reader.since.starting(reader.position.closed());
    if (feed) {
      reader.dropBefore(oldest);
    }
    Scroll.Ending ending =
        new Scroll(reader)
            .until(read -> feed && isOlder(read, oldest))
            .betweenPages(this::claim)
            .read(this::firstPage, resume);
    if (ending == Scroll.Ending.LAST_PAGE || ending == Scroll.Ending.STOPPED) {
      reader.position.close();
      reader.passIsThrough();
    }
    reader.sync.checkpoint(cursor -> withoutToken(reader.store(cursor)));
    return ending;
  }

  /** Where a pass begins, and begins again if a token expires: not before what it has read. */
  private Ask firstPage() {
    boolean goesOn =
        facts.order == Facts.Order.ASCENDING
            && reader.hasRead()
            && reader.position.disorder() == null;
    Optional<CursorValue> from =
        goesOn ? reader.since.within(reader.position.reached()) : Optional.empty();
    return first.ask(
        from.or(() -> reader.since.starting(reader.position.closed())).map(CursorValue::text));
  }

  static boolean isOlder(Reader.Read read, Optional<CursorValue> oldest) {
    return oldest.isPresent() && read.greatest != null && oldest.get().isAfter(read.greatest);
  }

  private Optional<Pager.Next> takeUp() {
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
    Ask question = first.ask(Optional.empty());
    return stored.text(TOKEN).map(token -> facts.pager.named(question, token));
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
