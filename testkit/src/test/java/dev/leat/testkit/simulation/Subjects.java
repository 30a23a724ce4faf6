package dev.leat.testkit.simulation;

import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.cursor.CursorFormat;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.http.export.Export;
import dev.leat.sdk.http.export.ExportStatus;
import dev.leat.sdk.paging.Paging;
import dev.leat.sdk.row.Children;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.RowMap;
import dev.leat.sdk.schema.Disposition;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.walk.CursorWalk;
import dev.leat.sdk.walk.Exported;
import dev.leat.sdk.walk.Keyset;
import dev.leat.sdk.walk.Offset;
import dev.leat.sdk.walk.OffsetAsk;
import dev.leat.sdk.walk.Parents;
import dev.leat.sdk.walk.Partition;
import dev.leat.sdk.walk.PartitionSource;
import dev.leat.sdk.walk.Partitions;
import dev.leat.sdk.walk.Replay;
import dev.leat.sdk.walk.StepSize;
import dev.leat.sdk.walk.Timestamp;
import dev.leat.sdk.walk.Walk;
import dev.leat.testkit.simulation.Subject.Capture;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Each way of each strategy, declared as what it asks of its source is true of the simulated one.
 */
final class Subjects {

  static final Table USER = Table.named("user").key("id").versionedBy("updatedAt");
  private static final Table PARENT = Table.named("parent").key("id").versionedBy("updatedAt");
  static final Duration BUFFER = Duration.ofMinutes(6);

  /** Rows are stamped in it and after it. */
  private static final Duration STRETCH = Duration.ofMinutes(10);

  private static final CursorField UPDATED = CursorField.instant("updatedAt");

  /** Its times go back where summer time ends, so they are no versions. */
  private static final Table UNVERSIONED = Table.named("user").key("id");

  /** This bit of a server's variant: the order that it has is not declared. */
  static final int NO_ORDER = 0;

  private static final RowMap HOLDING_ITSELF =
      RowMap.unchanged()
          .through(Subjects::holdingItself)
          .children(Children.of("user", "/self").clearedFromParent());

  private static final long MOST_PAGES = 150;
  private static final Slot N = Slot.query("n");

  private Subjects() {}

  static Subject keysetByToken(Stamps stamps) {
    return new Subject(
        table(stamps),
        source -> keyset(source),
        Capture.INSERTS_AND_UPDATES,
        cursor -> Claims.before(cursor, stamps),
        2_900);
  }

  private static Table table(Stamps stamps) {
    return stamps == Stamps.LOCAL ? UNVERSIONED : USER;
  }

  private static CursorField updated(Stamps stamps) {
    return switch (stamps) {
      case MILLIS, SECONDS -> UPDATED;
      case DATES -> CursorField.date("updatedAt");
      case LOCAL -> UPDATED.formats(CursorFormat.isoLocal(Stamps.ZONE));
    };
  }

  static Subject keysetByPart(int together) {
    return new Subject(
        USER,
        source ->
            Partitions.of(
                    USER,
                    PartitionSource.rowsOf(
                        source,
                        Request.get("/parts"),
                        Paging.token("/scroll_param", N),
                        "/data",
                        "name"),
                    part -> keyset(source, "part", part.text("name")))
                .together(together),
        Capture.INSERTS_AND_UPDATES,
        cursor -> {
          Map<Integer, Predicate<Version>> claims = new HashMap<>();
          for (Cursor group : cursor.parts("partitions")) {
            Predicate<Version> claim = Claims.before(group.parts("cursor").get(0));
            group
                .parts("names")
                .forEach(name -> claims.put(part(name.text("name").orElseThrow()), claim));
          }
          return version ->
              claims
                  .getOrDefault(version.id() % SimulatedSource.PARTS, Claims.nothing(cursor))
                  .test(version);
        },
        3 * 2_900);
  }

  static Subject keysetOfParents() {
    return ofParents(source -> keyset(PARENT, source));
  }

  static Subject offsetOfParents() {
    return ofParents(source -> offset(PARENT, source));
  }

  static Subject timestampOfParents() {
    return ofParents(source -> filter(PARENT, source));
  }

  /** Each row is a parent and, asked for by itself, its own only child. */
  private static Subject ofParents(Function<SimulatedSource, Walk> parents) {
    return new Subject(
        USER,
        source ->
            Parents.of(
                    parents.apply(source),
                    row -> Partition.of("id", row.text("id").orElseThrow()),
                    USER,
                    parent ->
                        Replay.of(USER)
                            .rowsAt("/data")
                            .uncapped()
                            .everything(() -> source.get("/row", "id", parent.text("id"))))
                .together(1),
        Capture.INSERTS_AND_UPDATES,
        cursor -> {
          Set<Integer> pending =
              cursor.parts("pending").stream()
                  .map(each -> part(each.text("name").orElseThrow()))
                  .collect(Collectors.toSet());
          Predicate<Version> claim =
              cursor.parts("parent").stream()
                  .map(Claims::before)
                  .findFirst()
                  .orElse(Claims.nothing(cursor));
          return claim.and(version -> !pending.contains(version.id()));
        },
        2 * 2_900);
  }

