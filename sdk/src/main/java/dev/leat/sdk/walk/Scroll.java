package dev.leat.sdk.walk;

import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.cursor.CursorValue;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.http.HttpStatusException;
import dev.leat.sdk.paging.Naming;
import dev.leat.sdk.paging.PageRead;
import dev.leat.sdk.row.JsonRow;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Follows the pages of one answer from the first to the last, as long as their names stand for
 * places. For one thread.
 */
final class Scroll {

  private static final Set<Integer> EXPIRED = Set.of(400, 404, 410);
  private static final int FRUITLESS_RESTARTS = 3;

  private final Facts facts;
  private final Reader reader;
  private Predicate<Reader.Read> last = read -> false;
  private BetweenPages betweenPages = token -> {};

  private LoopGuard guard;
  private Naming naming;
  private boolean mayBeCounted;
  private Optional<Ending> foreseen = Optional.empty();
  private Optional<CursorValue> onlyValue = Optional.empty();
  private Ask first;
  private long pages;
  private long rows;
  private CursorValue restartedAt;
  private int fruitless;

  /** What is done after a page that is not the last. */
  @FunctionalInterface
  interface BetweenPages {
    void claim(String token) throws InterruptedException;
  }

  /** How it came to an end. */
  enum Ending {
    /** The last page was read. */
    LAST_PAGE,
    /** The pages that follow were not wanted. */
    STOPPED,
    /** The names of pages only count: that this page joins the one before it is not proved. */
    COUNTED,
    /** Pages are named by the last row's cursor, which rows of the next page may share. */
    NAMED_BY_CURSOR
  }

  Scroll(Reader reader) {
    this.facts = reader.facts;
    this.reader = reader;
  }

  /** A page for which this holds is the last one that is wanted. */
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
   * Reads the pages.
   *
   * @param firstPage asked again if a token expires
   * @param resume a page to go on by; empty to begin with the first one
   */
  Ending read(Supplier<Ask> firstPage, Optional<Pager.Next> resume) throws InterruptedException {
    begin(firstPage);
    Optional<Pager.Next> next = resume;
    while (true) {
      Ask ask = next.map(Pager.Next::ask).orElse(first);
      Position.Mark before = reader.position.mark();
      Reader.Read read;
      try {
        read = look(ask);
      } catch (ConnectorException e) {
        if (next.isEmpty() || !isExpired(e)) {
          throw e;
        }
        warnOfRestart(e);
        next = Optional.empty();
        begin(firstPage);
        continue;
      }
      Optional<Pager.Next> following = following(ask, read);
      boolean wanted = !last.test(read) && !reader.isOutrun(read) && !reader.isPastTheEnd(read);
      Optional<Ending> unproved = following.flatMap(page -> unproved(page.name(), read));
      if (following.isPresent() && wanted && unproved.isEmpty()) {
        reader.sync.expect(following.get().ask(), read.answer);
      }
      reader.send(read);
      boolean isLast = following.isEmpty() || !wanted;
      unproved = foreseen.isPresent() ? foreseen : unproved;
      if (!isLast && unproved.isPresent() && isOfOneValue(read)) {
        // Whether rows ascend is seen on a later page only.
        foreseen = unproved;
        unproved = Optional.empty();
      }
      if (isLast && mayBeCounted) {
        unproved = Optional.of(Ending.COUNTED);
      }
      if (unproved.isPresent() && pages > 0) {
        // Whether this page joins the one before it is not known.
        reader.position.notReached(before);
      }
      reader.rememberForNextSync(read);
      rows += read.size();
      if (unproved.isPresent() || isLast) {
        return unproved.orElse(wanted ? Ending.LAST_PAGE : Ending.STOPPED);
      }
      pages++;
      guard.page(read.rows);
      guard.token(following.get().name());
      betweenPages.claim(following.get().name());
      next = following;
    }
  }

  /** How many rows were read since the first page. */
  long rows() {
    return rows;
  }

