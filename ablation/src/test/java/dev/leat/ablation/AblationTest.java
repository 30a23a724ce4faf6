package dev.leat.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each guard is switched off, one at a time, and the tests named for it must fail. A guard without
 * which no test fails is untested, or does nothing.
 */
class AblationTest {

  private static Ablation ablation;

  @BeforeAll
  static void open() throws IOException {
    ablation = new Ablation();
  }

  @AfterAll
  static void close() {
    ablation.close();
  }

  @TestFactory
  Stream<DynamicTest> testsFailWithoutEachGuard() {
    return Guards.all().stream()
        .map(guard -> dynamicTest(guard.toString(), () -> requireFailures(guard)));
  }

  private static void requireFailures(Guard guard) {
    Map<Guard.Catcher, Verdict> verdicts = ablation.without(guard);
    Assumptions.assumeFalse(
        verdicts.entrySet().stream().anyMatch(AblationTest::lacksServer),
        "No PostgreSQL server can be started here");
    verdicts.values().removeIf(Verdict.FAILED::equals);
    assertThat(verdicts)
        .as("tests that do not fail without \"%s\": they do not test it, or it does nothing", guard)
        .isEmpty();
  }

  /** Or their failures would prove nothing. */
  @Test
  void theSameTestsPassInTheSameWayWithEveryGuardInPlace() {
    Map<Guard.Catcher, Verdict> verdicts = ablation.withAll(Guards.all());
    verdicts.values().removeIf(Verdict.PASSED::equals);
    verdicts.entrySet().removeIf(AblationTest::lacksServer);
    assertThat(verdicts).as("tests that do not pass with every guard in place").isEmpty();
  }

  private static boolean lacksServer(Map.Entry<Guard.Catcher, Verdict> test) {
    return test.getValue() == Verdict.SKIPPED
        && test.getKey().type().startsWith(PostgresGuards.ROOM + ".");
  }

  @Test
  void noTestFailsWithoutWhatDoesNothing() {
    Guard guard =
        guard("emptyPages + 1 : 0;", "emptyPages + 1 : 0 + 0;", "refusesATokenThatComesAgain");

    assertThat(ablation.without(guard).values()).containsExactly(Verdict.PASSED);
  }

  @Test
  void anEditThatDoesNotCompileIsNoCatch() {
    Guard guard = guard("emptyPages + 1 : 0;", "emptyPages + 1 : ;", "refusesATokenThatComesAgain");

    assertThatThrownBy(() -> ablation.without(guard)).hasMessageContaining("does not compile");
  }

  @Test
  void aTestThatIsNotThereIsNoCatch() {
    Guard guard = guard("emptyPages + 1 : 0;", "emptyPages + 1 : 0 + 0;", "refusesEverything");

    assertThatThrownBy(() -> ablation.without(guard))
        .hasMessageContaining("There is no KeysetTest#refusesEverything");
  }

  @Test
  void codeThatIsNotThereOnceIsNoGuard() {
    Guard gone = guard("emptyPages = 7;", "", "refusesATokenThatComesAgain");
    Guard twice = guard("throw new SourceDataException(", "", "refusesATokenThatComesAgain");

    assertThatThrownBy(() -> ablation.without(gone)).hasMessageContaining("stands 0 times in");
    assertThatThrownBy(() -> ablation.without(twice)).hasMessageContaining("stands 3 times in");
  }

  private static Guard guard(String snippet, String replacement, String test) {
    String room = "dev.leat.sdk.walk";
    return new Guard(
        "None",
        "no guard",
        "nothing",
        "",
        room + ".LoopGuard",
        snippet,
        replacement,
        List.of(Guard.Catcher.of("KeysetTest#" + test, room)));
  }
}