  /**
   * Each row is taken out of a parent that holds it, which is selected in some syncs and not in
   * others.
   */
  static Subject keysetWithinParents() {
    return withinParents(source -> keyset(PARENT, source).rowMap(HOLDING_ITSELF, USER));
  }

  static Subject timestampWithinParents() {
    return withinParents(source -> filter(PARENT, source).rowMap(HOLDING_ITSELF, USER));
  }

  private static Subject withinParents(Function<SimulatedSource, Walk> parents) {
    return new Subject(
        USER,
        source ->
            new NowAndThen(
                parents.apply(source), PARENT, USER.name(), source.server().variant() >> 2),
        Capture.INSERTS_AND_UPDATES,
        // Where its parents came along, the position is theirs.
        Claims::before,
        2_900);
  }

  private static JsonRow holdingItself(JsonRow row) {
    String json = row.json();
    return JsonRow.parse(json.substring(0, json.length() - 1) + ",\"self\":[" + json + "]}");
  }

  /** A table that is followed, while a stretch of it is read again now and then. */
  static Subject keysetWithBackfills() {
    Instant start = Stamps.MILLIS.start();
    return new Subject(
        USER,
        source ->
            new Backfilled(
                keyset(source).start(start).end(start.plus(STRETCH)),
                keyset(source),
                source.server().variant() >> 2),
        Capture.INSERTS_AND_UPDATES,
        Claims::before,
        2 * 2_900);
  }

  static Subject timestampWithBackfills() {
    Instant start = Stamps.MILLIS.start();
    return new Subject(
        USER,
        source ->
            new Backfilled(
                filter(USER, source).start(start).end(start.plus(STRETCH)),
                filter(USER, source),
                source.server().variant() >> 2),
        Capture.INSERTS_AND_UPDATES,
        Claims::before,
        2 * 2_900);
  }

  /** Jobs, each of which holds the rows there were when it was begun. */
  static Subject exported() {
    return new Subject(
        USER,
        source -> declared(Exported.of(USER, source.http(), Subjects::export), source.server()),
        Capture.INSERTS_AND_UPDATES,
        Claims::before,
        2_900);
  }

  private static Export export(Optional<String> since) {
    Request all = Request.post("/export/begin", Map.of());
    return Export.of(
            since.map(time -> all.query("updated_since", time)).orElse(all),
            "/id",
            job -> Request.get("/export/state").query("id", job.field("id")),
            "/state")
        .when(ExportStatus.DONE, "done")
        .results((job, done) -> List.of(Request.get("/export/rows").query("id", job.field("id"))));
  }

  /** The number in a partition's name, {@code {"part":"2"}}. */
  private static Integer part(String name) {
    return Integer.valueOf(name.replaceAll("\\D", ""));
  }

  private static Keyset keyset(SimulatedSource source, String... part) {
    return keyset(table(source.server().stamps()), source, part);
  }

  private static Keyset keyset(Table table, SimulatedSource source, String... part) {
    Server server = source.server();
    Keyset walk =
        declared(Keyset.of(table), server)
            .first(
                since ->
                    source.get(
                        "/pagination/keyset",
                        with(
                            part,
                            since.map(each -> List.of("updated_since", each)).orElse(List.of()))))
            .next(
                "/scroll_param",
                token ->
                    source.get("/pagination/keyset", with(part, List.of("scroll_param", token))));
    if (server.tokenMillis() > 0 && server.has(3)) {
      walk = walk.tokenLife(Duration.ofMillis(server.tokenMillis()));
    }
    return ordered(walk, server);
  }

  /** Pages that are counted, whatever they are named; in the order that the server has. */
  static Subject timestampByCountedPages() {
    return new Subject(
        USER,
        source -> {
          Timestamp walk =
              declared(Timestamp.of(USER), source.server())
                  .since(source, Subjects::counted)
                  .paging(countedPaging(source.server()));
          return ordered(walk, source.server());
        },
        Capture.INSERTS_AND_UPDATES,
        Claims::before,
        2_900);
  }

  static Request counted(Optional<String> since) {
    Request all = Request.get("/pagination/counted");
    return since.map(time -> all.query("updated_since", time)).orElse(all);
  }

