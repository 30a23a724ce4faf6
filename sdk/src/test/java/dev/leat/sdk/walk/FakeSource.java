package dev.leat.sdk.walk;

import static java.time.ZoneOffset.UTC;

import dev.leat.sdk.http.Answer;
import dev.leat.sdk.row.Page;
import dev.leat.sdk.schema.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/** A table in memory, served page by page; what it does wrong is set by its fields. */
final class FakeSource {

  static final Table USER = Table.named("user").key("id");

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  enum Order {
    ASCENDING,
    NEWEST_FIRST,
    SHUFFLED
  }

  record Version(int id, Instant at, Instant visible, String json) {
    Version(int id, Instant at, Instant visible, int value) {
      this(id, at, visible, json(id, at, value));
    }

    private static String json(int id, Instant at, int value) {
      return "{\"id\":"
          + id
          + ",\"updatedAt\":\""
          + MILLIS.format(at)
          + "\",\"value\":"
          + value
          + "}";
    }
  }

  final TestClock clock = new TestClock();
  final Map<Integer, List<Version>> versions = new TreeMap<>();
  Order order = Order.ASCENDING;
  int cap = Integer.MAX_VALUE;
  int pageSize = 10;
  boolean inclusive;
  long granuleMillis = 1;
  Duration lag = Duration.ZERO;
  Random random = new Random(1);
  IntConsumer beforePage = page -> {};

  /** Whether answers have a {@code Date} header. */
  boolean tellsTime;

  int served;
  private int values;

  static String text(Instant at) {
    return MILLIS.format(at);
  }

  FakeSource holds(int rows, int aStamp) {
    Instant first = clock.instant().minus(Duration.ofDays(10));
    for (int i = 0; i < rows; i++) {
      put(i + 1, first.plusSeconds(i / aStamp), Duration.ZERO);
    }
    return this;
  }

  void put(int id) {
    put(id, clock.instant(), lag);
  }

  void put(int id, Instant at, Duration visibleAfter) {
    Version version = new Version(id, at, at.plus(visibleAfter), ++values);
    versions.computeIfAbsent(id, none -> new ArrayList<>()).add(version);
  }

  void delete(int id) {
    versions.remove(id);
  }

  /** What a destination must hold in the end: the newest version of each row, by key. */
  Map<String, String> table() {
    Map<String, String> table = new TreeMap<>();
    versions.forEach((id, all) -> table.put("" + id, all.get(all.size() - 1).json()));
    return table;
  }

  private List<Version> visible() {
    List<Version> rows = new ArrayList<>();
    for (List<Version> all : versions.values()) {
      Version seen = null;
      for (Version each : all) {
        seen = each.visible.isAfter(clock.instant()) ? seen : each;
      }
      if (seen != null) {
        rows.add(seen);
      }
    }
    rows.sort(Comparator.comparing(Version::at).thenComparing(Version::id));
    return rows;
  }

  private List<Version> ordered(List<Version> ascending) {
    List<Version> rows = new ArrayList<>(ascending);
    if (order == Order.NEWEST_FIRST) {
      Collections.reverse(rows);
    } else if (order == Order.SHUFFLED) {
      Collections.shuffle(rows, random);
    }
    return rows;
  }

  private List<Version> matching(Optional<String> since) {
    beforePage.accept(served++);
    if (since.isEmpty()) {
      return ordered(visible());
    }
    long asked = Math.floorDiv(Instant.parse(since.get()).toEpochMilli(), granuleMillis);
    long least = inclusive ? asked : asked + 1;
    return ordered(
        visible().stream()
            .filter(row -> Math.floorDiv(row.at.toEpochMilli(), granuleMillis) >= least)
            .toList());
  }

  private Answer page(List<Version> rows, String more) {
    return answer(
        rows.stream().map(Version::json).collect(Collectors.joining(",", "{\"data\":[", "]"))
            + more
            + "}");
  }

  private Answer answer(String json) {
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(UTC));
    Map<String, List<String>> headers = tellsTime ? Map.of("Date", List.of(date)) : Map.of();
    return new Answer(Page.of(json), headers, 0, Duration.ZERO);
  }

  private Answer page(List<Version> rows) {
    return page(rows.subList(0, Math.min(cap, rows.size())), "");
  }

  Answer since(Optional<String> since) {
    return page(matching(since));
  }

  Answer between(TimeWindow window) {
    Instant until = Instant.parse(window.until());
    return page(
        matching(Optional.of(window.since())).stream()
            .filter(row -> inclusive ? !row.at.isAfter(until) : row.at.isBefore(until))
            .toList());
  }

  /** The first page of a scroll; its token stands for a position. */
  Answer first(Optional<String> since) {
    return scroll(matching(since));
  }

  Answer next(String token) {
    String[] position = token.split("_", 2);
    Instant at = Instant.ofEpochMilli(Long.parseLong(position[0]));
    int id = Integer.parseInt(position[1]);
    Comparator<Version> byPosition = Comparator.comparing(Version::at).thenComparing(Version::id);
    Version last = new Version(id, at, at, 0);
    List<Version> after =
        matching(Optional.empty()).stream()
            .filter(
                row ->
                    order == Order.NEWEST_FIRST
                        ? byPosition.compare(row, last) < 0
                        : byPosition.compare(row, last) > 0)
            .toList();
    return scroll(after);
  }

  private Answer scroll(List<Version> rows) {
    List<Version> page = rows.subList(0, Math.min(pageSize, rows.size()));
    if (page.size() == rows.size()) {
      return page(page, ",\"scroll_param\":null");
    }
    Version last = page.get(page.size() - 1);
    return page(page, ",\"scroll_param\":\"" + last.at.toEpochMilli() + "_" + last.id + "\"");
  }

  Answer after(Optional<KeysetPosition> position) {
    beforePage.accept(served++);
    Instant at = position.map(each -> Instant.parse(each.cursor())).orElse(Instant.MIN);
    int id = position.map(each -> Integer.parseInt(each.key().get(0))).orElse(0);
    List<Version> rows =
        visible().stream()
            .filter(row -> row.at.isAfter(at) || (row.at.equals(at) && row.id > id))
            .toList();
    return page(rows.subList(0, Math.min(pageSize, rows.size())), "");
  }

  Answer offset(OffsetAsk ask) {
    List<Version> rows = matching(ask.since());
    int from = (int) Math.min(rows.size(), ask.offset());
    int to = Math.min(rows.size(), from + Math.min(ask.limit(), cap));
    return page(rows.subList(from, to), "");
  }

  Answer ids(IdRange range) {
    beforePage.accept(served++);
    List<Version> rows =
        visible().stream()
            .filter(row -> row.id >= range.first() && row.id <= range.last())
            .sorted(Comparator.comparing(Version::id))
            .toList();
    return page(rows.subList(0, Math.min(cap, rows.size())), "");
  }

  Answer highestId() {
    beforePage.accept(served++);
    return answer(
        "{\"max\":"
            + visible().stream().mapToInt(Version::id).max().stream()
                .boxed()
                .findFirst()
                .map(String::valueOf)
                .orElse("null")
            + "}");
  }
}
