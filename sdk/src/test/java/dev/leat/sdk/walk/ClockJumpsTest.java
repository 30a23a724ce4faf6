package dev.leat.sdk.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The clock of this machine jumps by a day and more between two syncs, in both directions, while
 * the source's own goes on: a time zone that was set wrong, a battery that is empty, a virtual
 * machine that slept. No row is lost, in whichever order the jumps come.
 */
class ClockJumpsTest {

  private static final List<Duration> JUMPS =
      List.of(
          Duration.ofHours(26), Duration.ofHours(-26), Duration.ofSeconds(61), Duration.ofDays(-8));

  /** A strategy by name, so that a failure says which one it was. */
  private record Named(String name, Function<FakeSource, Walk> walk) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Named> STRATEGIES =
      List.of(
          new Named("keyset", source -> Strategies.keyset(source).ascending()),
          new Named("seek", Strategies::seek),
          new Named("offset", source -> Strategies.offset(source).overlap(1).ascending()),
          new Named("timestamp", source -> Strategies.timestamp(source).ascending()),
          new Named(
              "windows",
              source -> Strategies.windows(source).granularity(Duration.ofMillis(1)).pageCap(500)),
          new Named("replay", source -> Strategies.replay(source).ascending()));

  static Stream<Arguments> cases() {
    return STRATEGIES.stream().flatMap(ClockJumpsTest::jumps);
  }

  /** Windows end where this machine believes that it is now, if nobody else tells the time. */
  static Stream<Arguments> casesThatTrustNoClock() {
    return STRATEGIES.stream()
        .filter(strategy -> !strategy.name().equals("windows"))
        .flatMap(ClockJumpsTest::jumps);
  }

  private static Stream<Arguments> jumps(Named strategy) {
    return JUMPS.stream()
        .flatMap(first -> JUMPS.stream().map(next -> Arguments.of(strategy, first, next)));
  }

  @ParameterizedTest(name = "{0}: {1}, then {2}")
  @MethodSource("cases")
  void noRowIsLostWhereTheSourceTellsItsTime(Named strategy, Duration first, Duration next) {
    FakeSource source = new FakeSource().holds(25, 2);
    source.tellsTime = true;
    Recording destination = syncs(source, strategy, first, next);

    assertThat(destination.failure).isEmpty();
    assertThat(destination.reason()).isEmpty();
    assertThat(destination.durable).isEqualTo(source.table());
  }

  @ParameterizedTest(name = "{0}: {1}, then {2}")
  @MethodSource("casesThatTrustNoClock")
  void noRowIsLostWhereTheSourceTellsNoTime(Named strategy, Duration first, Duration next) {
    FakeSource source = new FakeSource().holds(25, 2);
    Recording destination = syncs(source, strategy, first, next);

    assertThat(destination.failure).isEmpty();
    assertThat(destination.durable).isEqualTo(source.table());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aClockThatIsOffByMoreThanAMinuteIsReported(Named strategy, Duration first, Duration next) {
    FakeSource source = new FakeSource().holds(25, 2);
    source.tellsTime = true;
    source.clock.pass(Duration.ofMinutes(1));
    Recording destination =
        Recording.empty().sync(strategy.walk().apply(source), Clock.offset(source.clock, first));
    assertThat(destination.warnings)
        .anyMatch(
            each ->
                each.contains(first.isNegative() ? "ahead of" : "behind")
                    && each.contains("positions follow the source's clock"));
  }

  /** One sync for each setting of this machine's clock; the source changes before each. */
  private static Recording syncs(FakeSource source, Named strategy, Duration... offsets) {
    Walk walk = strategy.walk().apply(source);
    Recording destination = Recording.empty();
    int id = 100;
    for (Duration offset : offsets) {
      source.clock.pass(Duration.ofMinutes(1));
      source.put(++id);
      source.put(1 + id % 20);
      // Stamped now, but seen in two minutes only: by the next sync.
      source.put(++id, source.clock.instant(), Duration.ofMinutes(2));
      source.clock.pass(Duration.ofMinutes(1));
      destination = destination.next().sync(walk, Clock.offset(source.clock, offset));
      source.clock.pass(Duration.ofMinutes(20));
    }
    return destination.next().sync(walk, source.clock);
  }
}
