package dev.leat.sdk.walk;

import static dev.leat.sdk.walk.FakeSource.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.Operation;
import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.row.JsonRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What real sources do to a walk that takes weak evidence for the end. */
class RealSourcesTest {

  private static final Instant START = Instant.parse("2026-02-10T00:00:00Z");

  private final FakeSource source = new FakeSource();

  /** A strategy over the source, each page of which passes through {@code manner}. */
  private enum Strategy {
    KEYSET {
      @Override
      Walk over(FakeSource source, UnaryOperator<Answer> manner) {
        return Strategies.keyset(source)
            .ascending()
            .first(since -> manner.apply(source.first(since)))
            .next("/scroll_param", token -> manner.apply(source.next(token)));
      }
    },
    SEEK {
      @Override
      Walk over(FakeSource source, UnaryOperator<Answer> manner) {
        return Strategies.seek(source).after(position -> manner.apply(source.after(position)));
      }
    },
    OFFSET {
      @Override
      Walk over(FakeSource source, UnaryOperator<Answer> manner) {
        return Strategies.offset(source).ascending().page(ask -> manner.apply(source.offset(ask)));
      }
    },
    TIMESTAMP {
      @Override
      Walk over(FakeSource source, UnaryOperator<Answer> manner) {
        return Strategies.timestamp(source)
            .ascending()
            .since(since -> manner.apply(source.since(since)));
      }
    },
    REPLAY {
      @Override
      Walk over(FakeSource source, UnaryOperator<Answer> manner) {
        return Strategies.replay(source)
            .ascending()
            .since(since -> manner.apply(source.since(since)));
      }
    };

    abstract Walk over(FakeSource source, UnaryOperator<Answer> manner);
  }

  private static Answer page(List<?> rows) {
    return Answer.of("{\"data\":" + rows + "}");
  }

  /** An answer's first rows, as long as they satisfy the source. */
  private static UnaryOperator<Answer> cutting(Function<List<JsonRow>, Integer> length) {
    return answer -> {
      List<JsonRow> rows = answer.page().rows("/data");
      return page(rows.subList(0, Math.min(rows.size(), length.apply(rows))));
    };
  }

  private static int within(List<JsonRow> rows, int bytes) {
    int size = 0;
    for (int i = 0; i < rows.size(); i++) {
      size += rows.get(i).json().length();
      if (i > 0 && size > bytes) {
        return i;
      }
    }
    return rows.size();
  }

  private void assertAllIsRead(Walk walk) {
    Recording first = Recording.empty().sync(walk, source.clock);
    assertThat(first.failure).isEmpty();
    assertThat(first.durable).isEqualTo(source.table());
    assertThat(first.isComplete()).isTrue();
    Recording second = first.next().sync(walk, source.clock);
    assertThat(second.durable).isEqualTo(source.table());
    assertThat(second.isComplete()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"TIMESTAMP", "REPLAY", "OFFSET"})
  void anAnswerThatIsCutByItsSizeIsNotTheLastOneBecauseItIsSmaller(Strategy strategy) {
    for (int i = 0; i < 150; i++) {
      source.put(i, START.plusSeconds(60L * i), Duration.ZERO);
    }
    for (int i = 150; i < 162; i++) {
      Instant at = START.plusSeconds(20_000 + (i - 150) / 2);
      String wide =
          "{\"id\":%d,\"updatedAt\":\"%s\",\"text\":\"%s\"}"
              .formatted(i, FakeSource.text(at), "x".repeat(1_000));
      source.versions.put(i, List.of(new FakeSource.Version(i, at, at, wide)));
    }
    for (int i = 170; i < 260; i++) {
      source.put(i, START.plusSeconds(40_000 + 60L * i), Duration.ZERO);
    }
    source.pageSize = 100;
    source.inclusive = true;
    assertAllIsRead(strategy.over(source, cutting(rows -> within(rows, 4_000))));
  }

