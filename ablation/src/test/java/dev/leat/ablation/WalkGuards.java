package dev.leat.ablation;

import static dev.leat.ablation.GuardList.SIMULATION;

import java.util.List;

/** What joins walks guards against. */
final class WalkGuards {

  private WalkGuards() {}

  static List<Guard> all() {
    GuardList list = new GuardList("Walks and partitions", "dev.leat.sdk.walk");
    list.guard("each walk goes on from the state that the one before left")
        .prevents("one table that takes back what another has claimed")
        .in("Walks")
        .off("step.sync(request.from(last.state), last)", "step.sync(request, last)")
        .caughtBy("WalksTest#eachWalkGoesOnFromTheStateThatTheOneBeforeLeft");
    list.guard("the result is complete only if that of each walk is")
        .prevents("success with a hole in it")
        .in("Walks")
        .off(
            "result = result.and(step.sync(request.from(last.state), last));",
            "step.sync(request.from(last.state), last);")
        .caughtBy("WalksTest#eachWalkGoesOnFromTheStateThatTheOneBeforeLeft");
    list.guard("a new partition begins at its start")
        .prevents("losing its rows before the others' position")
        .in("Partitions")
        .off(
            "Cursor from = cursors.get(name);",
            "Cursor from = cursors.getOrDefault(name,"
                + " cursors.values().stream().findFirst().orElse(null));")
        .caughtBy(
            "PartitionsTest#aNewPartitionBeginsAtItsStartThoughOthersAreFarther",
            SIMULATION + "KeysetPropertiesTest#makesTheDestinationEqualToTheSource");
    list.guard("a partition that fails does not stop the others, and is reported")
        .prevents("one broken account that hides all others")
        .in("Partitions")
        .off(
            "} catch (SourceDataException e) {",
            "} catch (SourceDataException e) { if (true) { throw e; }")
        .caughtBy("PartitionsTest#aPartitionThatFailsKeepsItsPlaceAndIsReported");
    list.guard("a checkpoint of one partition is one of all")
        .prevents("forgetting how far the others are")
        .in("Partitions")
        .off("return new Operation.Checkpoint(state(state, cursors));", "return operation;")
        .caughtBy("PartitionsTest#aPartitionThatIsReadIsNotSentAgainAfterACrashInTheNext");
    list.guard("partitions of equal cursors are kept together")
        .prevents("a state that grows with their number")
        .in("Partitions")
        .off(
            "groups.computeIfAbsent(cursor, none -> new ArrayList<>()).add(Cursor.of(NAME, name))",
            "groups.computeIfAbsent(cursor.with(NAME, name), none -> new ArrayList<>())"
                + ".add(Cursor.of(NAME, name))")
        .caughtBy("PartitionsTest#partitionsOfEqualCursorsAreKeptTogether");
    list.guard("partitions that are gone are forgotten")
        .prevents("a state that grows for ever")
        .in("Partitions")
        .off("cursors.keySet().retainAll(names);", "")
        .caughtBy("PartitionsTest#partitionsThatTheSourceNoLongerNamesAreForgotten");
    list.guard("an answer that came early is taken for its own question only")
        .prevents("rows of another question in the place of those that were asked for")
        .in("ReadAhead")
        .off("expected.isPresent() && expected.get().is(fetch, ask)", "expected.isPresent()")
        .caughtBy("ReadAheadTest#anAnswerIsTakenForItsOwnQuestionOnly");
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
