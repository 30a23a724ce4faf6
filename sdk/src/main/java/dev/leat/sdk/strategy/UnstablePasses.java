package dev.leat.sdk.strategy;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.Page;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a list whose order may change until two passes in a row hold the same keys. For one thread.
 */
final class UnstablePasses {

  private static final int REPEATS = 20;

  private final Facts facts;
  private final Offset.Ways ways;
  private final Reader reader;
  private final Tail sent;
  private final Optional<String> since;

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

  UnstablePasses(Offset.Ways ways, Reader reader) {
    this.facts = reader.facts;
    this.ways = ways;
    this.reader = reader;
    this.since = reader.since.starting(reader.position.closed()).map(CursorValue::text);
    this.sent = new Tail(facts.table, "");
    reader.overlap(sent);
  }

  void read() throws InterruptedException {
    Keys before = pass();
    for (int passes = 2; passes <= ways.passes; passes++) {
      Keys now = pass();
      if (now.equals(before)) {
        return;
      }
      before = now;
    }
    reader.sync.incompleteBecause(
        "the list changed during each of "
            + ways.passes
            + " passes, so rows may have slipped between pages: sync when the source is quieter,"
            + " raise passes(...), or have it order the list and declare ascending() or"
            + " stableOrder()");
  }

  /** Reads the list once, to the first empty page. */
  private Keys pass() throws InterruptedException {
    Keys keys = new Keys(0, 0, 0);
    Set<HashCode> answers = new HashSet<>();
    int repeats = 0;
    long offset = 0;
    while (true) {
      OffsetAsk ask = new OffsetAsk(since, offset, ways.pageSize);
      Page page = reader.sync.fetch(ways.page.orElseThrow(), ask);
      reader.position.breakOrder();
      Reader.Read read = reader.look(page);
      long next = offset + (ways.wholePages ? ways.pageSize : read.size());
      if (read.size() > 0) {
        OffsetAsk following = new OffsetAsk(since, next, ways.pageSize);
        reader.sync.expect(ways.page.orElseThrow(), following, page);
      }
      reader.send(read);
      if (read.size() == 0) {
        return keys;
      }
      if (!answers.add(Tail.digest(read.rows)) && ++repeats > REPEATS) {
        throw new SourceDataException(
            facts.subject()
                + ": the source gave the same pages again at other offsets, "
                + repeats
                + " times: it does not follow the offset; check the name of that parameter");
      }
      for (int i = 0; i < read.size(); i++) {
        sent.add(read.rows.get(i), read.values.get(i));
        keys = keys.plus(key(read.rows.get(i)));
      }
      sent.keepLast(Tail.REMEMBERED);
      if (reader.position.isTracked()) {
        reader.rememberForNextSync(read);
      }
      offset = next;
    }
  }

  private HashCode key(JsonRow row) {
    List<String> columns = facts.table.primaryKey();
    if (columns.isEmpty()) {
      return Tail.digest(row);
    }
    var hasher = Hashing.murmur3_128().newHasher();
    for (String column : columns) {
      String text = row.text(column).orElse("");
      hasher.putInt(text.length()).putString(text, StandardCharsets.UTF_8);
    }
    return hasher.hash();
  }
}
