package dev.leat.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.http.transport.Transport;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Virtual time starts on a full minute, as {@link ServerWaitTest} says. */
class CallBudgetTest {

  private static final Request USERS = Request.get("/users");

  private final VirtualTime time = new VirtualTime();
  private final List<Sent> sent = Collections.synchronizedList(new ArrayList<>());
  private final HttpSource api =
      Http.of(recording(), time, time, () -> 0L).at(URI.create("http://api.test"));

  /** When a request went out. */
  private record Sent(Instant at, String path) {}

  @Test
  void aMovingWindowLetsABurstThroughAndThenOneForEachThatLeavesIt() throws Exception {
    HttpSource source = api.budgets(CallBudget.inAny(3, Duration.ofSeconds(10)));
    source.fetch(USERS);
    time.advance(Duration.ofSeconds(4));
    for (int each = 0; each < 4; each++) {
      source.fetch(USERS);
    }
    assertThat(seconds()).containsExactly(0L, 4L, 4L, 10L, 14L);
  }

  @Test
  void aFixedWindowBeginsAnewAtEachFullPeriod() throws Exception {
    HttpSource source = api.budgets(CallBudget.inEach(2, Duration.ofMinutes(1)));
    time.advance(Duration.ofSeconds(50));
    for (int each = 0; each < 5; each++) {
      source.fetch(USERS);
    }
    assertThat(seconds()).containsExactly(50L, 50L, 60L, 60L, 120L);
  }

  @Test
  void severalBudgetsHoldAtOnceEachForTheRequestsItIsFor() throws Exception {
    HttpSource source =
        api.budgets(
            CallBudget.inAny(4, Duration.ofSeconds(10)),
            CallBudget.inAny(1, Duration.ofSeconds(5))
                .of(request -> request.path().startsWith("/search")));
    source.fetch(Request.get("/search"));
    source.fetch(USERS);
    source.fetch(Request.get("/search"));
    source.fetch(USERS);
    source.fetch(USERS);
    assertThat(sent)
        .extracting(each -> each.path() + " " + second(each))
        .containsExactly("/search 0", "/users 0", "/search 5", "/users 5", "/users 10");
  }

  @Test
  void aHeavyRequestTakesMoreAndOneThatIsTooHeavyTakesAll() throws Exception {
    HttpSource source =
        api.budgets(
            CallBudget.inAny(10, Duration.ofSeconds(10))
                .weighing(request -> request.path().equals("/heavy") ? 7 : 1));
    source.fetch(Request.get("/heavy"));
    source.fetch(USERS);
    source.fetch(Request.get("/heavy"));
    assertThat(seconds()).containsExactly(0L, 0L, 10L);

    HttpSource tight = api.budgets(CallBudget.inAny(5, Duration.ofSeconds(1)).weighing(r -> 99));
    tight.fetch(USERS);
    tight.fetch(USERS);
    assertThat(seconds()).endsWith(10L, 11L);
  }

  @Test
  void stopsWhereABudgetLastsLongerThanASyncWaits() throws Exception {
    HttpSource source = api.budgets(CallBudget.inEach(1, Duration.ofDays(1)));
    source.fetch(USERS);
    assertThatThrownBy(() -> source.fetch(USERS))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessage(
            "GET /users has to wait 12 h, as the budget of 1 call in each 24 h is used up, longer"
                + " than the 15 min that a sync waits: start it again then");
  }

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  /** Any budgets, any gaps between requests, any weights: no window ever holds too many calls. */
  @ParameterizedTest
  @MethodSource("seeds")
  void noWindowEverHoldsMoreThanItsBudget(int seed) throws Exception {
    Random random = new Random(seed);
    int most = 1 + random.nextInt(5);
    int mostFixed = 1 + random.nextInt(8);
    Duration period = Duration.ofMillis(1 + random.nextInt(5_000));
    Duration fixed = Duration.ofMillis(1 + random.nextInt(9_000));
    HttpSource source =
        api.budgets(
            CallBudget.inAny(most, period).weighing(CallBudgetTest::weight),
            CallBudget.inEach(mostFixed, fixed));
    for (int each = 0; each < 60; each++) {
      source.fetch(Request.get("/" + random.nextInt(3)));
      if (random.nextInt(4) == 0) {
        time.advance(Duration.ofMillis(random.nextInt(4_000)));
      }
    }
    for (Sent from : sent) {
      Instant end = from.at().plus(period);
      int weights =
          sent.stream()
              .filter(each -> !each.at().isBefore(from.at()) && each.at().isBefore(end))
              .mapToInt(each -> Math.min(most, weight(Request.get(each.path()))))
              .sum();
      assertThat(weights).isLessThanOrEqualTo(most);
      long window = from.at().toEpochMilli() / fixed.toMillis();
      assertThat(
              sent.stream().filter(each -> each.at().toEpochMilli() / fixed.toMillis() == window))
          .hasSizeLessThanOrEqualTo(mostFixed);
    }
  }

  /** Many threads of one source on one clock, which each sleeper moves. */
  @Test
  @Timeout(60)
  void manyThreadsKeepOneBudgetTogether() throws Exception {
    Duration period = Duration.ofSeconds(1);
    HttpSource source = api.budgets(CallBudget.inAny(5, period));
    ExecutorService pool = Executors.newFixedThreadPool(8);
    List<Future<?>> all = new ArrayList<>();
    for (int each = 0; each < 200; each++) {
      all.add(pool.submit(() -> source.fetch(USERS)));
    }
    for (Future<?> each : all) {
      each.get();
    }
    pool.shutdown();
    assertThat(sent).hasSize(200);
    // Five a second: the last five cannot go out before the 39th second is over.
    assertThat(time.instant()).isAfterOrEqualTo(Instant.ofEpochSecond(1772366400 + 39));
  }

  private static int weight(Request request) {
    return 1 + Integer.parseInt(request.path().substring(1));
  }

  private Transport recording() {
    return outgoing -> {
      sent.add(new Sent(time.instant(), outgoing.address().getPath()));
      return Exchange.json(200, "{}");
    };
  }

  private List<Long> seconds() {
    return sent.stream().map(CallBudgetTest::second).toList();
  }

  private static long second(Sent request) {
    return request.at().getEpochSecond() - 1772366400;
  }
}
