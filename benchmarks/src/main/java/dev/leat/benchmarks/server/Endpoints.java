package dev.leat.benchmarks.server;

import dev.leat.benchmarks.Variant;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which rows answer a request, as the playground's endpoints of the same paths have it, and those
 * of one part of the table. Immutable.
 *
 * @param pageCap the most rows that a page has
 * @param rowsAPart of how many neighbours a part of the table is made
 */
record Endpoints(RowStore rows, int pageCap, int rowsAPart) {

  private static final int PARTS_LISTED = 1_000;

  Endpoints {
    if (rowsAPart < 1 || rows.rows() % rowsAPart != 0) {
      throw new IllegalArgumentException(
          rows.rows() + " rows cannot be divided into parts of " + rowsAPart);
    }
  }

  /**
   * Returns the JSON of a page, in parts.
   *
   * @throws IllegalArgumentException if the path is unknown or a parameter cannot be understood
   */
  List<ByteBuffer> page(Query query) {
    return switch (query.path()) {
      case "/pagination/keyset" -> keyset(query);
      case "/pagination/offset" -> offset(query);
      case "/incremental/timestamp" -> page(since(query, "since"), cap(query), "");
      case "/incremental/step" -> step(query);
      case "/incremental/replay" -> {
        int first = since(query, "since");
        yield page(skip(first, query), cap(query), ",\"total\":" + (rows.rows() - first));
      }
      case "/parts" -> listing(query);
      case "/parts/rows" -> part(query);
      default -> throw new IllegalArgumentException("There is nothing at " + query.path());
    };
  }

  private List<ByteBuffer> keyset(Query query) {
    Optional<Integer> token = query.text("scroll_param").map(Integer::valueOf);
    int from = token.orElseGet(() -> since(query, "updated_since"));
    int next = from + cap(query);
    return page(from, cap(query), next < rows.rows() ? ",\"scroll_param\":\"" + next + '"' : "");
  }

  /** Whether a part is asked for from its first row on: by one who was never there before. */
  static boolean isBeginning(Query query) {
    return query.path().equals("/parts/rows")
        && query.text("updated_since").isEmpty()
        && query.text("scroll_param").isEmpty();
  }

  private List<ByteBuffer> listing(Query query) {
    int parts = rows.rows() / rowsAPart;
    int from = (int) Math.min(parts, query.number("from", 0));
    int to = Math.min(parts, from + PARTS_LISTED);
    String names =
        IntStream.range(from, to)
            .mapToObj("{\"part\":\"%d\"}"::formatted)
            .collect(Collectors.joining(","));
    String rest = to < parts ? ",\"next\":\"" + to + '"' : "";
    return List.of(ascii("{\"data\":[" + names + "]" + rest + "}"));
  }

  private List<ByteBuffer> part(Query query) {
    int first = Math.multiplyExact(rowsAPart, Math.toIntExact(query.number("part", 0)));
    int end = first + rowsAPart;
    int from =
        query
            .text("scroll_param")
            .map(Integer::valueOf)
            .orElseGet(() -> Math.min(end, Math.max(first, since(query, "updated_since"))));
    int next = Math.min(end, from + cap(query));
    return page(from, next - from, next < end ? ",\"scroll_param\":\"" + next + '"' : "");
  }

  private List<ByteBuffer> offset(Query query) {
    int first = since(query, "updated_since");
    int limit = cap(query);
    String rest =
        ",\"offset\":%d,\"limit\":%d,\"total\":%d"
            .formatted(query.number("offset", 0), limit, rows.rows() - first);
    return page(skip(first, query), limit, rest);
  }

  private List<ByteBuffer> step(Query query) {
    if (rows.variant() == Variant.TENTH) {
      throw new IllegalArgumentException(
          "Ids are not in the order of time once a tenth has changed");
    }
    long from = Math.max(0, query.number("start_id", 1) - 1);
    long to = Math.min(rows.rows(), query.number("end_id", rows.rows()));
    int first = (int) Math.min(from, rows.rows());
    return page(first, (int) Math.max(0, to - first), ",\"max_id\":" + rows.rows());
  }

  private int since(Query query, String name) {
    return query.text(name).map(time -> rows.firstSince(Instant.parse(time))).orElse(0);
  }

  private int skip(int first, Query query) {
    return (int) Math.min(rows.rows(), first + query.number("offset", 0));
  }

  private int cap(Query query) {
    return (int) Math.min(pageCap, query.number("limit", pageCap));
  }

  private List<ByteBuffer> page(int from, int limit, String rest) {
    List<ByteBuffer> parts = new ArrayList<>();
    parts.add(ascii("{\"data\":["));
    rows.addTo(parts, from, Math.min(rows.rows(), from + limit));
    parts.add(ascii("]" + rest + "}"));
    return parts;
  }

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