  @ParameterizedTest
  @EnumSource(names = {"TIMESTAMP", "REPLAY", "OFFSET"})
  void answersOfAnySizeAreReadToTheEnd(Strategy strategy) {
    source.holds(400, 2);
    source.pageSize = 50;
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      assertAllIsRead(strategy.over(source, cutting(rows -> 6 + random.nextInt(45))));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {59, 70})
  void rowsThatAreHiddenAfterTheyWereCountedDoNotEndAnOffset(int pageSize) {
    source.holds(141, 1);
    source.pageSize = pageSize;
    Predicate<JsonRow> isShown =
        row -> {
          int id = Integer.parseInt(row.text("id").orElseThrow());
          return id < 32 || id > 89;
        };
    Walk walk =
        Strategies.offset(source)
            .ascending()
            .page(
                ask ->
                    page(
                        source.offset(ask).page().rows("/data").stream().filter(isShown).toList()));
    Recording sync = Recording.empty().sync(walk, source.clock);
    assertThat(sync.durable).hasSize(141 - 58);
    assertThat(sync.isComplete()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void oneAnswerThatIsEmptyByMistakeIsNotTheEnd(Strategy strategy) {
    source.holds(120, 3);
    source.pageSize = 20;
    source.cap = 20;
    for (int failing = 1; failing < 9; failing++) {
      int wrong = failing;
      int[] asked = {0};
      Walk walk =
          strategy.over(
              source, answer -> ++asked[0] == wrong ? Answer.of("{\"data\":[]}") : answer);
      Recording sync = Recording.empty().sync(walk, source.clock);
      assertThat(sync.durable).as("answer %d is empty", wrong).isEqualTo(source.table());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OFFSET", "TIMESTAMP"})
  void aSourceThatGivesNothingAnyMoreIsNeverTakenForComplete(Strategy strategy) {
    source.holds(120, 1);
    source.pageSize = 20;
    source.cap = 20;
    int[] asked = {0};
    Walk walk =
        strategy.over(source, answer -> ++asked[0] > 2 ? Answer.of("{\"data\":null}") : answer);
    assertThat(Recording.empty().sync(walk, source.clock).reason()).contains("and then none");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void rowsOfOneTimeInAnyOrderAreAllReadByOffset(int seed) {
    Random random = new Random(seed);
    source.holds(230, 12);
    source.pageSize = 20;
    Walk walk =
        Strategies.offset(source)
            .ascending()
            .page(
                ask -> {
                  int from = (int) ask.offset();
                  List<JsonRow> all = tiesShuffled(random, source.since(ask.since()));
                  return page(
                      all.subList(
                          Math.min(from, all.size()), Math.min(from + ask.limit(), all.size())));
                });
    Recording sync = Recording.empty().sync(walk, source.clock);
    assertThat(sync.isComplete()).isTrue();
    assertThat(sync.durable).isEqualTo(source.table());
  }

  private static List<JsonRow> tiesShuffled(Random random, Answer answer) {
    List<JsonRow> rows = new ArrayList<>(answer.page().rows("/data"));
    int from = 0;
    for (int i = 1; i <= rows.size(); i++) {
      if (i == rows.size() || !stamp(rows.get(i)).equals(stamp(rows.get(from)))) {
        Collections.shuffle(rows.subList(from, i), random);
        from = i;
      }
    }
    return rows;
  }

  private static String stamp(JsonRow row) {
    return row.text("updatedAt").orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(names = {"KEYSET", "OFFSET"})
  void anOrderThatIsNotKeptIsSeenThoughASyncWasKilledBeforeIt(Strategy strategy) {
    for (int id = 1; id <= 200; id++) {
      Instant at = START.plusSeconds(60L * id).minus(Duration.ofDays(id > 100 ? 3 : 0));
      source.put(id, at, Duration.ZERO);
    }
    source.pageSize = 20;
    Walk walk = strategy == Strategy.KEYSET ? byId() : byIdAndOffset();
    int operations = Recording.empty().sync(walk, source.clock).operations.size();
    for (int n = 0; n <= operations; n++) {
      Recording first = Recording.empty().crashingAt(n).sync(walk, source.clock);
      Recording second = first.next().sync(walk, source.clock);
      assertThat(second.isComplete() && !second.durable.equals(source.table()))
          .as("killed at operation %d of %d", n, operations)
          .isFalse();
    }
  }

  private List<JsonRow> byId(Optional<String> since) {
    return source.since(since).page().rows("/data").stream()
        .sorted(Comparator.comparing(row -> Integer.valueOf(row.text("id").orElseThrow())))
        .toList();
  }

  private Walk byId() {
    return Strategies.keyset(source)
        .ascending()
        .places()
        .first(since -> after(byId(since), since.orElse(""), 0))
        .next(
            "/scroll_param",
            token -> {
              String since = token.split("~", 2)[1];
              Optional<String> filter = since.isEmpty() ? Optional.empty() : Optional.of(since);
              return after(byId(filter), since, Integer.parseInt(token.split("~", 2)[0]));
            });
  }

  private Answer after(List<JsonRow> rows, String since, int id) {
    List<JsonRow> left =
        rows.stream().filter(row -> Integer.parseInt(row.text("id").orElseThrow()) > id).toList();
    List<JsonRow> page = left.subList(0, Math.min(source.pageSize, left.size()));
    String token =
        page.size() == left.size()
            ? "null"
            : "\"" + page.get(page.size() - 1).text("id").orElseThrow() + "~" + since + "\"";
    return Answer.of("{\"data\":" + page + ",\"scroll_param\":" + token + "}");
  }

  private Walk byIdAndOffset() {
    return Strategies.offset(source)
        .ascending()
        .page(
            ask -> {
              List<JsonRow> rows = byId(ask.since());
              int from = (int) Math.min(ask.offset(), rows.size());
              return page(rows.subList(from, Math.min(from + ask.limit(), rows.size())));
            });
  }

  @ParameterizedTest
  @EnumSource(names = {"KEYSET", "OFFSET", "TIMESTAMP", "REPLAY"})
  void aStampInTheFutureThatIsPutRightHidesNeitherItsRowNorOthers(Strategy strategy) {
    source.holds(5, 1);
    source.put(9, Instant.parse("2031-01-01T00:00:00Z"), Duration.ofDays(-3_000));
    Walk walk = strategy.over(source, answer -> answer);
    Recording first = Recording.empty().sync(walk, source.clock);
    source.put(9);
    source.put(10);
    Recording second = first.next().sync(walk, source.clock);
    assertThat(second.ids()).contains("9", "10");
    assertThat(second.isComplete()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"KEYSET", "OFFSET", "TIMESTAMP", "REPLAY"})
  void aRowThatChangesBackWithinTheUnitOfItsStampIsSentAgain(Strategy strategy) {
    Instant at = source.clock.instant();
    Walk walk = strategy.over(source, answer -> answer);
    Recording sync = Recording.empty();
    for (String colour : List.of("red", "green", "red", "green")) {
      String json =
          "{\"id\":1,\"updatedAt\":\"%s\",\"colour\":\"%s\"}"
              .formatted(FakeSource.text(at), colour);
      source.versions.put(1, List.of(new FakeSource.Version(1, at, at, json)));
      source.clock.pass(Duration.ofSeconds(1));
      sync = sync.next().sync(walk, source.clock);
      assertThat(sync.durable).isEqualTo(Map.of("1", json));
    }
  }

  @Test
  void aTimeMayChangeItsForm() {
    List<String> stamps =
        List.of(
            "\"2026-02-10T00:00:00Z\"",
            "1770681601",
            "1770681602000",
            "\"2026-02-10T00:00:03.5Z\"");
    List<String> rows = new ArrayList<>();
    Timestamp walk =
        Timestamp.of(USER)
            .cursor(CursorField.instant("updatedAt"))
            .rowsAt("/data")
            .uncapped()
            .since(since -> page(List.copyOf(rows)));
    Recording sync = Recording.empty();
    for (String stamp : stamps) {
      rows.clear();
      rows.add("{\"id\":1,\"updatedAt\":" + stamp + "}");
      sync = sync.next();
      sync.sync(walk, source.clock);
      assertThat(sync.isComplete()).isTrue();
      assertThat(upserts(sync)).containsExactly(rows.get(0));
    }
    assertThat(sync.cursor().text("cursor")).hasValue("2026-02-10T00:00:03.5Z");
  }

  private static List<String> upserts(Recording sync) {
    return sync.operations.stream()
        .filter(Operation.Upsert.class::isInstance)
        .map(each -> ((Operation.Upsert) each).row().json())
        .toList();
  }

  @ParameterizedTest
  @EnumSource(names = {"KEYSET", "SEEK", "OFFSET", "TIMESTAMP", "REPLAY"})
  void aSourceThatGrowsAsFastAsItIsReadDoesNotKeepASyncForever(Strategy strategy) {
    source.holds(30, 1);
    source.cap = 10;
    source.tellsTime = true;
    int[] id = {1_000};
    source.beforePage =
        page -> {
          source.clock.pass(Duration.ofMinutes(1));
          IntStream.range(0, 10)
              .forEach(
                  i ->
                      source.put(
                          ++id[0], source.clock.instant().minusMillis(20 - i), Duration.ZERO));
        };
    Recording first = Recording.empty().sync(strategy.over(source, answer -> answer), source.clock);
    assertThat(first.failure).isEmpty();
    assertThat(first.result).isPresent();
    source.beforePage = page -> {};
    source.clock.pass(Duration.ofHours(1));
    source.cap = 40;
    Recording second = first.next().sync(strategy.over(source, answer -> answer), source.clock);
    assertThat(second.isComplete()).isTrue();
    assertThat(second.durable).isEqualTo(source.table());
  }

  @Test
  void aSourceThatLeavesOutAnEndOfARangeIsRefused() {
    source.holds(500, 1);
    for (Function<IdRange, IdRange> shifted :
        List.<Function<IdRange, IdRange>>of(
            range -> new IdRange(range.first(), Math.max(range.first(), range.last() - 1)),
            range -> new IdRange(Math.min(range.first() + 1, range.last()), range.last()))) {
      StepSize walk =
          Strategies.stepSize(source)
              .uncapped()
              .range(
                  range ->
                      range.first() == range.last()
                          ? page(List.of())
                          : source.ids(shifted.apply(range)));
      assertThat(Recording.empty().sync(walk, source.clock).failure.orElseThrow())
          .hasMessageContaining("it leaves out an end");
    }
  }

  @Test
  void anEmptyAnswerByMistakeDoesNotCloseARange() {
    source.holds(900, 1);
    for (int failing = 1; failing < 12; failing++) {
      int wrong = failing;
      int[] asked = {0};
      StepSize walk =
          Strategies.stepSize(source)
              .uncapped()
              .range(
                  range -> ++asked[0] == wrong ? Answer.of("{\"data\":null}") : source.ids(range));
      Recording sync = Recording.empty().sync(walk, source.clock);
      assertThat(sync.durable).as("answer %d is empty", wrong).isEqualTo(source.table());
    }
  }
}
