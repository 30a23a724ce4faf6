package dev.leat.sdk.walk;

import dev.leat.sdk.SyncResult;
import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.cursor.CursorValue;
import dev.leat.sdk.error.SourceDataException;
import java.util.Optional;

/**
 * Reads a question whose pages stand for no place, so that a row that moves takes others past the
 * reader. Where rows ascend by a cursor, each question begins at the last row of the one before;
 * where they do not, the pages are read until two passes agree. For one thread.
 */
final class CountedPages {

  private final Facts facts;
  private final Reader reader;
  private final Question<Optional<String>> question;
  private final boolean pagesWithinTies;
  private boolean feed;

  /**
   * @param pagesWithinTies whether further pages hold the rest of rows that share a value: so where
   *     pages are counted, not where they are named by that value
   */
  CountedPages(Reader reader, Question<Optional<String>> question, boolean pagesWithinTies) {
    this.facts = reader.facts;
    this.reader = reader;
    this.question = question;
    this.pagesWithinTies = pagesWithinTies;
  }

  CountedPages asFeed(boolean newestFirstWithoutFilter) {
    feed = newestFirstWithoutFilter;
    return this;
  }

  SyncResult read() throws InterruptedException {
    if (canStartAnywhere()) {
      return new ValueWalk(reader, question, pagesWithinTies).read();
    }
    if (!pagesWithinTies) {
      throw new SourceDataException(
          facts.subject()
              + ": the source names its next page by the "
              + facts.cursorField().field()
              + " of the last row, which rows of that page may share, so they would be lost: have"
              + " it order by that field and declare ascending(); each question then begins at the"
              + " last row");
    }
    Optional<CursorValue> oldest = reader.since.starting(reader.position.closed());
    boolean agreed =
        new RepeatedPasses(reader, () -> question.ask(oldest.map(CursorValue::text)), facts.pager)
            .until(read -> feed && TokenPass.isOlder(read, oldest))
            .read();
    if (agreed) {
      reader.position.close();
    }
    reader.sync.checkpoint(reader::store);
    return reader.sync.result();
  }

  private boolean canStartAnywhere() {
    return !feed
        && facts.order == Facts.Order.ASCENDING
        && facts.cursorField().type() != CursorField.Type.OPAQUE
        && reader.position.disorder() == null;
  }
}
