package dev.leat.sdk.walk;

import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.paging.Naming;
import dev.leat.sdk.paging.PageRead;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gathers the rows of all pages of one answer, before any is sent: for answers that are bounded by
 * their question. Pages that count are read until they are twice the same. For one thread.
 */
final class AllPages {

  private static final int TRIES = 20;

  private final Facts facts;
  private final Sync sync;
  private final String key;
  private boolean counted;
  private Answer last;

  /**
   * @param key the field by which rows are told apart
   */
  AllPages(Facts facts, Sync sync, String key) {
    this.facts = facts;
    this.sync = sync;
    this.key = key;
    this.counted = facts.pager.counts();
  }

  /** The answer of the last page. */
  Answer last() {
    return last;
  }

  /** The rows, in the order in which they came. */
  List<JsonRow> rows(Ask first) throws InterruptedException {
    List<JsonRow> rows = once(first);
    for (int tries = 0; counted && tries < TRIES; tries++) {
      List<JsonRow> again = once(first);
      if (again.equals(rows)) {
        return rows;
      }
      rows = again;
    }
    if (counted) {
      throw new SourceDataException(
          facts.subject()
              + ": the pages of an answer are counted, and were never twice the same: sync when the"
              + " source is quieter, or ask for fewer rows at once");
    }
    return rows;
  }

  private List<JsonRow> once(Ask first) throws InterruptedException {
    List<JsonRow> rows = new ArrayList<>();
    LoopGuard guard = new LoopGuard(facts);
    Naming naming = new Naming();
    Optional<Ask> ask = Optional.of(first);
    for (long pages = 0; ask.isPresent(); pages++) {
      last = sync.fetch(ask.get());
      sync.pageDone(last);
      Records records = last.page().records(facts.rowsAt);
      sync.setAside(records);
      List<JsonRow> page = records.rows();
      Optional<JsonRow> lastRow =
          page.isEmpty() ? Optional.empty() : Optional.of(page.get(page.size() - 1));
      PageRead read = new PageRead(last, page.size(), lastRow, pages, rows.size());
      Optional<Pager.Next> next = facts.pager.after(ask.get(), read);
      if (next.isPresent()) {
        guard.page(page);
        guard.token(next.get().name());
        counted |= facts.pager.mayCount() && counts(naming, first, next.get().name(), read);
      }
      rows.addAll(page);
      ask = next.map(Pager.Next::ask);
    }
    return rows;
  }

  private boolean counts(Naming naming, Ask first, String name, PageRead read) {
    Set<String> texts = read.last().flatMap(row -> row.text(key)).map(Set::of).orElse(Set.of());
    return naming.kind(first.request(), name, read, texts) != Naming.Kind.PLACE;
  }
}
