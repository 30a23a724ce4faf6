package dev.leat.sdk.walk;

import com.google.common.hash.HashCode;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.leat.sdk.cursor.CursorValue;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rows that the next question will give again: sent already, so they need not be sent twice.
 * Bounded; a row that it forgot is sent again, never lost. For one thread.
 */
final class Tail {

  /** Rows remembered while a sync runs. */
  static final int REMEMBERED = 10_000;

  /** Rows remembered from one sync to the next; with more, none is. */
  static final int STORED = 64;

  /** Bytes of pages that are kept in memory for the sake of rows that are not hashed. */
  private static final int MOST_HELD = 8 << 20;

  private static final HashFunction HASH = Hashing.murmur3_128();

  /** What its digests look like in a state; anything else there is none of them. */
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{32}");

  /** Of each row of a page, on the way to the digest of the page. */
  private static final HashFunction ROW_HASH = Hashing.farmHashFingerprint64();

  private final Identity identity;
  private final Set<HashCode> fromLastSync;
  private final Map<HashCode, Known> rows = new LinkedHashMap<>();
  private final Map<HashCode, Integer> keys = new HashMap<>();

  /** The digest of the version that was read last, of each row that is remembered. */
  private final Map<HashCode, HashCode> newestOf = new HashMap<>();

  /**
   * Added after all of {@link #rows}, and not hashed as long as nobody asks for another row: the
   * last of a page are asked for by the next, and the others hardly ever.
   */
  private final Deque<Unhashed> unhashed = new ArrayDeque<>();

  private long heldBytes;
  private CursorValue forgotten;

  /** No row that is remembered has a later cursor. */
  private CursorValue latest;

  private record Known(CursorValue at, HashCode key) {}

  private record Unhashed(JsonRow row, CursorValue at) {}

  /**
   * @param stored what {@link #stored} gave to the last checkpoint; blank if nothing
   */
  Tail(Table table, String stored) {
    this.identity = new Identity(table);
    this.fromLastSync =
        Stream.of(stored.split(" "))
            .filter(digest -> DIGEST.matcher(digest).matches())
            .map(HashCode::fromString)
            .collect(Collectors.toSet());
  }

  /**
   * Whether the row, which has this cursor, was sent, byte for byte, and no other version of it
   * since.
   */
  boolean holds(JsonRow row, CursorValue at) {
    return holds(row, at, fromLastSync);
  }

  /** The same, of rows that were sent in this sync. */
  boolean holdsOfThisSync(JsonRow row, CursorValue at) {
    return holds(row, at, Set.of());
  }

  private boolean holds(JsonRow row, CursorValue at, Set<HashCode> earlier) {
    if (earlier.isEmpty() && (isEmpty() || isLater(at))) {
      return false;
    }
    Optional<Unhashed> same = amongUnhashed(at, known -> isSameRow(known.row, row));
    if (same.isPresent()) {
      return same.get().row.equals(row);
    }
    HashCode digest = digest(row);
    if (!rows.containsKey(digest) && !earlier.contains(digest)) {
      return false; // As most rows are; which row it is need not be found out then.
    }
    HashCode newest = newestOf.get(row(row));
    if (newest != null && !newest.equals(digest) && rows.containsKey(newest)) {
      return false;
    }
    return true;
  }

  /** Whether a version of this row with this cursor was read in this sync. */
  boolean holdsKey(JsonRow row, CursorValue at) {
    if (isEmpty() || isLater(at)) {
      return false;
    }
    return amongUnhashed(at, known -> isSameKey(known, row, at)).isPresent()
        || keys.containsKey(key(row, at));
  }

  private boolean isEmpty() {
    return rows.isEmpty() && unhashed.isEmpty();
  }

  /**
   * The newest of the rows that are not hashed that is meant; looks at those that may have this
   * cursor. If none is, all are hashed: so nobody looks through them twice in vain.
   */
  private Optional<Unhashed> amongUnhashed(CursorValue at, Predicate<Unhashed> isMeant) {
    Iterator<Unhashed> newest = unhashed.descendingIterator();
    while (newest.hasNext()) {
      Unhashed known = newest.next();
      if (at != null && known.at != null && at.hasOrder() && at.isAfter(known.at)) {
        break;
      }
      if (isMeant.test(known)) {
        return Optional.of(known);
      }
    }
    hashAll();
    return Optional.empty();
  }

