package dev.leat.testkit.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a simulated source answers at each path. Rows stand in {@code data}. Used by one thread.
 *
 * <ul>
 *   <li>{@code /pagination/keyset}: {@code updated_since}, {@code part}, {@code scroll_param},
 *       whose tokens stand for a row
 *   <li>{@code /pagination/counted}: {@code updated_since}, {@code n}, a page number or an offset;
 *       {@code next} names the next page by one of them, as a link or in base64
 *   <li>{@code /export/begin}: begins a job, which holds the rows from {@code updated_since} on;
 *       {@code /export/state}: how far the job of an {@code id} is; {@code /export/rows}: its rows
 *   <li>{@code /row}: the row of that {@code id}
 *   <li>{@code /parts}: the parts that rows are in, one a page, each with its {@code name}; pages
 *       are counted by {@code n}
 *   <li>{@code /pagination/after}: rows after {@code cursor} and {@code id}
 *   <li>{@code /pagination/offset}: {@code updated_since}, {@code offset}, {@code limit}
 *   <li>{@code /pagination/list}: the same in an order of its own, without a filter
 *   <li>{@code /incremental/timestamp}, {@code /incremental/replay}: {@code since}
 *   <li>{@code /incremental/window}: {@code since}, {@code until}
 *   <li>{@code /incremental/step}: {@code start_id}, {@code end_id}, both inclusive; {@code
 *       /incremental/highest}: the highest id as {@code max}
 *   <li>{@code /everything}: {@code scroll_param}, in the order of keys
 * </ul>
 */
final class Endpoints {

  private static final Comparator<Version> BY_STAMP =
      Comparator.comparingLong(Version::stamp).thenComparingInt(Version::id);
  private static final int CIRCLE = 3;
  private static final String OFFSET = "offset:";

  /** How long a source knows a job. */
  private static final long JOB_MILLIS = 1_200_000;

  private static final Set<String> WITHOUT_ROWS =
      Set.of("/incremental/highest", "/export/begin", "/export/state");

  /** The bit of a server's variant by which its answers are limited by their size. */
  static final int CUT_BY_SIZE = 7;

  /** This bit of a server's variant: rows are left out of pages that were counted with them. */
  static final int LEAVES_OUT = 8;

  /**
   * This bit of a server's variant: rows of one time that do not fill a page come in another order
   * at each question.
   */
  static final int TIES_IN_ANY_ORDER = 9;

  private final SourceModel model;
  private final Server server;
  private final Random random;
  private final Map<String, Job> jobs = new HashMap<>();
  private int made;

  /** An answer without rows. */
  static final Answer EMPTY = new Answer(200, "{\"data\":[],\"scroll_param\":null}");

  static final Answer REFUSAL = new Answer(403, "{\"error\":\"not yours\"}");

  /** What goes back. */
  record Answer(int status, String json) {}

  Endpoints(SourceModel model, Server server, Random random) {
    this.model = model;
    this.server = server;
    this.random = random;
  }

  Answer answer(String path, Map<String, String> query) {
    return switch (path) {
      case "/pagination/keyset" -> keyset(query);
      case "/pagination/counted" -> counted(query);
      case "/export/begin" -> begin(query.get("updated_since"));
      case "/export/state" -> job(query.get("id"), "{\"state\":\"done\"}");
      case "/export/rows" -> job(query.get("id"), jobs.get(query.get("id")).json());
      case "/row" -> row(query.get("id"));
      case "/parts" -> parts(query.get("n"));
      case "/pagination/after" -> page(firstOf(after(query), server.pageSize()));
      case "/pagination/offset" -> offset(withTies(matching(query.get("updated_since"))), query);
      case "/pagination/list" -> offset(list(), query);
      case "/incremental/timestamp", "/incremental/replay" ->
          page(firstOf(withTies(matching(query.get("since"))), cap()));
      case "/incremental/window" -> window(query);
      case "/incremental/step" -> ids(query);
      case "/incremental/highest" -> highest();
      case "/everything" -> everything(query);
      default -> new Answer(404, "{}");
    };
  }