  /** The page that an answer names, by a link or by a value of {@code n}. */
  static Request following(Request first, String name, SimulatedSource source) {
    return Endpoints.counting(source.server()) == Endpoints.Counting.LINK
        ? first.following(name)
        : N.put(first, name);
  }

  private static Paging countedPaging(Server server) {
    // An offset of our own counts the rows that came, which are not all that the source counts.
    boolean countsOthers =
        Endpoints.counting(server) == Endpoints.Counting.OFFSET && server.has(Endpoints.LEAVES_OUT);
    boolean declared = server.has(6) && !countsOthers;
    return switch (Endpoints.counting(server)) {
      case PAGE_NUMBER ->
          declared ? Paging.pageNumber(Slot.query("n")) : Paging.token("/scroll_param", N);
      case OFFSET -> declared ? Paging.offset(N) : Paging.token("/scroll_param", N);
      case LINK -> Paging.link("/scroll_param");
      case BASE64 -> Paging.token("/scroll_param", N);
    };
  }

  static Subject keysetByPosition() {
    return new Subject(
        USER,
        source ->
            Keyset.of(USER)
                .cursor(UPDATED)
                .rowsAt("/data")
                .maxPages(MOST_PAGES)
                .after(
                    after ->
                        after.isEmpty()
                            ? source.get("/pagination/after")
                            : source.get(
                                "/pagination/after",
                                "cursor",
                                after.get().cursor(),
                                "id",
                                after.get().key().get(0))),
        Capture.INSERTS_AND_UPDATES,
        Claims::upToKey,
        500);
  }

  static Subject offsetAscending() {
    return new Subject(
        USER, source -> offset(USER, source), Capture.INSERTS_AND_UPDATES, Claims::before, 2_900);
  }

  private static Offset offset(Table table, SimulatedSource source) {
    return declared(Offset.of(table), source.server())
        .ascending()
        .pageSize(source.server().pageSize() + 1)
        .overlap(source.server().has(3) ? 2 : 1)
        .page(ask -> offset(source, "/pagination/offset", ask));
  }

  private static Offset list(SimulatedSource source) {
    return Offset.of(USER)
        .rowsAt("/data")
        .maxPages(3 * MOST_PAGES)
        .pageSize(source.server().pageSize() + 1)
        .page(ask -> offset(source, "/pagination/list", ask));
  }

  static Subject offsetInStableOrder() {
    return new Subject(
        USER,
        source -> list(source).stableOrder(),
        Capture.INSERTS_AND_UPDATES,
        Claims::nothing,
        300);
  }

  static Subject offsetInUnstableOrder() {
    return new Subject(
        USER,
        source -> source.server().has(0) ? list(source) : list(source).wholePages(),
        Capture.INSERTS_AND_UPDATES,
        Claims::nothing,
        300);
  }

  static Subject offsetAppendOnly() {
    return new Subject(
        USER,
        source -> list(source).appendOnlyAscending(),
        Capture.INSERTS,
        cursor -> {
          long count = cursor.text("offset").map(Long::valueOf).orElse(0L);
          return version -> version.id() <= count;
        },
        500);
  }

  static Subject timestampByFilter() {
    return new Subject(
        USER, source -> filter(USER, source), Capture.INSERTS_AND_UPDATES, Claims::before, 2_900);
  }

  private static Timestamp filter(Table table, SimulatedSource source) {
    Server server = source.server();
    Timestamp walk =
        declared(Timestamp.of(table), server)
            .since(since -> get(source, "/incremental/timestamp", "since", since));
    walk = server.has(0) ? walk.ascending() : walk;
    return server.has(3) && !server.has(Endpoints.CUT_BY_SIZE) ? walk.pageCap(server.cap()) : walk;
  }

  /** Stamps that may lie in the future and be put right, so they are no versions. */
  static Subject timestampOfWrongStamps() {
    return new Subject(
        UNVERSIONED,
        source -> {
          Timestamp walk =
              declared(Timestamp.of(UNVERSIONED), source.server())
                  .since(since -> get(source, "/incremental/timestamp", "since", since));
          return source.server().has(0) ? walk.ascending() : walk;
        },
        Capture.INSERTS_AND_UPDATES,
        Claims::before,
        2_900);
  }

  /** A filter that compares whole seconds, which nobody has declared, and may be exclusive. */
  static Subject timestampByCoarseFilter() {
    return new Subject(
        USER,
        source -> {
          Timestamp walk =
              Timestamp.of(USER)
                  .cursor(UPDATED)
                  .rowsAt("/data")
                  .maxPages(MOST_PAGES)
                  .since(since -> get(source, "/incremental/timestamp", "since", since));
          return source.server().has(0) ? walk.ascending() : walk;
        },
        Capture.INSERTS_AND_UPDATES,
        Claims::before,
        2_900);
  }

