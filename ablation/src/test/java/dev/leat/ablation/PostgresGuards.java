package dev.leat.ablation;

import java.util.List;

/** What holds where the database is a server. Where none can be started they prove nothing. */
final class PostgresGuards {

  /** Where the tests are that need a server. */
  static final String ROOM = "dev.leat.destination.postgres";

  private static final String SQL = "dev.leat.destination.sql";

  private PostgresGuards() {}

  static List<Guard> all() {
    GuardList list = new GuardList("A database that is a server", ROOM);
    list.guard("a pipeline is locked while it is synced")
        .prevents("two syncs that undo each other's state")
        .in("HeldPipeline")
        .off("if (patience.until(TRIES_OF_LOCK, () -> locked(database)).isEmpty())", "if (false)")
        .caughtBy("AccessTest#aSecondSyncOfThePipelineIsRefusedAndOneOfAnotherIsNot");
    list.guard("a transaction fails if the state was changed since it began")
        .prevents("a session that lost its lock, was taken over, and commits")
        .in("Server")
        .off("'repeatable read'", "'read committed'")
        .caughtBy("FencingTest#aSessionThatIsTakenOverInTheMidstOfItsCommitStoresNothing");
    list.guard("a commit whose connection is lost is read back over another")
        .prevents("failing, though it was stored")
        .in("HeldPipeline")
        .off("if (database.isAlive())", "if (true)")
        .caughtBy(
            "LostConnectionTest#aCommitThatWasDoneThoughItsAnswerIsLostIsReadBackAndTheSyncGoesOn");
    list.guard("NUL is found before it is sent")
        .prevents("a batch that fails for one row, at each sync")
        .in("PostgresDialect")
        .off("case STRING -> Nul.replaced(text);", "case STRING -> text;")
        .caughtBy("ExactnessTest#putsAnotherCharacterForNulAndKeepsTheOriginalAside");
    list.guard("a row that is too wide is found before it is sent")
        .prevents("a batch that fails for one row, at each sync")
        .in(SQL + ".RowLimits")
        .off("if (width > limits.rowBytes())", "if (false)")
        .caughtBy(ROOM + ".ExactnessTest#aRowThatIsTooWideOrHasTooManyFieldsIsSetAside");
    list.guard("a truncate that cannot tell seen rows from those that are gone removes none")
        .prevents("deleting rows that were left unwritten because they were the same")
        .in(SQL + ".SeenRows")
        .off("boolean can = known.leftMicros() < beforeMicros;", "boolean can = true;")
        .caughtBy(ROOM + ".UnchangedRowsTest#aTruncateThatCannotTellSparesAllAndTheNextOneCan");
    list.guard("it is noted when a row was left unwritten")
        .prevents("a truncate that takes it for gone")
        .in(SQL + ".RowMerge")
        .off("seen.left(writer, database.count(", "Long.toString(database.count(")
        .caughtBy(ROOM + ".UnchangedRowsTest#aTruncateThatCannotTellSparesAllAndTheNextOneCan");
    list.guard("it is noted when a refresh left a row unwritten")
        .prevents("a truncate that takes it for gone")
        .in(SQL + ".TableSwap")
        .off("seen.left(writer, nowMicros);", "")
        .caughtBy(ROOM + ".UnchangedRowsTest#aRowThatARefreshFoundUnchangedIsNotTakenForGone");
    return list.guards();
  }
}