  boolean givesRows(String path) {
    return !WITHOUT_ROWS.contains(path);
  }

  private List<Version> matching(String since) {
    List<Version> rows = new ArrayList<>(model.readable());
    if (since != null && server.manner() != Manner.DEAF_TO_THE_FILTER) {
      long asked = granule(server.stamps().parse(since));
      long least = server.inclusive() ? asked : asked + 1;
      // Rows without a cursor match every question, so that a reader can know of them.
      rows.removeIf(row -> row.isStamped() && granule(row.stamp()) < least);
    }
    return ordered(rows, BY_STAMP);
  }

  private long granule(long millis) {
    return Math.floorDiv(millis, server.filterMillis());
  }

  private List<Version> ordered(List<Version> rows, Comparator<Version> order) {
    rows.sort(order);
    if (server.newestFirst() != (server.manner() == Manner.REVERSES)) {
      Collections.reverse(rows);
    }
    if (server.manner() == Manner.SHUFFLES) {
      Collections.shuffle(rows, random);
    }
    return rows;
  }

  /**
   * As many rows as one answer holds: where it is limited by its size, that varies, as long as no
   * more rows of one time come.
   */
  private int cap() {
    boolean varies = server.has(CUT_BY_SIZE) && server.manner() == Manner.HONEST;
    return varies ? server.cap() / 3 + random.nextInt(server.cap()) : server.cap();
  }

  /**
   * The rows of each time in an order of this question's own, where they do not fill a page: what
   * is random at each question can be the same twice, and prove pages that do not join.
   */
  private List<Version> withTies(List<Version> ordered) {
    boolean areAllGiven = !server.has(LEAVES_OUT);
    if (!server.has(TIES_IN_ANY_ORDER) || !areAllGiven || server.manner() != Manner.HONEST) {
      return ordered;
    }
    int first = 0;
    for (int i = 1; i <= ordered.size(); i++) {
      if (i == ordered.size() || ordered.get(i).stamp() != ordered.get(first).stamp()) {
        if (i - first < server.pageSize()) {
          Collections.shuffle(ordered.subList(first, i), random);
        }
        first = i;
      }
    }
    return ordered;
  }

  /**
   * The rows among which others are counted that the caller may not see, in their places as nulls;
   * between two that can be seen fewer than a page of them.
   */
  private List<Version> withLeftOut(List<Version> visible) {
    if (!server.has(LEAVES_OUT) || server.manner() != Manner.HONEST) {
      return visible;
    }
    List<Version> all = new ArrayList<>();
    for (Version row : visible) {
      int before = row.id() % 3 == 0 ? row.id() % server.pageSize() : 0;
      all.addAll(Collections.nCopies(before, null));
      all.add(row);
    }
    return all;
  }

  /** How the pages of {@code /pagination/counted} are named. */
  enum Counting {
    PAGE_NUMBER,
    OFFSET,
    LINK,
    BASE64
  }

  static Counting counting(Server server) {
    return Counting.values()[server.variant() >> 4 & 3];
  }

  private Answer counted(Map<String, String> query) {
    List<Version> rows = withLeftOut(withTies(matching(query.get("updated_since"))));
    Counting counting = counting(server);
    String n = query.get("n");
    int size = server.pageSize();
    int from =
        n == null
            ? 0
            : switch (counting) {
              case PAGE_NUMBER, LINK -> (Integer.parseInt(n) - 1) * size;
              case OFFSET -> Integer.parseInt(n);
              case BASE64 ->
                  Integer.parseInt(
                      new String(Base64.getDecoder().decode(n), StandardCharsets.UTF_8)
                          .substring(OFFSET.length()));
            };
    List<Version> page = firstOf(rows.subList(Math.min(from, rows.size()), rows.size()), size);
    if (from + size >= rows.size()) {
      return page(page);
    }
    int next = from + size;
    String since = query.get("updated_since");
    String name =
        switch (counting) {
          case PAGE_NUMBER -> Integer.toString(next / size + 1);
          case OFFSET -> Integer.toString(next);
          case LINK ->
              "/pagination/counted?"
                  + (since == null ? "" : "updated_since=" + since.replace("+", "%2B") + "&")
                  + "n="
                  + (next / size + 1);
          case BASE64 ->
              Base64.getEncoder().encodeToString((OFFSET + next).getBytes(StandardCharsets.UTF_8));
        };
    return page(page, Optional.of(name));
  }

