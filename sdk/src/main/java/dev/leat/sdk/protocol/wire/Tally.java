package dev.leat.sdk.protocol.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Strings;
import dev.leat.sdk.internal.json.Json;
import dev.leat.sdk.schema.TableName;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The data lines since the last checkpoint: how many of each table, and a digest that does not
 * depend on their order. Used by one thread.
 */
final class Tally {

  /** How many lines of one table; lives as long as its tally. */
  static final class Counter {
    private long lines;
  }

  private final Map<TableName, Counter> counters = new LinkedHashMap<>();
  private long digest;
  private long lines;

  Counter counter(TableName table) {
    return counters.computeIfAbsent(table, each -> new Counter());
  }

  /**
   * Counts a line.
   *
   * @param crc CRC-32 of its bytes without the line break
   */
  void add(Counter counter, long crc) {
    counter.lines++;
    lines++;
    digest += crc;
  }

  boolean isEmpty() {
    return lines == 0;
  }

  ObjectNode counts() {
    ObjectNode counts = Json.DOCUMENTS.createObjectNode();
    counters.forEach(
        (table, counter) -> {
          if (counter.lines > 0) {
            counts.put(table.value(), counter.lines);
          }
        });
    return counts;
  }

  long count(String table) {
    Counter counter = counters.get(new TableName(table));
    return counter == null ? 0 : counter.lines;
  }

  /** The sum of all CRC-32s modulo 2^64 as 16 hexadecimal digits. */
  String digest() {
    return Strings.padStart(Long.toHexString(digest), 16, '0');
  }

  void clear() {
    counters.values().forEach(each -> each.lines = 0);
    digest = 0;
    lines = 0;
  }
}
