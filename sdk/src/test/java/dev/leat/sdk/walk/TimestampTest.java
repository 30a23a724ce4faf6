package dev.leat.sdk.walk;

import static dev.leat.sdk.walk.Strategies.timestamp;
import static dev.leat.sdk.walk.Strategies.windows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.cursor.CursorFormat;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.RowMap;
import dev.leat.sdk.state.Cursor;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TimestampTest {

  private final FakeSource source = new FakeSource();

  @Test
  void tiesOverThePageEdgeAreReadWhetherInclusiveOrExclusive() {
    for (boolean inclusive : List.of(true, false)) {
      FakeSource tied = new FakeSource().holds(100, 10);
      tied.inclusive = inclusive;
      tied.cap = 25;
      for (Timestamp walk : List.of(timestamp(tied), timestamp(tied).ascending().pageCap(25))) {
        Recording sync = Recording.empty().sync(walk, tied.clock);
        assertThat(sync.durable).isEqualTo(tied.table());
        assertThat(sync.isComplete()).isTrue();
        assertThat(tied.served).isLessThan(30);
        assertThat(sync.ids()).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void resumesFromEveryOperation() {
    source.holds(100, 10);
    source.cap = 25;
    for (Walk walk :
        List.of(timestamp(source).ascending(), timestamp(source), windows(source).pageCap(25))) {
      int operations = Recording.empty().sync(walk, source.clock).operations.size();
      for (int n = 0; n <= operations; n++) {
        Recording first = Recording.empty().crashingAt(n).sync(walk, source.clock);
        Recording second = first.next().sync(walk, source.clock);
        assertThat(second.durable).isEqualTo(source.table());
      }
    }
  }

  @Test
  void sendsNothingAgainWhenNothingIsNew() {
    source.holds(30, 3);
    for (Walk walk : List.of(timestamp(source), windows(source).uncapped())) {
      Recording first = Recording.empty().sync(walk, source.clock);
      Recording second = first.next().sync(walk, source.clock);
      assertThat(second.ids()).isEmpty();
      assertThat(second.state).isEqualTo(first.state);
      assertThat(second.isComplete()).isTrue();
    }
  }

  @Test
  void moreRowsOfOneStampThanAnAnswerHoldsAreAnErrorNotALoss() {
    source.holds(60, 30);
    source.cap = 25;
    for (Timestamp walk : List.of(timestamp(source), timestamp(source).pageCap(25))) {
      assertThat(Recording.empty().sync(walk, source.clock).failure.orElseThrow())
          .isInstanceOf(SourceDataException.class)
          .hasMessageContaining("as many as one answer holds");
    }
    FakeSource last = new FakeSource().holds(30, 30);
    last.cap = 25;
    assertThat(Recording.empty().sync(timestamp(last), last.clock).reason())
        .contains("as many as the source ever gave");
    assertThat(
            Recording.empty().sync(timestamp(last).pageCap(25), last.clock).failure.orElseThrow())
        .hasMessageContaining("at least 25 rows stand at");
  }

  @Test
  void rowsThatComeAndGoBehindAnAnswerDoNotProveThatItIsCut() {
    source.holds(1, 1);
    source.beforePage =
        page -> {
          switch (page) {
            case 2 -> source.put(2);
            case 3 -> source.delete(2);
            case 4 -> source.put(3);
            default -> {}
          }
        };
    Recording sync = Recording.empty().sync(timestamp(source), source.clock);
    assertThat(sync.failure).isEmpty();
    assertThat(sync.isComplete()).isTrue();
    assertThat(sync.durable).isEqualTo(source.table());
  }

  @Test
  void aFilterCoarserThanTheStampsIsNoticedThoughNobodyDeclaredIt() {
    Instant first = Instant.parse("2026-02-01T00:00:00.050Z");
    source.granuleMillis = 1_000;
    source.cap = 25;
    for (int id = 1; id <= 60; id++) {
      source.put(id, first.plusMillis(100L * id), Duration.ZERO);
    }
    Recording sync = Recording.empty().sync(timestamp(source), source.clock);
    assertThat(sync.durable).isEqualTo(source.table());
    assertThat(sync.warnings).singleElement().asString().contains("in units of PT1S");
    source.put(61, first.plusMillis(6_040), Duration.ZERO);
    assertThat(sync.next().sync(timestamp(source), source.clock).ids()).containsExactly("61");
  }

  @Test
  void anAnswerThatHasRoomForTheRowsOfTwoStampsOnlyIsReadOn() {
    source.inclusive = true;
    source.cap = 8;
    Instant first = Instant.parse("2026-02-01T00:00:00Z");
    for (int id = 1; id <= 40; id++) {
      source.put(id, first.plusMillis((id - 1) / 4), Duration.ZERO);
    }
    Recording sync = Recording.empty().sync(timestamp(source), source.clock);
    assertThat(sync.durable).isEqualTo(source.table());
    assertThat(sync.isComplete()).isTrue();
  }

  @Test
  void rowsThatAreOnlyLookedAtAreNotClaimed() {
    Instant day = source.clock.instant().minus(Duration.ofDays(1));
    source.holds(1, 1);
    source.beforePage =
        page -> {
          switch (page) {
            case 2 -> {
              // A replica that is ahead answers the question for what lies beyond the last row.
              source.put(2, day, Duration.ZERO);
              source.put(3, day.minusSeconds(60), Duration.ZERO);
            }
            case 3 -> {
              source.delete(2);
              source.delete(3);
            }
            default -> {}
          }
        };
    Recording first = Recording.empty().sync(timestamp(source), source.clock);
    assertThat(first.ids()).containsExactly("1");
    source.put(2, day, Duration.ZERO);
    source.put(3, day.minusSeconds(60), Duration.ZERO);
    assertThat(first.next().sync(timestamp(source), source.clock).durable)
        .isEqualTo(source.table());
  }

  @Test
  void aReplicaThatIsBehindIsNotTakenForACoarseFilter() {
    Instant first = Instant.parse("2026-02-01T00:00:00.700Z");
    for (int id = 1; id <= 3; id++) {
      source.put(id, first.plusSeconds(id), Duration.ZERO);
    }
    source.beforePage =
        page -> {
          if (page == 1) {
            source.delete(3);
          } else if (page == 3) {
            source.put(3, first.plusSeconds(3), Duration.ZERO);
          }
        };
    Recording sync = Recording.empty().sync(timestamp(source), source.clock);
    assertThat(sync.durable).isEqualTo(source.table());
    assertThat(sync.cursor().text("filter_unit")).isEmpty();
    assertThat(sync.warnings).isEmpty();
  }

  @Test
  void rowsThatWereThereAndAreGoneAreReported() {
    source.holds(3, 1);
    source.beforePage =
        page -> {
          if (page == 1) {
            source.versions.clear();
          }
        };
    Recording sync = Recording.empty().sync(timestamp(source), source.clock);
    assertThat(sync.reason()).contains("and then none to the same question");
    assertThat(sync.cursor().text("cursor")).isEmpty();
  }

  @Test
  void aCutAnswerThatIsNotAscendingEndsIncompleteAndDoesNotAdvance() {
    source.holds(60, 1);
    source.cap = 25;
    source.order = FakeSource.Order.NEWEST_FIRST;
    for (Timestamp walk : List.of(timestamp(source), timestamp(source).newestFirst().pageCap(25))) {
      Recording sync = Recording.empty().sync(walk, source.clock);
      assertThat(sync.reason()).contains("may be cut");
      assertThat(sync.cursor().text("cursor")).isEmpty();
    }
    source.cap = Integer.MAX_VALUE;
    Recording whole = Recording.empty().sync(timestamp(source).uncapped(), source.clock);
    assertThat(whole.isComplete()).isTrue();
    assertThat(whole.durable).isEqualTo(source.table());
  }

  @Test
  void aFilterCoarserThanTheStampsIsAskedFromItsGranule() {
    source.granuleMillis = 1_000;
    Instant second = Instant.parse("2026-02-01T00:00:00Z");
    source.put(1, second.plusMillis(700), Duration.ZERO);
    Timestamp walk = timestamp(source).granularity(Duration.ofSeconds(1));
    Recording first = Recording.empty().sync(walk, source.clock);
    source.put(2, second.plusMillis(900), Duration.ZERO);
    assertThat(first.next().sync(walk, source.clock).ids()).containsExactly("2");
  }

  @Test
  void aFilterThatCutsTheStampsIsAskedFromTheSecondTheyAreCutTo() {
    Instant second = Instant.parse("2026-02-01T00:00:00Z");
    Timestamp walk =
        timestamp(source)
            .inclusive()
            .uncapped()
            .granularity(Duration.ofSeconds(1))
            .since(since -> Answer.of("{\"data\":" + cutToSeconds(since) + "}"));
    source.put(1, second.plusMillis(700), Duration.ZERO);
    Recording first = Recording.empty().sync(walk, source.clock);
    source.put(2, second.plusMillis(900), Duration.ZERO);
    assertThat(first.next().sync(walk, source.clock).ids()).containsExactly("2");
  }

  /** The rows whose stamp, without its fraction, is not before the time asked for. */
  private List<String> cutToSeconds(Optional<String> since) {
    return source.table().values().stream()
        .filter(
            row ->
                since.isEmpty()
                    || !Instant.parse(JsonRow.parse(row).text("updatedAt").orElseThrow())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .isBefore(Instant.parse(since.get())))
        .toList();
  }

  @Test
  void aFilterThatIsIgnoredIsRefused() {
    source.holds(60, 1);
    source.cap = 25;
    Timestamp walk = timestamp(source).since(since -> source.since(Optional.empty()));
    assertThat(Recording.empty().sync(walk, source.clock).reason())
        .contains("check the name and the form of the filter in the request");
    FakeSource days = new FakeSource();
    days.cap = 25;
    for (int id = 1; id <= 60; id++) {
      days.put(id, days.clock.instant().minus(Duration.ofDays(3L * (100 - id))), Duration.ZERO);
    }
    Timestamp deaf = timestamp(days).since(since -> days.since(Optional.empty()));
    assertThat(Recording.empty().sync(deaf, days.clock).failure.orElseThrow())
        .hasMessageContaining("to one question after the other");
  }

  @Test
  void theLastRowsOfOneStampAreWholeIfTheSourceOnceGaveMore() {
    source.holds(28, 1);
    for (int id = 29; id <= 40; id++) {
      source.put(id, Instant.parse("2026-02-25T00:00:00Z"), Duration.ZERO);
    }
    Recording first = Recording.empty().sync(timestamp(source), source.clock);
    assertThat(first.isComplete()).isTrue();
    assertThat(first.next().sync(timestamp(source), source.clock).isComplete()).isTrue();
  }

  @Test
  void aRowThatBecomesVisibleLateInAWindowIsRead() {
    source.holds(5, 1);
    Timestamp walk = windows(source).uncapped();
    Recording first = Recording.empty().sync(walk, source.clock);
    source.put(7, source.clock.instant().minusSeconds(100), Duration.ofSeconds(200));
    source.clock.pass(Duration.ofSeconds(150));
    assertThat(first.next().sync(walk, source.clock).ids()).containsExactly("7");
  }

  @Test
  void newRowsOfOneStampWithoutEndAreRefused() {
    AtomicInteger id = new AtomicInteger();
    Timestamp walk =
        timestamp(source)
            .maxPages(50)
            .since(
                since -> {
                  StringBuilder rows =
                      new StringBuilder("{\"updatedAt\":\"2026-01-01T00:00:00Z\",\"id\":0}");
                  for (int i = 0; i < 500; i++) {
                    rows.append(',')
                        .append("{\"updatedAt\":\"2026-01-01T00:00:00Z\",\"id\":")
                        .append(id.incrementAndGet())
                        .append('}');
                  }
                  return Answer.of("{\"data\":[" + rows + "]}");
                });
    assertThat(Recording.empty().sync(walk, source.clock).failure.orElseThrow())
        .hasMessageContaining("at least 10000 rows stand at");
    assertThat(id.get()).isLessThan(20_000);
  }

  @Test
  void aWindowInWhichClocksAreTurnedBackHasEveryTimeThatTheyShow() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    List<TimeWindow> asked = new ArrayList<>();
    Timestamp walk =
        Timestamp.of(FakeSource.USER)
            .cursor(
                CursorField.instant("updatedAt")
                    .formats(CursorFormat.pattern("uuuu-MM-dd HH:mm", berlin)))
            .rowsAt("/data")
            .inclusive()
            .uncapped()
            .granularity(Duration.ofMinutes(1))
            .start(Instant.parse("2026-10-25T00:50:00Z"))
            .end(Instant.parse("2026-10-25T01:10:00Z"))
            .between(
                window -> {
                  asked.add(window);
                  return Answer.of("{\"data\":[]}");
                });
    Recording.empty().sync(walk, source.clock);
    assertThat(asked.stream().distinct())
        .containsExactly(
            new TimeWindow("2026-10-25 02:50", "2026-10-25 03:00"),
            new TimeWindow("2026-10-25 02:00", "2026-10-25 02:11"));
  }

  @Test
  void aWindowThatReachesTheCapIsHalved() {
    source.holds(100, 1);
    source.cap = 10;
    Recording sync = Recording.empty().sync(windows(source).pageCap(10), source.clock);
    assertThat(sync.durable).isEqualTo(source.table());
    assertThat(sync.isComplete()).isTrue();
  }

  @Test
  void aWindowThatCannotBeHalvedFurtherIsReportedAndStaysAHole() {
    source.holds(20, 20);
    source.cap = 10;
    Recording sync = Recording.empty().sync(windows(source).pageCap(10), source.clock);
    assertThat(sync.reason()).contains("a window cannot be shorter");
    assertThat(sync.cursor().parts("closed")).hasSize(2);
  }

  @Test
  void aHoleIsReadByTheNextSync() {
    source.holds(100, 1);
    AtomicBoolean broken = new AtomicBoolean(true);
    Timestamp walk =
        windows(source)
            .uncapped()
            .between(
                window -> {
                  if (broken.get() && window.until().startsWith("2026-02-22")) {
                    throw new SourceDataException("cut");
                  }
                  return source.between(window);
                });
    Recording first = Recording.empty().sync(walk, source.clock);
    assertThat(first.reason()).contains("could not be read");
    assertThat(first.durable).isEmpty();
    broken.set(false);
    source.served = 0;
    Recording second = first.next().sync(walk, source.clock);
    assertThat(second.durable).isEqualTo(source.table());
    assertThat(source.served).isLessThan(5);
    assertThat(second.cursor().parts("closed")).hasSize(1);
  }

  @Test
  void windowsTileWithoutGapsAtTheClampedBorders() {
    List<TimeWindow> asked = new ArrayList<>();
    Timestamp walk =
        windows(source)
            .uncapped()
            .inclusive()
            .step(java.time.Period.ofMonths(1))
            .clamping(Clamping.MONTH)
            .start(Instant.parse("2026-01-15T00:00:00Z"))
            .end(Instant.parse("2026-02-20T00:00:00Z"))
            .between(
                window -> {
                  asked.add(window);
                  return source.between(window);
                });
    Recording.empty().sync(walk, source.clock);
    assertThat(asked.stream().distinct())
        .containsExactly(
            new TimeWindow("2026-01-15T00:00:00Z", "2026-02-01T00:00:00Z"),
            new TimeWindow("2026-02-01T00:00:00Z", "2026-02-20T00:00:00Z"));
  }

  @Test
  void weeksBeginOnTheDayThatIsDeclared() {
    List<TimeWindow> asked = new ArrayList<>();
    Timestamp walk =
        windows(source)
            .uncapped()
            .inclusive()
            .step(java.time.Period.ofDays(7))
            .clampingWeeksFrom(DayOfWeek.WEDNESDAY)
            .start(Instant.parse("2026-01-05T00:00:00Z"))
            .end(Instant.parse("2026-01-20T00:00:00Z"))
            .between(
                window -> {
                  asked.add(window);
                  return Answer.of("{\"data\":[]}");
                });
    Recording.empty().sync(walk, source.clock);
    assertThat(asked.stream().map(TimeWindow::until).distinct())
        .containsExactly("2026-01-07T00:00:00Z", "2026-01-14T00:00:00Z", "2026-01-20T00:00:00Z");
  }

  @Test
  void theRowsOfAWindowCanBeMappedByIt() {
    Timestamp walk =
        windows(source)
            .uncapped()
            .inclusive()
            .step(java.time.Period.ofDays(1))
            .rowMapByWindow(window -> RowMap.unchanged().add("of", window.since()))
            .start(Instant.parse("2026-01-05T00:00:00Z"))
            .end(Instant.parse("2026-01-07T00:00:00Z"))
            .between(
                window ->
                    Answer.of(
                        "{\"data\":[{\"id\":\""
                            + window.since()
                            + "\",\"updatedAt\":\""
                            + window.since()
                            + "\"}]}"));
    Recording sync = Recording.empty().sync(walk, source.clock);
    assertThat(sync.operations.stream().flatMap(each -> each.findRow().stream()))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.text("of")).isEqualTo(row.text("id")));
  }

  @Test
  void anotherProgramsWindowsAreTakenOver() {
    Instant start = Instant.parse("2026-01-05T00:00:00Z");
    Instant end = Instant.parse("2026-01-09T00:00:00Z");
    List<TimeWindow> asked = new ArrayList<>();
    Timestamp walk =
        windows(source)
            .uncapped()
            .inclusive()
            .start(start)
            .end(end)
            .between(
                window -> {
                  asked.add(window);
                  return Answer.of("{\"data\":[]}");
                });
    Cursor taken =
        Timestamp.windowsRead(
            Map.of(start, start.plus(Duration.ofDays(1)), end.minus(Duration.ofDays(1)), end));
    Recording first = Recording.empty();
    first.state = first.state.with(walk.table().name(), taken);
    first.sync(walk, source.clock);
    assertThat(asked.stream().distinct())
        .containsExactly(new TimeWindow("2026-01-06T00:00:00Z", "2026-01-08T00:00:00Z"));
  }

  @Test
  void theEndOfAWindowIsAskedForRoundedUp() {
    List<TimeWindow> asked = new ArrayList<>();
    CursorFormat minutes = CursorFormat.pattern("uuuu-MM-dd HH:mm", ZoneOffset.UTC);
    Timestamp walk =
        windows(source)
            .uncapped()
            .inclusive()
            .cursor(CursorField.instant("updatedAt").formats(minutes))
            .step(Duration.ofDays(100))
            .end(Instant.parse("2026-02-20T10:30:20Z"))
            .between(
                window -> {
                  asked.add(window);
                  return Answer.of("{\"data\":[]}");
                });
    Recording.empty().sync(walk, source.clock);
    assertThat(asked.stream().distinct())
        .containsExactly(new TimeWindow("2026-02-01 00:00", "2026-02-20 10:31"));
  }

  @Test
  void windowsReachUpToTheClockOfTheSourceWhereItIsAhead() {
    List<TimeWindow> asked = new ArrayList<>();
    Timestamp walk =
        windows(source)
            .uncapped()
            .between(
                window -> {
                  asked.add(window);
                  return Answer.of("{\"data\":[]}").with("Date", "Sun, 01 Mar 2026 14:00:00 GMT");
                });
    Recording.empty().sync(walk, source.clock);
    assertThat(asked.get(asked.size() - 1).until()).isEqualTo("2026-03-01T14:01:00Z");
  }

  @Test
  void moreHolesThanAStateShouldHoldAreAnError() {
    Set<TimeWindow> asked = new HashSet<>();
    Timestamp walk =
        windows(source)
            .uncapped()
            .step(Duration.ofHours(2))
            .between(
                window -> {
                  asked.add(window);
                  if (asked.size() % 2 == 0) {
                    throw new SourceDataException("cut");
                  }
                  return source.between(window);
                });
    assertThat(Recording.empty().sync(walk, source.clock).failure.orElseThrow())
        .hasMessageContaining("More than 100 windows could not be read");
  }

  @Test
  void windowsLookBackAsFarAsDeclared() {
    source.holds(30, 1);
    Timestamp walk = windows(source).uncapped().lookback(Duration.ofMinutes(10));
    Recording first = Recording.empty().sync(walk, source.clock);
    source.put(31, source.clock.instant().minusSeconds(660), Duration.ZERO);
    assertThat(first.next().sync(walk, source.clock).ids()).containsExactly("31");
  }

  @Test
  void nothingIsAskedOnceAllIsClosed() {
    source.holds(30, 1);
    Timestamp walk = windows(source).uncapped().end(Instant.parse("2026-02-25T00:00:00Z"));
    Recording first = Recording.empty().sync(walk, source.clock);
    source.served = 0;
    Recording second = first.next().sync(walk, source.clock);
    assertThat(source.served).isZero();
    assertThat(second.state).isEqualTo(first.state);
  }

  @Test
  void windowsFollowTheSourceEvenIfThisMachinesClockIsBehindWhatIsClosed() {
    AtomicInteger minute = new AtomicInteger(1);
    Timestamp walk =
        windows(source)
            .uncapped()
            .between(
                window ->
                    Answer.of("{\"data\":[]}")
                        .with("Date", "Sun, 01 Mar 2026 15:0" + minute + ":00 GMT"));
    Recording first = Recording.empty().sync(walk, source.clock);
    assertThat(lastClosed(first)).isEqualTo("2026-03-01T14:55:00Z");
    minute.set(9);
    assertThat(lastClosed(first.next().sync(walk, source.clock))).isEqualTo("2026-03-01T15:03:00Z");
  }

  private static String lastClosed(Recording sync) {
    List<Cursor> closed = sync.cursor().parts("closed");
    return closed.get(closed.size() - 1).text("to").orElseThrow();
  }

  @Test
  void looksBackAsFarAsDeclared() {
    source.holds(30, 1);
    Timestamp walk = timestamp(source).lookback(Duration.ofMinutes(10));
    Recording first = Recording.empty().sync(walk, source.clock);
    Instant last = source.versions.get(30).get(0).at();
    source.put(31, last.minusSeconds(500), Duration.ZERO);
    assertThat(first.next().sync(walk, source.clock).ids()).containsExactly("31");
  }

  @Test
  void aSourceThatIgnoresItsFilterIsFilteredHere() {
    source.holds(30, 1);
    Timestamp walk =
        timestamp(source)
            .since(since -> source.since(Optional.empty()))
            .uncapped()
            .clientSideFilter();
    Recording first = Recording.empty().sync(walk, source.clock);
    source.put(31);
    assertThat(first.next().sync(walk, source.clock).ids()).containsExactly("31");
  }

  @Test
  void refusesWhatCannotWorkAndNamesTheFix() {
    assertThatThrownBy(() -> Recording.empty().sync(timestamp(source).newestFirst(), source.clock))
        .hasMessageContaining("add pageCap(...)");
    assertThatThrownBy(() -> Recording.empty().sync(windows(source), source.clock))
        .hasMessageContaining("say at how many rows");
  }
}
