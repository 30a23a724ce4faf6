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
            "groups.computeIfAbsent(cursor, none -> new ArrayList<>(1)).add(name)",
            "groups.computeIfAbsent(cursor + \" \".repeat(groups.size()), none -> new"
                + " ArrayList<>(1)).add(name)")
        .caughtBy("PartitionsTest#partitionsOfEqualCursorsAreKeptTogether");
    list.guard("a partition that a listing leaves out keeps its place")
        .prevents("reading all of it again when it is back")
        .in("PartitionCursors")
        .off("at.all.forEach(all::putIfAbsent);", "")
        .caughtBy("PartitionsTest#aPartitionThatAListingLeavesOutKeepsItsPlace");
    list.guard("a list of partitions whose pages count is read until it has no new ones")
        .prevents("success without the partitions that slipped past the reader")
        .in("Listing")
        .off("hasNew = counted && all.size() > before;", "hasNew = false;")
        .caughtBy("PartitionsTest#aListWhosePagesCountIsReadUntilItHasNoNewPartitions");
    list.guard("a list of partitions without rows is believed if it comes twice")
        .prevents("success without any partition, after an answer that failed")
        .in("Listing")
        .off("if (page.isEmpty()) {", "if (false) {")
        .caughtBy("PartitionsTest#aListWithoutRowsIsBelievedIfItComesTwice");
    list.guard("a source that refuses who asks fails the sync")
        .prevents("an incomplete sync where nobody could read anything")
        .in("Partitions")
        .off("if (failures.count() >= FAILURES && !hasSucceeded) {", "if (false) {")
        .caughtBy("PartitionsTest#aSourceThatRefusesEachPartitionFailsTheSync");
    list.guard("a position of parents is claimed only with their children")
        .prevents("children that nobody asks for after a crash")
        .in("Parents")
        .off("readChildren(); out.checkpoint(", "out.checkpoint(")
        .caughtBy("ParentsTest#aPositionOfTheParentsIsClaimedOnlyWithTheirChildren");
    list.guard("a parent that is too young to be claimed is read again")
        .prevents("losing children that become visible after their parent")
        .in("CursorWalk")
        .off("f.resendsYoung = true", "f.resendsYoung = false")
        .caughtBy("ParentsTest#childrenThatMayBecomeVisibleAfterTheirParentAreReadAgain");
    list.guard("a parent whose children may have been missed stays in the state")
        .prevents("losing them, since the parent need not change again")
        .in("Parents")
        .off("if (result.isComplete()) {", "if (true) {")
        .caughtBy("ParentsTest#aParentWhoseChildrenMayHaveBeenMissedIsTriedAgain");
    list.guard("a parent whose children fail stays in the state")
        .prevents("losing them, since the parent need not change again")
        .in("Parents")
        .off("pending.addAll(all);", "")
        .caughtBy("ParentsTest#aParentWhoseChildrenFailIsTriedAgainAndLeavesTheOthersGoing");
    list.guard("the children of a parent are asked for once in a sync")
        .prevents("asking again at each checkpoint for what fails")
        .in("Parents")
        .off("due.clear();", "")
        .caughtBy("ParentsTest#aParentWhoseChildrenFailIsAskedForThemOnceInASync");
    list.guard("a parent that changes after its children were asked for waits in the state")
        .prevents("losing those that are new, since the parent need not change again")
        .in("Parents")
        .off(
            "(asked.contains(partition) ? pending : due)",
            "(asked.contains(partition) ? asked : due)")
        .caughtBy(
            "ParentsTest#aParentThatChangesAgainIsAskedForItsChildrenByTheNextSync",
            "ParentsTest#theChildrenOfAParentThatChangesAgainAreRightWhereverTheSyncIsKilled");
    list.guard("parents that an earlier sync left are asked for though they do not change again")
        .prevents("children that nobody asks for after a failure")
        .in("Parents")
        .off("due.addAll(leftOver);", "")
        .caughtBy("ParentsTest#aParentWhoseChildrenFailIsTriedAgainAndLeavesTheOthersGoing");
    list.guard("children that are selected later are read from the first parent on")
        .prevents("only the children of parents that change from now on")
        .in("Parents")
        .off(": request.state().without(parent.name());", ": request.state();")
        .caughtBy("ParentsTest#aTableOfChildrenThatIsSelectedLaterIsReadForAllParents");
    list.guard("tables of one walk that were read differently far are read from the start")
        .prevents("passing by the children of rows that were read without them")
        .in("Family")
        .off(
            "return all.stream().distinct().count() == 1 ? all.get(0) : Optional.empty();",
            "return all.get(0);")
        .caughtBy("FamilyTest#childrenThatAreSelectedLaterAreReadFromTheFirstParentOn");
    list.guard("a table that goes on alone leaves those of its children behind")
        .prevents("passing by the children of rows that were read without them")
        .in("Family")
        .off("state = state.without(other.name());", "")
        .caughtBy("FamilyTest#childrenThatTheirParentsLeftBehindAreReadAgain");
    list.guard("children are read where their parents are not selected")
        .prevents(
            "an empty table and a sync that is complete, where a platform reads each table alone")
        .in("Family")
        .off("|| others.stream().anyMatch(each -> selection.contains(each.name()))", "")
        .caughtBy("FamilyTest#childrenAreReadWithoutTheTableOfTheirParents");
    list.guard("children of a table that is replaced are read of all parents")
        .prevents("putting the children of changed parents in the place of all")
        .in("Parents")
        .off("children.isReplaced() ?", "false ?")
        .caughtBy("ParentsTest#childrenOfATableThatIsReplacedAreReadOfAllParents");
    list.guard("a job is in the state before anything else is done with it")
        .prevents("another job after each crash, while the first still runs")
        .in("Exported")
        .off("cursor -> cursor.with(JOB, job.text())", "cursor -> cursor")
        .caughtBy("ExportedTest#aJobOutlivesTheSyncThatBeganIt");
    list.guard("when a job began is told by the clock of the source")
        .prevents("claiming rows that the job does not hold")
        .in("Exported")
        .off(
            "asked.start(request -> sync.fetch(new Ask.OfSource(source, request)))",
            "asked.start(source)")
        .caughtBy("ExportedTest#whenAJobBeganIsToldByTheClockOfTheSource");
    list.guard("a job that is taken up holds rows of when it was begun")
        .prevents("claiming rows that the job does not hold")
        .in("Exported")
        .off("sync.stored().text(JOB_START).map(Instant::parse).ifPresent(sync::startedAt);", "")
        .caughtBy("ExportedTest#aJobThatIsTakenUpLaterClaimsNothingYoungerThanItsBeginning");
    list.guard("a part without rows is believed if it comes twice")
        .prevents("success without the rows of an answer that failed")
        .in("Exported")
        .off("if (rows(reader, asked, part) == 0) {", "if (rows(reader, asked, part) < 0) {")
        .caughtBy("ExportedTest#aPartWithoutRowsIsBelievedIfItComesTwice");
    list.guard("a job that the source forgot is followed by another")
        .prevents("asking for a job that is gone in each sync from now on")
        .in("Exported")
        .off(
            "} catch (Export.ExpiredException e) { sync.checkpoint(Exported::withoutJob);",
            "} catch (Export.ExpiredException e) {")
        .caughtBy("ExportedTest#aJobThatTheSourceForgotIsFollowedByAnother");
    list.guard("a job that failed is forgotten")
        .prevents("asking for a job that failed in each sync from now on")
        .in("Exported")
        .off("reader.sync.checkpoint(Exported::withoutJob);", "")
        .caughtBy("ExportedTest#aJobThatFailedIsNotTakenUpAgain");
    list.guard("a failure of the whole source ends the reading of its parts")
        .prevents("asking a source that refuses who asks for each part")
        .in("Failures")
        .off("if (Checks.refusesWhoAsks(failure)) {", "if (false) {")
        .caughtBy("PartitionsTest#aSourceThatRefusesWhoAsksIsNotAskedForEachPartition");
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