  static Subject timestampByWindows(Stamps stamps) {
    return new Subject(
        table(stamps),
        source -> {
          Server server = source.server();
          Timestamp walk =
              declared(Timestamp.of(table(stamps)), server)
                  .granularity(
                      Duration.ofMillis(Math.max(server.stamps().unit(), server.filterMillis())))
                  .start(stamps.start().minus(Duration.ofDays(1)))
                  .pageCap(server.cap())
                  .between(
                      window ->
                          source.get(
                              "/incremental/window",
                              "since",
                              window.since(),
                              "until",
                              window.until()));
          return server.has(0) ? walk.step(Duration.ofHours(7)) : walk;
        },
        Capture.INSERTS_AND_UPDATES,
        // In the hour that comes twice a window does not say of which rows it speaks.
        stamps == Stamps.LOCAL ? Claims::nothing : cursor -> Claims.inWindows(cursor, stamps),
        3_000);
  }

  static Subject stepSize() {
    return new Subject(
        USER,
        source -> {
          Server server = source.server();
          StepSize walk =
              StepSize.of(USER)
                  .rowsAt("/data")
                  .maxPages(20 * MOST_PAGES)
                  .step(server.has(0) ? 4 : 15)
                  .reorderWindow(5)
                  .visibilityLag(Duration.ofSeconds(2))
                  .upTo(2_000)
                  .range(
                      ids ->
                          source.get(
                              "/incremental/step",
                              "start_id",
                              Long.toString(ids.first()),
                              "end_id",
                              Long.toString(ids.last())));
          walk =
              server.has(1) ? walk.maxIdAt("/max", () -> source.get("/incremental/highest")) : walk;
          return server.has(2) ? walk.pageCap(server.cap()) : walk;
        },
        Capture.INSERTS,
        Claims::inRanges,
        3_000);
  }

  static Subject replayOfBuffer() {
    return new Subject(
        USER,
        source -> {
          Server server = source.server();
          Replay walk =
              declared(Replay.of(USER), server)
                  .buffer(BUFFER)
                  .since(since -> get(source, "/incremental/replay", "since", since));
          walk = server.has(0) ? walk.ascending() : walk;
          return server.has(3) && !server.has(Endpoints.CUT_BY_SIZE)
              ? walk.pageCap(server.cap())
              : walk;
        },
        Capture.INSERTS_AND_UPDATES,
        cursor -> {
          long to =
              Claims.stamp(cursor).orElse(Long.MIN_VALUE + BUFFER.toMillis()) - BUFFER.toMillis();
          return version -> version.isStamped() && version.stamp() < to;
        },
        400);
  }

  static Subject replayOfEverything() {
    Table replaced = USER.disposition(Disposition.REPLACE);
    return new Subject(
        replaced,
        source ->
            Replay.of(replaced)
                .rowsAt("/data")
                .maxPages(MOST_PAGES)
                .mayShrinkTo(0)
                .everything(() -> source.get("/everything"))
                .next("/scroll_param", token -> source.get("/everything", "scroll_param", token)),
        Capture.EVERYTHING,
        Claims::nothing,
        300);
  }

  private static <S extends CursorWalk<S>> S declared(S walk, Server server) {
    S read = walk.cursor(updated(server.stamps())).rowsAt("/data").maxPages(MOST_PAGES);
    if (server.filterMillis() > 1) {
      read = read.granularity(Duration.ofMillis(server.filterMillis()));
    }
    if (server.has(1)) {
      return read;
    }
    return server.inclusive() ? read.inclusive() : read.exclusive();
  }

  private static <S extends CursorWalk<S>> S ordered(S walk, Server server) {
    if (server.has(NO_ORDER)) {
      return walk;
    }
    return server.newestFirst() ? walk.newestFirst() : walk.ascending();
  }

  private static String[] with(String[] query, List<String> more) {
    return Stream.concat(Arrays.stream(query), more.stream()).toArray(String[]::new);
  }

  private static Answer get(
      SimulatedSource source, String path, String parameter, Optional<String> since)
      throws InterruptedException {
    return since.isEmpty() ? source.get(path) : source.get(path, parameter, since.get());
  }

  private static Answer offset(SimulatedSource source, String path, OffsetAsk ask)
      throws InterruptedException {
    String offset = Long.toString(ask.offset());
    String limit = Integer.toString(ask.limit());
    return ask.since().isEmpty()
        ? source.get(path, "offset", offset, "limit", limit)
        : source.get(path, "offset", offset, "limit", limit, "updated_since", ask.since().get());
  }
}
