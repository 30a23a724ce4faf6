package dev.leat.ablation;

import java.util.List;
import java.util.stream.Stream;

/** What holds wherever rows go: invariants of protocol, engine and destination. */
final class InvariantGuards {

  private static final String PROTOCOL = "dev.leat.sdk.protocol.wire";
  private static final String ENGINE = "dev.leat.engine";
  private static final String SUPERVISING = "dev.leat.sdk.contract.SupervisingSink";
  private static final String SQL = "dev.leat.destination.sql";
  private static final String DUCKDB = "dev.leat.destination.duckdb";

  private InvariantGuards() {}

  static List<Guard> all() {
    return Stream.of(
            stateOfOneOwner(),
            rowsBeforeTheirCheckpoint(),
            oneTransaction(),
            oneWriter(),
            countsAndDigest(),
            positionsOnlyGrow())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Guard> rowsBeforeTheirCheckpoint() {
    GuardList list = new GuardList("I1: rows before the checkpoint that claims them", ENGINE);
    list.guard("rows are written before the state that claims them is committed")
        .prevents("a state that claims rows which are not there")
        .in("Loader")
        .off("writeClaimed(); boolean changed", "boolean changed")
        .caughtBy("SyncRunnerTest#storesRowsStateAndRun");
    list.guard("rows beyond the last checkpoint are not committed")
        .prevents("doubling them in a table that keeps every row")
        .in("Loader")
        .off("writeClaimed(); boolean changed", "writeAll(); boolean changed")
        .caughtBy("SyncRunnerTest#commitsWhatWasCheckpointedBeforeAFailureAndNothingAfterIt");
    list.guard("rows beyond a checkpoint are written only once that is committed")
        .prevents("a checkpoint that can no longer be committed alone")
        .in("Loader")
        .off("if (claim.isPresent() && claimed < waiting.size())", "if (false)")
        .caughtBy(
            "SyncRunnerTest#commitsALongPartAtTheLastCheckpointEvenIfRowsBeyondItWereReadAlready");
    list.guard("the last checkpoint is committed though the connector has failed")
        .prevents("reading again what was read")
        .in("Transfer")
        .off("commitClaimed(e); throw e;", "throw e;")
        .caughtBy("SyncRunnerTest#commitsWhatWasCheckpointedBeforeAFailureAndNothingAfterIt");
    list.guard("a sync must end with a checkpoint")
        .prevents("rows that nobody claims, and that are dropped")
        .in(SUPERVISING)
        .off("if (unclaimed > 0)", "if (false)")
        .caughtBy(
            "SupervisedSyncTest#rowsAfterTheLastCheckpointAreAgainstLaw4",
            "dev.leat.engine.SyncRunnerTest#aBrokenRuleIsADefectThatNamesTheRule");
    list.guard("a table is announced before its rows")
        .prevents("rows of a table that the destination does not know")
        .in(SUPERVISING)
        .off("if (lastKeys == null && !passedOver.contains(table))", "if (false)")
        .caughtBy("SupervisedSyncTest#aTableThatNobodyAnnouncedIsAgainstLaw5");
    list.guard("nothing passes after a refusal")
        .prevents("a connector that swallows it and claims what was refused")
        .in(SUPERVISING)
        .off("throwRefusal(); try {", "try {")
        .caughtBy(
            "SupervisedSyncTest#afterARefusalNothingPassesAndARefusalThatIsSwallowedEndsTheSync");
    list.guard("a refusal that was swallowed ends the sync")
        .prevents("success though an operation was refused")
        .in(SUPERVISING)
        .off("throwRefusal(); if (unclaimed", "if (unclaimed")
        .caughtBy(
            "SupervisedSyncTest#afterARefusalNothingPassesAndARefusalThatIsSwallowedEndsTheSync",
            "dev.leat.engine.SyncRunnerTest#aConnectorThatSwallowsARefusalDoesNotGetAwayWithIt");
    list.guard("a refusal that was called another name ends the sync")
        .prevents("a defect that is taken for a source that is away, and tried again and again")
        .in(SUPERVISING)
        .off("if (refusal != null && refusal != thrown)", "if (false)")
        .caughtBy("SupervisedSyncTest#aRefusalThatIsWrappedIsStillWhatEndsTheSync");
    list.guard("what the sink throws is remembered")
        .prevents("success though a row never arrived")
        .in(SUPERVISING)
        .off("refusal = e; throw e;", "throw e;")
        .caughtBy("SupervisedSyncTest#aSinkThatThrewTakesNothingMoreAndWhatItThrewEndsTheSync");
    list.guard("one thread sends")
        .prevents("rows that overtake their checkpoint")
        .in(SUPERVISING)
        .off("requireThread(); if (operation", "if (operation")
        .caughtBy("SupervisedSyncTest#onlyTheThreadOfTheSyncMayCallAndTheSyncEndsWithItsRefusal");
    list.guard("a row without its key is set aside")
        .prevents("rows that are never found again")
        .in(SUPERVISING)
        .off("pass(missing == null ? upsert", "pass(true ? upsert")
        .caughtBy("SupervisedSyncTest#aRowWithoutItsKeyIsSetAsideWithItsTextAndTheSyncGoesOn");
    list.guard("a record that is set aside is claimed like a row")
        .prevents("a record that nobody keeps though the state passes over it")
        .in(PROTOCOL + ".OperationReader")
        .off(
            "count(declared.get(table.value())); sink.accept(operation);",
            "sink.accept(operation);")
        .caughtBy("CorruptedStreamTest#aLineThatIsLostOrDoubledIsAFault");
    list.guard("a checkpoint leaves the cursors of tables that are not read alone")
        .prevents("rows of another table that are skipped, or read twice")
        .in(SUPERVISING)
        .off("requireSameCursors(start, lawful); requireSameCursors(lawful, start);", "")
        .caughtBy("SupervisedSyncTest#aCheckpointLeavesTheCursorsOfTablesThatAreNotReadAlone");
    list.guard("the cursor of a table that is passed over does not move")
        .prevents("skipping its rows when it is selected later")
        .in(SUPERVISING)
        .off("for (TableName table : passedOver)", "for (TableName table : Set.<TableName>of())")
        .caughtBy(
            "SupervisedSyncTest#aNewTableThatNobodyChoseIsPassedOverOnceAloudAndItsCursorWithIt");
    list.guard("a stream ends with a checkpoint")
        .prevents("rows that nobody claims, and that are dropped")
        .in(PROTOCOL + ".OperationReader")
        .off("if (!tally.isEmpty())", "if (false)")
        .caughtBy("OperationReaderTest#refusesRowsThatNoCheckpointClaims");
    list.guard("a writer ends a stream with a checkpoint")
        .prevents("rows that nobody claims, and that are dropped")
        .in(PROTOCOL + ".OperationWriter")
        .off("if (!tally.isEmpty())", "if (false)")
        .caughtBy("OperationWriterTest#refusesToEndWithRowsThatNoCheckpointClaims");
    return list.guards();
  }

  private static List<Guard> oneTransaction() {
    GuardList list =
        new GuardList("I2: rows, state and run record in one transaction", SQL, DUCKDB);
    list.guard("rows and state are committed together")
        .prevents("rows without their state: doubled by the next sync")
        .in("SqlSession")
        .off(
            "observer.reached(CommitStep.ROWS_MERGED);",
            "database.commit(); database.begin(); observer.reached(CommitStep.ROWS_MERGED);")
        .caughtBy("CommitTest#aCommitThatBreaksOffLeavesThePreviousOne");
    list.guard("a state is committed with its rows")
        .prevents("a state without its rows: lost")
        .in("SqlSession")
        .off(
            "result = work.done();",
            "store(next, state);" + " database.commit(); database.begin(); result = work.done();")
        .caughtBy("CommitTest#aCommitThatBreaksOffLeavesThePreviousOne");
    list.guard("a commit of unknown outcome is read back")
        .prevents("failing, and sending again what is stored")
        .in("SqlSession")
        .off("if (!committing || !isStored(next, e))", "if (true)")
        .caughtBy("CommitTest#aCommitWhoseOutcomeIsUnknownIsReadBack");
    list.guard("a commit that failed is not taken for done")
        .prevents("success though nothing was stored")
        .in("SqlSession")
        .off("if (!committing || !isStored(next, e))", "if (false)")
        .caughtBy("CommitTest#aCommitThatBreaksOffLeavesThePreviousOne");
    list.guard("what was committed is no longer staged")
        .prevents("doubling it in a table that keeps every row")
        .in("SqlSession")
        .off("forgetStaged(); held.committed();", "held.committed();")
        .caughtBy("DispositionTest#eachCommitAppendsItsOwnRowsOnly");
    return list.guards();
  }

  private static List<Guard> oneWriter() {
    GuardList list = new GuardList("I3: one writer", SQL, DUCKDB);
    list.guard("two syncs of one process exclude each other")
        .prevents("two syncs that undo each other's state")
        .in(DUCKDB + ".PipelineLock")
        .off("if (holder != null)", "if (false)")
        .caughtBy("AccessTest#aSecondSyncOfThisProcessIsRefused");
    list.guard("syncs of two processes exclude each other")
        .prevents("two syncs that undo each other's state")
        .in(DUCKDB + ".PipelineLock")
        .off("if (channel.tryLock(LOCKED_BYTE, 1, false) == null)", "if (false)")
        .caughtBy("AccessTest#aSyncOfAnotherProcessIsRefusedWithItsPid");
    list.guard("each session has a number of its own")
        .prevents("an older session that does not notice a newer one")
        .in("SqlSession")
        .off("before.epoch() + 1", "before.epoch()")
        .caughtBy("CommitTest#eachSessionHasANumberOfItsOwn");
    list.guard("the number of the session is compared within the transaction")
        .prevents("a session that was taken over, and commits")
        .in("SqlSession")
        .off("now.epoch() != stored.epoch() || now.version()", "now.version()")
        .caughtBy("CommitTest#aSessionThatWasTakenOverCommitsNothing");
    list.guard("the number of commits is compared within the transaction")
        .prevents("a commit onto a state that is not the one it was read from")
        .in("SqlSession")
        .off(" || now.version() != stored.version()", "")
        .caughtBy("CommitTest#aSessionThatWasTakenOverCommitsNothing");
    return list.guards();
  }

  private static List<Guard> countsAndDigest() {
    GuardList list = new GuardList("I4: counts and digest of what a checkpoint claims", PROTOCOL);
    list.guard("the counts of a checkpoint are compared")
        .prevents("lines that are lost or doubled without notice")
        .in("MessageFields")
        .off("if (said != tally.count(table))", "if (false)")
        .caughtBy("OperationReaderTest#refusesALineThatIsNoMessage");
    list.guard("the digest of a checkpoint is compared")
        .prevents("lines that are changed without notice")
        .in("MessageFields")
        .off("if (has(\"digest\") && !text(\"digest\").equals(tally.digest()))", "if (false)")
        .caughtBy("OperationReaderTest#refusesALineThatIsNoMessage");
    list.guard("counts and digest are of the lines since the last checkpoint")
        .prevents("lines that are taken for those of another checkpoint")
        .in("OperationReader")
        .off("tally.clear();", "")
        .caughtBy("CorruptedStreamTest#linesThatChangePlacesAcrossACheckpointAreAFault");
    list.guard("a stream says that it ends")
        .prevents("taking a process that died for one that was done")
        .in("OperationReader")
        .off(
            "throw lines.fault( lines.from(), \"the stream ends without an",
            "if (true) { return SyncResult.complete(); } throw lines.fault( lines.from(),"
                + " \"the stream ends without an")
        .caughtBy("OperationReaderTest#refusesAStreamWithoutEnd");
    list.guard("nothing follows the end")
        .prevents("rows that arrive after all was claimed")
        .in("OperationReader")
        .off("requireNothingMore(); return result;", "return result;")
        .caughtBy("CorruptedStreamTest#aLineThatIsLostOrDoubledIsAFault");
    list.guard("a row is one JSON object to its last byte")
        .prevents("taking two joined lines for one row")
        .in("OperationReader")
        .off("bytes[row] != '{' || JsonScanner.value(bytes, row, end) != end", "false")
        .caughtBy("OperationReaderTest#refusesARowThatIsNoJsonThoughLinesLikeItCameBefore");
    list.guard("what arrives in the engine is counted again")
        .prevents("operations that are lost or doubled between two threads")
        .in("dev.leat.engine.RunProgress")
        .off("if (!now.equals(chunk.counted()))", "if (false)")
        .caughtBy("RunProgressTest#operationsThatAreLostOrDoubledOnTheirWayAreAnError");
    return list.guards();
  }

  private static List<Guard> positionsOnlyGrow() {
    GuardList list = new GuardList("I5: checkpoints only grow", "dev.leat.sdk.walk");
    list.guard("a position never moves back")
        .prevents("reading the same rows again and again")
        .promisedFor("the newest row comes first and moves the position back")
        .in("Position")
        .off(
            "(reached == null || value.isAfter(reached)) && isBelowHorizon(value)",
            "isBelowHorizon(value)")
        .caughtBy(
            "KeysetTest#readsNewestFirstWithoutMovingBack",
            "ReplayTest#newestFirstDoesNotMoveTheHighestTimeBack");
    return list.guards();
  }

  private static List<Guard> stateOfOneOwner() {
    GuardList list = new GuardList("A state is one's own, and whole", "dev.leat.sdk.state");
    list.guard("a state has the checksum of what it says")
        .prevents("going on from a place where nobody stopped")
        .in("StateDocument")
        .off("state.checkChecksum();", "")
        .caughtBy("StateTest#whatIsThereIsCheckedEvenWhenReadUnchecked");
    list.guard("a state that proves nothing is refused")
        .prevents("going on from a place where nobody stopped")
        .in("StateDocument")
        .off("if (!document.has(key))", "if (false)")
        .caughtBy("StateTest#aStateWithoutChecksumIsReadOnlyWhenAskedTo");
    list.guard("a state belongs to one connector and source")
        .prevents("skipping the rows of one source at the position of another")
        .in("StateDocument")
        .off("expected.requireSame(", "java.util.Optional.of(")
        .caughtBy(
            "StateTest#refusesAnotherOwnersStateAndANewerFormatWithTheWayOut",
            "dev.leat.engine.SyncRunnerTest#anotherSourcesStateIsRefused");
    list.guard("a checkpoint belongs to the connector that is run")
        .prevents("storing a state that the next sync refuses")
        .in(SUPERVISING)
        .off("if (!state.owner().equals(start.owner()))", "if (false)")
        .caughtBy("SupervisedSyncTest#anotherOwnersStateIsRefused");
    list.guard("a state of a newer format is refused")
        .prevents("going on from a place that means something else now")
        .in("StateDocument")
        .off("if (format.asInt() > State.FORMAT)", "if (false)")
        .caughtBy("StateTest#refusesAnotherOwnersStateAndANewerFormatWithTheWayOut");
    return list.guards();
  }
}