  private Answer keyset(Map<String, String> query) {
    String token = query.get("scroll_param");
    List<Version> rows = matching(token == null ? query.get("updated_since") : null);
    if (query.containsKey("part")) {
      int part = Integer.parseInt(query.get("part"));
      rows.removeIf(row -> part(row) != part);
    }
    if (token == null) {
      return scroll(rows, server.pageSize());
    }
    return token.contains("_") ? following(rows, token, BY_STAMP) : misled(rows, token);
  }

  private static int part(Version row) {
    return row.id() % SimulatedSource.PARTS;
  }

  /** What a job holds, and when it was begun. */
  private record Job(long begun, String json) {}

  private Answer begin(String since) {
    String id = "j" + ++made;
    jobs.put(id, new Job(model.now(), page(matching(since)).json()));
    return new Answer(200, "{\"id\":\"" + id + "\"}");
  }

  private Answer job(String id, String json) {
    boolean isKnown = model.now() - jobs.get(id).begun() <= JOB_MILLIS;
    return isKnown ? new Answer(200, json) : new Answer(404, "{\"error\":\"no such job\"}");
  }

  private Answer row(String id) {
    return page(model.readable().stream().filter(row -> row.id() == Integer.parseInt(id)).toList());
  }

  /** The name of a part in each page, which are counted; a part without rows has no name. */
  private Answer parts(String n) {
    List<Integer> parts = model.readable().stream().map(Endpoints::part).distinct().toList();
    int at = n == null ? 0 : Integer.parseInt(n);
    String row = at < parts.size() ? "{\"name\":\"" + parts.get(at) + "\"}" : "";
    String next = at + 1 < parts.size() ? "\"" + (at + 1) + "\"" : "null";
    return new Answer(200, "{\"data\":[" + row + "],\"scroll_param\":" + next + "}");
  }

  /** The rows after the one that a token stands for. */
  private Answer following(List<Version> all, String token, Comparator<Version> ascending) {
    String[] parts = token.split("_", 3);
    if (server.tokenMillis() > 0 && model.now() - Long.parseLong(parts[2]) > server.tokenMillis()) {
      return new Answer(410, "{\"error\":\"token expired\"}");
    }
    Version last = new Version(Integer.parseInt(parts[1]), 0, Long.parseLong(parts[0]), 0, 0, "");
    boolean descends = server.newestFirst() != (server.manner() == Manner.REVERSES);
    Comparator<Version> order = descends ? ascending.reversed() : ascending;
    all.removeIf(row -> order.compare(row, last) <= 0);
    return scroll(all, server.pageSize());
  }

  /** What sources answer that do not know what a token is for. */
  private Answer misled(List<Version> all, String token) {
    return switch (server.manner()) {
      case TOKENS_IN_CIRCLES -> {
        int place = Integer.parseInt(token.substring(1)) * server.pageSize();
        yield scroll(all.subList(Math.min(place, all.size()), all.size()), server.pageSize());
      }
      case EMPTY_PAGES_FOR_EVER -> page(List.of(), Optional.of("e" + ++made));
      default -> scroll(all, server.pageSize());
    };
  }

  private Answer scroll(List<Version> rows, int size) {
    List<Version> page = firstOf(rows, size);
    return page(page, token(page, page.size() == rows.size()));
  }