  private boolean isSameKey(Unhashed known, JsonRow row, CursorValue at) {
    return textOf(known.at).equals(textOf(at)) && isSameRow(known.row, row);
  }

  private boolean isSameRow(JsonRow known, JsonRow row) {
    return identity.isSame(known, row);
  }

  private void hashAll() {
    for (Unhashed each : unhashed) {
      HashCode key = key(each.row, each.at);
      HashCode digest = digest(each.row);
      if (rows.put(digest, new Known(each.at, key)) == null) {
        keys.merge(key, 1, Integer::sum);
      }
      newestOf.put(row(each.row), digest);
    }
    unhashed.clear();
    heldBytes = 0;
  }

  /** Whether no row that is remembered can have this cursor: most rows are told apart by it. */
  private boolean isLater(CursorValue at) {
    return at != null && at.hasOrder() && (latest == null || at.isAfter(latest));
  }

  /** Remembers a row that was read. */
  void add(JsonRow row, CursorValue at) {
    if (unhashed.isEmpty() || unhashed.getLast().row.bytes() != row.bytes()) {
      heldBytes += row.bytes().length;
    }
    unhashed.add(new Unhashed(row, at));
    if (heldBytes > MOST_HELD) {
      hashAll();
    }
    if (isLater(at)) {
      latest = at;
    }
  }

  /** Forgets the rows before {@code from}; all, if there are still too many. */
  void trim(CursorValue from) {
    hashAll();
    if (from != null) {
      rows.values()
          .removeIf(known -> known.at != null && from.isAfter(known.at) && dropKey(known.key));
      newestOf.values().retainAll(rows.keySet());
    }
    if (rows.size() > REMEMBERED) {
      for (Known known : rows.values()) {
        if (forgotten == null || (known.at != null && known.at.isAfter(forgotten))) {
          forgotten = known.at;
        }
      }
      rows.clear();
      keys.clear();
      newestOf.clear();
    }
  }

  /** Forgets all rows but those added last. */
  void keepLast(int count) {
    Iterator<Known> eldest = rows.values().iterator();
    while (eldest.hasNext() && rows.size() + unhashed.size() > count) {
      dropKey(eldest.next().key);
      eldest.remove();
    }
    if (newestOf.size() > 2 * rows.size()) {
      newestOf.values().retainAll(rows.keySet());
    }
    while (unhashed.size() > count) {
      JsonRow dropped = unhashed.remove().row;
      if (unhashed.isEmpty() || unhashed.getFirst().row.bytes() != dropped.bytes()) {
        heldBytes -= dropped.bytes().length;
      }
    }
  }

  /** Bytes that cannot be freed because of this. */
  long heldBytes() {
    return heldBytes;
  }

  /** Whether every row at or after {@code from} is remembered. */
  boolean isWholeFrom(CursorValue from) {
    return forgotten == null || (from != null && from.isAfter(forgotten));
  }

  /** For the state: the rows from {@code from} that are kept; empty if there are too many. */
  Optional<String> stored(CursorValue from, Predicate<CursorValue> isKept) {
    trim(from);
    if (rows.isEmpty() || rows.size() > STORED || !isWholeFrom(from)) {
      return Optional.empty();
    }
    Set<String> digests = new TreeSet<>();
    rows.forEach(
        (digest, known) -> {
          if (isKept.test(known.at)) {
            digests.add(digest.toString());
          }
        });
    return Optional.of(String.join(" ", digests));
  }

  private boolean dropKey(HashCode key) {
    keys.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    return true;
  }

  static HashCode digest(JsonRow row) {
    return HASH.hashBytes(row.bytes(), row.offset(), row.length());
  }

  /** The same for two pages that hold the same rows in the same order. */
  static HashCode digest(List<JsonRow> page) {
    Hasher hasher = HASH.newHasher();
    for (JsonRow row : page) {
      HashCode hash = ROW_HASH.hashBytes(row.bytes(), row.offset(), row.length());
      hasher.putInt(row.length()).putLong(hash.asLong());
    }
    return hasher.hash();
  }

  private HashCode key(JsonRow row, CursorValue at) {
    return identity.hasher(row).putString(textOf(at), StandardCharsets.UTF_8).hash();
  }

  /** Which row it is, whatever its version; the version itself in a table without a key. */
  private HashCode row(JsonRow row) {
    return identity.hasher(row).hash();
  }

  private static String textOf(CursorValue at) {
    return at == null ? "" : at.text();
  }
}
