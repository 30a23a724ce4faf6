package dev.leat.sdk.walk;

import com.google.common.hash.HashCode;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.paging.PageRead;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Reads pages that may not join until two passes in a row hold the same keys. For one thread. */
final class RepeatedPasses {

  private static final int REPEATS = 20;
  private static final int PASSES = 5;

  private final Facts facts;
  private final Reader reader;
  private final Supplier<Ask> first;
  private final Pager pager;
  private final Tail sent;
  private int most = PASSES;
  private Predicate<Reader.Read> last = read -> false;
  private final Identity identity;
  private long rows;

  /** All keys of a pass, whatever their order; a key that came twice counts twice. */
  private record Keys(long count, long low, long high) {
    Keys plus(HashCode key) {
      byte[] bytes = key.asBytes();
      long more = 0;
      for (int i = 8; i < 16; i++) {
        more = more << 8 | (bytes[i] & 0xFF);
      }
      return new Keys(count + 1, low + key.asLong(), high + more);
    }
  }

  RepeatedPasses(Reader reader, Supplier<Ask> first, Pager pager) {
    this.facts = reader.facts;
    this.reader = reader;
    this.first = first;
    this.pager = pager;
    this.identity = new Identity(facts.table);
    this.sent = new Tail(facts.table, "");
    reader.overlap(sent);
  }

  /** How many passes are made at most. */
  RepeatedPasses atMost(int passes) {
    most = passes;
    return this;
  }

  /** A page for which this holds is the last one that is wanted. */
  RepeatedPasses until(Predicate<Reader.Read> isLast) {
    last = isLast;
    return this;
  }

  /**
   * Reads and sends.
   *
   * @return whether two passes agreed; if not, the sync is incomplete
   */
  boolean read() throws InterruptedException {
    Keys before = pass();
    for (int passes = 2; passes <= most; passes++) {
      Keys now = pass();
      if (now.equals(before)) {
        return true;
      }
      before = now;
    }
    reader.sync.incompleteBecause(
        "the list changed during each of "
            + most
            + " passes, so rows may have slipped between pages that are counted: sync when the"
            + " source is quieter, or have it order the list by the cursor and declare"
            + " ascending()");
    return false;
  }

  /** How many rows the last pass had. */
  long rows() {
    return rows;
  }

  /** Reads the list once, to its last page. */
  private Keys pass() throws InterruptedException {
    Keys keys = new Keys(0, 0, 0);
    Set<HashCode> answers = new HashSet<>();
    int repeats = 0;
    long pages = 0;
    rows = 0;
    LoopGuard guard = new LoopGuard(facts);
    Optional<Ask> ask = Optional.of(first.get());
    while (ask.isPresent()) {
      Reader.Read read = reader.lookTwiceIfEmpty(ask.get());
      PageRead page = new PageRead(read.answer, read.size(), read.last(), pages, rows);
      ask = pager.after(ask.get(), page).filter(wanted(read)).map(Pager.Next::ask);
      if (ask.isPresent()) {
        guard.emptyPagesEnd(read.size());
        reader.sync.expect(ask.get(), read.answer);
      }
      reader.send(read);
      if (read.size() > 0 && !answers.add(Tail.digest(read.rows)) && ++repeats > REPEATS) {
        throw new SourceDataException(
            facts.subject()
                + ": the source gave the same pages again under other numbers, "
                + repeats
                + " times: it does not follow the offset, page number or token; check the name of"
                + " that parameter");
      }
      keys = remember(read, keys);
      pages++;
      rows += read.size();
    }
    return keys;
  }

  private Predicate<Pager.Next> wanted(Reader.Read read) {
    return next -> !last.test(read);
  }

  private Keys remember(Reader.Read read, Keys before) {
    Keys keys = before;
    for (int i = 0; i < read.size(); i++) {
      sent.add(read.rows.get(i), read.values.get(i));
      keys = keys.plus(identity.hasher(read.rows.get(i)).hash());
    }
    sent.keepLast(Tail.REMEMBERED);
    if (reader.position.isTracked()) {
      reader.rememberForNextSync(read);
    }
    return keys;
  }
}
