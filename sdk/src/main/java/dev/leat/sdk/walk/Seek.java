package dev.leat.sdk.walk;

import dev.leat.sdk.SyncResult;
import dev.leat.sdk.cursor.CursorValue;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.state.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One pass by asking for the rows after (cursor, key), in a total order. For one thread. */
final class Seek {

  private static final String KEY = "key";
  private static final String PART = "part";

  private final Facts facts;
  private final Sync sync;
  private final Keyset.Ways ways;
  private final Reader reader;

  /** The rows that share the cursor of the position: none of them may come again. */
  private final Tail ties;

  private Optional<KeysetPosition> closed;

  /** How far this pass came, young rows left out: claimed once the order is believed. */
  private Optional<KeysetPosition> reached = Optional.empty();

  Seek(Facts declared, Sync sync, Keyset.Ways ways) {
    this.facts = declared.changed(f -> f.order = Facts.Order.ASCENDING);
    this.sync = sync;
    this.ways = ways;
    this.reader = new Reader(facts, sync, Reader.Resend.ALL);
    this.ties = new Tail(facts.table, "");
    Cursor stored = sync.stored();
    this.closed =
        stored
            .text(Position.CURSOR)
            .map(
                cursor ->
                    new KeysetPosition(
                        cursor,
                        stored.parts(KEY).stream()
                            .map(part -> part.text(PART).orElseThrow())
                            .toList()));
  }

  SyncResult read() throws InterruptedException {
    Question<Optional<KeysetPosition>> after = ways.after.orElseThrow();
    LoopGuard guard = new LoopGuard(facts);
    Optional<KeysetPosition> position = closed;
    while (true) {
      Reader.Read read = reader.follow(after.ask(position));
      if (read.size() == 0) {
        // It may be an answer that failed: believed if it comes twice.
        sync.pageDone(read.answer);
        read = reader.follow(after.ask(position));
      }
      Optional<KeysetPosition> next = lastOf(read, value -> true);
      if (next.isPresent() && reader.position.disorder() == null) {
        sync.expect(after.ask(next), read.answer);
      }
      reader.send(read);
      requireOrder();
      if (read.size() == 0) {
        break;
      }
      guard.page(read.rows);
      if (next.isEmpty()) {
        throw new SourceDataException(
            facts.subject()
                + ": a page of "
                + read.size()
                + " rows has no "
                + facts.cursorField().field()
                + " to go on from: filter such rows out in the request");
      }
      requireOrderOfTies(read);
      reached = lastOf(read, reader.position::isBelowHorizon).or(() -> reached);
      if (reader.mayCloseWithinPass()) {
        closed = reached.or(() -> closed);
      }
      position = next;
      reader.remember(ties, read, read.greatest);
      sync.checkpoint(this::store);
      if (reader.isOutrun(read)) {
        break;
      }
    }
    closed = reached.or(() -> closed);
    reader.passIsThrough();
    sync.checkpoint(this::store);
    return sync.result();
  }

  private void requireOrder() {
    if (reader.position.disorder() != null) {
      throw disorder(reader.position.disorder());
    }
  }

  /** Told without comparing keys: how the source compares them is not known here. */
  private void requireOrderOfTies(Reader.Read read) {
    for (int i = 0; i < read.size(); i++) {
      if (ties.holdsKey(read.rows.get(i), read.values.get(i))) {
        throw disorder(
            "a row of "
                + read.values.get(i).text()
                + " a second time, behind others of that "
                + facts.cursorField().field());
      }
    }
  }

  private SourceDataException disorder(String seen) {
    return new SourceDataException(
        facts.subject()
            + ": after(...) needs rows in ascending order, the source gave "
            + seen
            + ": ask it to order by "
            + facts.cursorField().field()
            + " and "
            + ways.tieBreaker);
  }

  private Optional<KeysetPosition> lastOf(Reader.Read read, Predicate<CursorValue> accepted) {
    for (int i = read.size() - 1; i >= 0; i--) {
      CursorValue value = read.values.get(i);
      if (value != null && accepted.test(value)) {
        return Optional.of(new KeysetPosition(value.text(), key(read.rows.get(i))));
      }
    }
    return Optional.empty();
  }

  private List<String> key(JsonRow row) {
    List<String> key = new ArrayList<>(ways.tieBreaker.size());
    for (String field : ways.tieBreaker) {
      key.add(
          row.text(field)
              .orElseThrow(
                  () ->
                      new SourceDataException(
                          facts.subject()
                              + ": a row has no \""
                              + field
                              + "\", by which rows of one "
                              + facts.cursorField().field()
                              + " are told apart")));
    }
    return key;
  }

  private Cursor store(Cursor cursor) {
    if (closed.isEmpty()) {
      return cursor;
    }
    Cursor known = reader.storeOrder(cursor);
    List<Cursor> parts = closed.get().key().stream().map(part -> Cursor.of(PART, part)).toList();
    return known.with(Position.CURSOR, closed.get().cursor()).with(KEY, parts);
  }
}
