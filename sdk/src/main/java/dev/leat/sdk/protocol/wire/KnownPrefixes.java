package dev.leat.sdk.protocol.wire;

import dev.leat.sdk.Operation;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.TableName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What data lines have started with so far: a line that starts the same way means the same. Used by
 * one thread.
 */
final class KnownPrefixes {

  /** Beyond that many, lines are read the long way: looking through a long list is no faster. */
  private static final int MOST = 32;

  private final List<Prefix> prefixes = new ArrayList<>();
  private Prefix latest;

  /** All of a data line up to its row, and what it means. */
  static final class Prefix {

    private final String type;
    private final TableName table;
    private final Tally.Counter counter;
    private final byte[] bytes;

    private Prefix(String type, TableName table, Tally.Counter counter, byte[] bytes) {
      this.type = type;
      this.table = table;
      this.counter = counter;
      this.bytes = bytes;
    }

    static Prefix of(
        String type, TableName table, Tally.Counter counter, byte[] line, int from, int to) {
      return new Prefix(type, table, counter, Arrays.copyOfRange(line, from, to));
    }

    int length() {
      return bytes.length;
    }

    Tally.Counter counter() {
      return counter;
    }

    Operation operation(JsonRow row) {
      return switch (type) {
        case "upsert" -> new Operation.Upsert(table, row);
        case "update" -> new Operation.Update(table, row);
        default -> new Operation.Delete(table, row);
      };
    }

    private boolean starts(byte[] line, int from, int to) {
      return to - from > bytes.length
          && Arrays.equals(line, from, from + bytes.length, bytes, 0, bytes.length);
    }
  }

  void add(Prefix prefix) {
    if (prefixes.size() < MOST) {
      prefixes.add(prefix);
    }
    latest = prefix;
  }

  /** The prefix of a line; null if it has none that is known. */
  Prefix find(byte[] line, int from, int to) {
    if (latest != null && latest.starts(line, from, to)) {
      return latest;
    }
    for (Prefix each : prefixes) {
      if (each.starts(line, from, to)) {
        latest = each;
        return each;
      }
    }
    return null;
  }
}
