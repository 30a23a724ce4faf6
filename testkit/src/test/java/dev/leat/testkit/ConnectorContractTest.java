package dev.leat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.leat.sdk.Connector;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A contract that no connector can break proves nothing: each broken law must be noticed. */
class ConnectorContractTest {

  @ParameterizedTest
  @CsvSource({
    "CHECKPOINTS_BEFORE_THE_ROWS, losesAndDoublesNothingWhereverItCrashes",
    "LEAVES_ROWS_UNCLAIMED, claimsEveryRowBeforeItReturns",
    "SKIPS_A_ROW_ON_RESUME, resumesFromEveryCheckpointToTheSameTables",
    "SENDS_UNDECLARED_TABLES, sendsRowsOfDiscoveredTablesOnlyEachWithItsKey",
    "LEAVES_OUT_THE_KEY, sendsRowsOfDiscoveredTablesOnlyEachWithItsKey",
    "SWALLOWS_INTERRUPTS, anInterruptEndsTheSyncAtOnce",
    "FAILS_CHECK_WITH_A_DEFECT, checkRefusesABadConfigurationAndSaysWhy",
    "MOVES_ITS_STATE_EVERY_TIME, aSecondSyncOfAnUnchangedSourceChangesNothing",
    "IGNORES_THE_SELECTION, readsOnlyTheTablesThatAreAskedForAndThoseWhole",
    "READS_RIVERS_ONLY_BESIDE_CITIES, readsOnlyTheTablesThatAreAskedForAndThoseWhole",
    "CHECKS_WITHOUT_ASKING, checkSaysNoWhereTheSourceDoes",
    "PUTS_THE_SECRET_INTO_ROWS, noOutputHoldsASecret",
    "STARTS_OVER_FROM_A_STATE_IT_KNOWS, aSecondSyncOfAnUnchangedSourceChangesNothing",
    "SHOWS_ITS_KEY, aSettingNamedLikeASecretIsOne",
    "COMES_BACK_TOO_EARLY, aRefusalForADayEndsTheSyncAsUnavailable",
    "TAKES_A_REFUSAL_FOR_A_DEFECT, aRefusalForADayEndsTheSyncAsUnavailable",
    "TAKES_A_REFUSAL_FOR_THE_END, aRefusalThatPassesCostsNoRow"
  })
  void noticesABrokenLaw(CitiesConnector.Defect defect, String law) {
    assertThat(failures(defect)).contains(law);
  }

  @Test
  void findsNothingAgainstAConnectorThatKeepsThem() {
    assertThat(failures()).isEmpty();
  }

  private static Set<String> failures(CitiesConnector.Defect... defects) {
    Set<String> failed = new TreeSet<>();
    for (Method law : ConnectorContract.class.getDeclaredMethods()) {
      if (law.isAnnotationPresent(Test.class)) {
        Throwable failure = catchThrowable(() -> law.invoke(new Contract(defects)));
        if (failure instanceof InvocationTargetException) {
          failed.add(law.getName());
        }
        Thread.interrupted();
      }
    }
    return failed;
  }

  private static final class Contract extends ConnectorContract {

    private final CitiesConnector connector;

    Contract(CitiesConnector.Defect... defects) {
      connector = new CitiesConnector(defects);
    }

    @Override
    protected Connector connector() {
      return connector;
    }

    @Override
    protected String configuration() {
      return "{\"api_key\":\"open-sesame-4711\"}";
    }

    @Override
    protected String badConfiguration() {
      return "{\"api_key\":\"shut-sesame-4711\"}";
    }

    @Override
    protected void refuseOnce(int status, Duration retryAfter) {
      connector.refuseOnce();
    }
  }
}