  private Optional<String> token(List<Version> page, boolean isLast) {
    return switch (server.manner()) {
      case SAME_TOKEN -> Optional.of("same");
      case DEAF_TO_TOKENS -> Optional.of("t" + ++made);
      case TOKENS_IN_CIRCLES -> Optional.of("c" + ++made % CIRCLE);
      case EMPTY_PAGES_FOR_EVER -> isLast ? Optional.of("e" + ++made) : behind(page);
      default -> isLast ? Optional.empty() : behind(page);
    };
  }

  private Optional<String> behind(List<Version> page) {
    Version last = page.get(page.size() - 1);
    return Optional.of(last.stamp() + "_" + last.id() + "_" + model.now());
  }

  private List<Version> after(Map<String, String> query) {
    List<Version> rows = matching(null);
    if (query.containsKey("cursor") && server.manner() != Manner.DEAF_TO_THE_FILTER) {
      long stamp = server.stamps().parse(query.get("cursor"));
      Version last = new Version(Integer.parseInt(query.get("id")), 0, stamp, 0, 0, "");
      rows.removeIf(row -> row.isStamped() && BY_STAMP.compare(row, last) <= 0);
    }
    return rows;
  }

  private List<Version> list() {
    return ordered(new ArrayList<>(model.readable()), model.byPlace());
  }

  private Answer offset(List<Version> visible, Map<String, String> query) {
    List<Version> rows = withLeftOut(visible);
    long offset =
        server.manner() == Manner.DEAF_TO_THE_OFFSET ? 0 : Long.parseLong(query.get("offset"));
    int from = (int) Math.min(rows.size(), offset);
    int limit = Math.min(Integer.parseInt(query.get("limit")), server.cap());
    return page(firstOf(rows.subList(from, rows.size()), limit));
  }

  private Answer window(Map<String, String> query) {
    List<Version> rows = matching(query.get("since"));
    long until = granule(server.stamps().parse(query.get("until")));
    rows.removeIf(
        row -> row.isStamped() && granule(row.stamp()) >= (server.inclusive() ? until + 1 : until));
    return page(firstOf(rows, server.cap()));
  }

  private Answer ids(Map<String, String> query) {
    long first = Long.parseLong(query.get("start_id"));
    long last = Long.parseLong(query.get("end_id"));
    List<Version> rows = new ArrayList<>(model.readable());
    rows.removeIf(row -> row.id() < first || row.id() > last);
    return page(firstOf(ordered(rows, Comparator.comparingInt(Version::id)), server.cap()));
  }

  private Answer highest() {
    List<Version> rows = model.readable();
    String id = rows.isEmpty() ? "null" : Integer.toString(rows.get(rows.size() - 1).id());
    return new Answer(200, "{\"max\":" + id + "}");
  }

  private Answer everything(Map<String, String> query) {
    Comparator<Version> byKey = Comparator.comparingInt(Version::id);
    List<Version> rows = ordered(new ArrayList<>(model.readable()), byKey);
    String token = query.get("scroll_param");
    if (token == null) {
      return scroll(rows, server.pageSize());
    }
    return token.contains("_") ? following(rows, token, byKey) : misled(rows, token);
  }

  private static List<Version> firstOf(List<Version> rows, int most) {
    return rows.subList(0, Math.min(most, rows.size()));
  }

  private static Answer page(List<Version> rows) {
    return page(rows, Optional.empty());
  }

  private static Answer page(List<Version> rows, Optional<String> token) {
    StringBuilder json =
        new StringBuilder(
            rows.stream()
                .filter(Objects::nonNull)
                .map(Version::json)
                .collect(Collectors.joining(",", "{\"data\":[", "],\"scroll_param\":")));
    token.ifPresentOrElse(
        text -> json.append('"').append(text).append('"'), () -> json.append("null"));
    return new Answer(200, json.append('}').toString());
  }
}
