package dev.leat.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.testkit.simulation.Event.What;
import dev.leat.testkit.simulation.Finding.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every strategy promises, tried out on random histories. {@code -Dleat.histories=N} sets how
 * many of each kind, {@code -Dleat.seed=S} where they start.
 */
abstract class StrategyProperties {

  private static final int HISTORIES = Integer.getInteger("leat.histories", 40);
  private static final long SEED = Long.getLong("leat.seed", 1);

  /** From every checkpoint and every row that a history has. */
  private static final int EVERY = Integer.MAX_VALUE;

  /** The ways of the strategy, each over histories within what it asks of its source. */
  abstract Map<String, Campaign> ways();

  /** How a source may break its word so that the strategy notices. */
  abstract List<Manner> noticed();

  @TestFactory
  Stream<DynamicTest> makesTheDestinationEqualToTheSource() {
    return each(campaign -> campaign, Kind.LOST, Kind.STALE, Kind.PHANTOM, Kind.REFUSED, Kind.HUNG);
  }

  @TestFactory
  Stream<DynamicTest> goesOnFromEveryCheckpoint() {
    return each(StrategyProperties::fromEverywhere, Kind.LOST, Kind.STALE, Kind.REFUSED);
  }

  private static Campaign fromEverywhere(Campaign campaign) {
    return new Campaign(campaign.subject(), campaign.profile(), EVERY, campaign.looksFor());
  }

  @TestFactory
  Stream<DynamicTest> claimsOnlyWhatIsClosed() {
    return each(campaign -> campaign, Kind.NOT_CLOSED);
  }

  @TestFactory
  Stream<DynamicTest> neverMovesARowBack() {
    return each(
        campaign -> campaign, Kind.PHANTOM, Kind.REGRESSED, Kind.WRONGLY_DELETED, Kind.NOT_DELETED);
  }

  @TestFactory
  Stream<DynamicTest> leavesTheSameIfSentAgain() {
    return each(StrategyProperties::fromEverywhere, Kind.NOT_IDEMPOTENT);
  }

  @TestFactory
  Stream<DynamicTest> keepsAStateThatDoesNotGrowWithTies() {
    return each(StrategyProperties::withManyTies, Kind.STATE_TOO_LARGE, Kind.LOST);
  }

  @TestFactory
  Stream<DynamicTest> bringsARowThatNeverRestsInEachSync() {
    return each(
        campaign ->
            new Campaign(
                campaign.subject(),
                campaign.profile().only(What.INSERT, What.WAIT, What.UPDATE, What.UPDATE).late(0),
                0,
                campaign.looksFor()),
        Kind.COMPLETE_WHILE_WRONG);
  }

  @TestFactory
  Stream<DynamicTest> saysCompleteOnlyIfItBroughtWhatCouldBeSeen() {
    return each(campaign -> campaign, Kind.COMPLETE_WHILE_WRONG);
  }

  @TestFactory
  Stream<DynamicTest> endsAndSaysSoWhateverTheSourceDoes() {
    return each(
        campaign ->
            new Campaign(
                campaign.subject(),
                campaign.profile().over(noticed().toArray(Manner[]::new)),
                0,
                campaign.looksFor()),
        Kind.HUNG,
        Kind.LOST,
        Kind.STALE,
        Kind.COMPLETE_WHILE_WRONG);
  }

  @Test
  void keepsEveryPromiseInHistoriesThatOnceBrokeOne() {
    for (Map.Entry<String, Campaign> way : ways().entrySet()) {
      for (History history : Regressions.of(getClass().getSimpleName(), way.getKey())) {
        assertThat(way.getValue().findings(history)).as(history.toString()).isEmpty();
      }
    }
  }

  private static Campaign withManyTies(Campaign campaign) {
    Profile profile = campaign.profile();
    Profile tied =
        new Profile(
            List.of(What.INSERT, What.WAIT),
            0,
            campaign.subject().capture() == Subject.Capture.INSERTS ? profile.mostTies() : 90,
            0,
            profile.manners(),
            profile.kept());
    return new Campaign(campaign.subject(), tied, 0, campaign.looksFor());
  }

  /** A change of a campaign. */
  private interface Change {
    Campaign of(Campaign campaign);
  }

  private Stream<DynamicTest> each(Change change, Kind... kinds) {
    List<DynamicTest> tests = new ArrayList<>();
    ways()
        .forEach(
            (way, campaign) ->
                tests.add(DynamicTest.dynamicTest(way, () -> run(change.of(campaign), kinds))));
    return tests.stream();
  }

  private void run(Campaign campaign, Kind... kinds) {
    Set<Kind> wanted = new HashSet<>(Arrays.asList(kinds));
    wanted.retainAll(campaign.looksFor());
    Campaign.Outcome outcome =
        new Campaign(campaign.subject(), campaign.profile(), campaign.restarts(), wanted)
            .run(SEED, HISTORIES);
    assertThat(outcome.broken())
        .as(
            () ->
                outcome.smallest().map(Object::toString).orElse("")
                    + "\nrerun with: mvn -pl testkit -am test -Dtest="
                    + getClass().getSimpleName()
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dleat.histories=1 -Dleat.seed="
                    + outcome.smallest().map(each -> each.history().seed()).orElse(SEED))
        .isEmpty();
  }
}
