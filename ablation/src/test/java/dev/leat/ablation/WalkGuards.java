package dev.leat.ablation;

import static dev.leat.ablation.GuardList.SIMULATION;

import java.util.List;

/** What joins walks guards against. */
final class WalkGuards {

  private WalkGuards() {}

  static List<Guard> all() {
    GuardList list = new GuardList("Walks and partitions", "dev.leat.sdk.walk");
    list.guard("a claim of one walk leaves the cursors of the others as they are")
        .prevents("one table that takes back what another has claimed")
        .in("SharedState")
        .off(
            "for (TableName table : tables) { set(table, checkpoint.state().cursor(table)); }",
            "state = checkpoint.state();")
        .caughtBy("WalksTest#aClaimOfOneTableLeavesThatOfAnotherAsItIs");
    list.guard("the result is complete only if that of each walk is")
        .prevents("success with a hole in it")
        .in("Walks")
        .off(
            "outcome.add(walk.sync(request.from(shared.state()), shared.of(names)));",
            "walk.sync(request.from(shared.state()), shared.of(names));")
        .caughtBy("WalksTest#eachWalkGoesOnFromTheStateThatTheOneBeforeLeft");
    list.guard("a new partition begins at its start")
        .prevents("losing its rows before the others' position")
        .in("PartitionCursors")
        .off(
            "cursors.get(partition.key())",
            "cursors.getOrDefault(partition.key(),"
                + " cursors.values().stream().findFirst().orElse(null))")
        .caughtBy(
            "PartitionsTest#aNewPartitionBeginsAtItsStartThoughOthersAreFarther",
            SIMULATION + "KeysetPropertiesTest#makesTheDestinationEqualToTheSource");
    list.guard("a partition that fails does not stop the others, and is reported")
        .prevents("one broken account that hides all others")
        .in("Partitions")
        .off("fail(partition, e);", "throw e;")
        .caughtBy("PartitionsTest#aPartitionThatFailsKeepsItsPlaceAndIsReported");
    list.guard("a checkpoint of one partition is one of all")
        .prevents("forgetting how far the others are")
        .in("Partitions")
        .off(
            "orElse(Cursor.empty())); shared.claim(table.name(), cursors.snapshot());",
            "orElse(Cursor.empty())); shared.claim(table.name(),"
                + " checkpoint.state().cursor(table.name()).orElse(Cursor.empty()));")
        .caughtBy("PartitionsTest#aPartitionThatIsReadIsNotSentAgainAfterACrashInTheNext");
    list.guard("partitions of equal cursors are kept together")
        .prevents("a state that grows with their number")
        .in("PartitionCursors")
        .off(
            "groups.computeIfAbsent(cursor, none -> new ArrayList<>()).add(Cursor.of(NAME, name))",
            "groups.computeIfAbsent(cursor.with(NAME, name), none -> new ArrayList<>())"
                + ".add(Cursor.of(NAME, name))")
        .caughtBy("PartitionsTest#partitionsOfEqualCursorsAreKeptTogether");
    list.guard("a partition that a listing leaves out keeps its place")
        .prevents("reading all of it again when it is back")
        .in("PartitionCursors")
        .off("at.all.forEach(all::putIfAbsent);", "")
        .caughtBy("PartitionsTest#aPartitionThatAListingLeavesOutKeepsItsPlace");
    list.guard("a source that refuses who asks fails the sync")
        .prevents("an incomplete sync where nobody could read anything")
        .in("Partitions")
        .off("if (whoAsks || (++failures >= FAILURES && !hasSucceeded)) {", "if (false) {")
        .caughtBy("PartitionsTest#aSourceThatRefusesEachPartitionFailsTheSync");
    list.guard("an answer that came early is taken for its own question only")
        .prevents("rows of another question in the place of those that were asked for")
        .in("ReadAhead")
        .off("expected.isPresent() && expected.get().ask.equals(ask)", "expected.isPresent()")
        .caughtBy("ReadAheadTest#whatWasExpectedIsNoAnswerToAnotherQuestion");
    list.guard("a range that was asked for early counts as read then")
        .prevents("closing a range that got rows while those of another were sent")
        .in("IdWalk")
        .off("Instant asked = sync.asked();", "Instant asked = sync.now();")
        .caughtBy("ReadAheadTest#aRangeCountsAsReadWhenItWasAskedFor");
    list.guard("no request outlives its sync")
        .prevents("questions to a source that nobody reads any more")
        .in("ReadAhead")
        .off("task.cancel(true);", "if (false) { task.cancel(true); } if (true) { return; }")
        .caughtBy("ReadAheadTest#aSyncThatEndsGivesTheRequestUpAndWaitsForItsEnd");
    return list.guards();
  }
}