  private void begin(Supplier<Ask> firstPage) {
    reader.position.breakOrder();
    first = firstPage.get();
    guard = new LoopGuard(facts);
    naming = new Naming();
    mayBeCounted = false;
    foreseen = Optional.empty();
    pages = 0;
    rows = 0;
  }

  /** The page after one that was read; empty if that is the last one. */
  private Optional<Pager.Next> following(Ask ask, Reader.Read read) {
    return facts.pager.after(ask, pageRead(read));
  }

  private PageRead pageRead(Reader.Read read) {
    return new PageRead(read.answer, read.size(), read.last(), pages, rows);
  }

  /** A last page without rows may be an answer that failed: it is believed if it comes twice. */
  private Reader.Read look(Ask ask) throws InterruptedException {
    Reader.Read read = reader.follow(ask);
    if (read.size() > 0 || following(ask, read).isPresent()) {
      return read;
    }
    reader.sync.pageDone(read.answer);
    return reader.follow(ask);
  }

  /** Whether all rows so far share one value, which says nothing of their order. */
  private boolean isOfOneValue(Reader.Read read) {
    if (pages == 0) {
      onlyValue = read.lastValue();
    }
    return facts.order == Facts.Order.ASCENDING
        && read.values.stream().allMatch(value -> onlyValue.equals(Optional.ofNullable(value)));
  }

  /** What there is to say against the name of the next page; empty if it can stand for a place. */
  private Optional<Ending> unproved(String name, Reader.Read read) {
    if (facts.pager.counts()) {
      return Optional.of(Ending.COUNTED);
    }
    if (!facts.pager.mayCount() || facts.placesAreNamed) {
      return Optional.empty();
    }
    if (isSharedCursor(name, read)) {
      return Optional.of(Ending.NAMED_BY_CURSOR);
    }
    return switch (naming.kind(first.request(), name, pageRead(read), texts(read))) {
      case COUNT -> Optional.of(Ending.COUNTED);
      case EITHER -> {
        mayBeCounted = true;
        yield Optional.empty();
      }
      case PLACE -> {
        // A name that is no count settles it, also for those before it.
        mayBeCounted = false;
        yield Optional.empty();
      }
    };
  }

  private Set<String> texts(Reader.Read read) {
    Set<String> texts = new HashSet<>();
    Optional<JsonRow> row = read.last();
    if (row.isPresent()) {
      for (String column : facts.table.primaryKey()) {
        row.get().text(column).ifPresent(texts::add);
      }
      read.lastValue().ifPresent(value -> texts.add(value.text()));
    }
    return texts;
  }

  private boolean isSharedCursor(String name, Reader.Read read) {
    Optional<CursorField> field = facts.cursor;
    Optional<CursorValue> value = read.lastValue();
    if (field.isEmpty()
        || value.isEmpty()
        || !value.get().hasOrder()
        || facts.table.primaryKey().equals(List.of(field.get().field()))) {
      return false;
    }
    return Naming.values(first.request(), name).stream()
        .anyMatch(text -> isSame(field.get(), text, value.get()));
  }

  private static boolean isSame(CursorField field, String text, CursorValue value) {
    try {
      return field.parse(text).equals(value);
    } catch (SourceDataException notACursor) {
      return false;
    }
  }

  private void warnOfRestart(ConnectorException refusal) throws InterruptedException {
    CursorValue closed = reader.position.reached();
    fruitless = Objects.equals(closed, restartedAt) ? fruitless + 1 : 1;
    if (fruitless > FRUITLESS_RESTARTS) {
      throw refusal;
    }
    restartedAt = closed;
    reader.sync.warn(
        "the source no longer knows its next-page token, reading again from "
            + (closed == null ? "the start" : closed.text())
            + ": "
            + refusal.getMessage());
  }

  private static boolean isExpired(ConnectorException e) {
    return e.getCause() instanceof HttpStatusException refusal
        && EXPIRED.contains(refusal.status());
  }
}
