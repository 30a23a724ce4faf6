package dev.leat.ablation;

import java.util.List;
import java.util.stream.Stream;

/** What holds for the rows of a stored table. */
final class TableGuards {

  private static final String SQL = "dev.leat.destination.sql";
  private static final String DUCKDB = "dev.leat.destination.duckdb";

  private TableGuards() {}

  static List<Guard> all() {
    return Stream.of(mergeByVersion(), replacedTables(), whatDoesNotFit())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Guard> mergeByVersion() {
    GuardList list = new GuardList("I6: a version never replaces a newer one", SQL, DUCKDB);
    list.guard("a row older than the stored one is not applied")
        .prevents("going back to an old version: parallel windows, overlap, stale replicas")
        .in("RowMerge")
        .off("String older = keepsDeleted ? isOlder", "String older = true ? \"false\"")
        .caughtBy("MergeTest#anOlderVersionNeverReplacesANewerOne");
    list.guard("of the rows of one key in a commit the newest is applied")
        .prevents("going back to an old version")
        .in("RowMerge")
        .off("if (!distinct && (keepsDeleted || columns.version().isPresent()))", "if (false)")
        .caughtBy("MergeTest#versionsThatAreTextAreComparedAsInstantsOrNumbers");
    list.guard("of the rows of one key in a commit the last is applied, if none has a version")
        .prevents("going back to an old version")
        .in("RowMerge")
        .off("AS SELECT max(s._seq) AS _seq", "AS SELECT min(s._seq) AS _seq")
        .caughtBy("MergeTest#keepsTheLastOfTheRowsOfOneKeyInABatch");
    list.guard("a row is stored again after its delete, whatever its version")
        .prevents("losing it")
        .in("RowMerge")
        .off("\"s.dead IS NULL AND \" + isOlder", "isOlder")
        .caughtBy("MergeTest#aRowIsStoredAgainAfterItsDeleteWhateverItsVersion");
    list.guard("a delete that keeps its row keeps its version")
        .prevents("reviving a deleted row by an older version of it")
        .in("RowMerge")
        .off("keepsDeleted ? isOlder :", "keepsDeleted ? \"false\" :")
        .caughtBy("MergeTest#aSoftDeletedRowIsNotRevivedByAnOlderVersion");
    list.guard("an update older than the stored row is not applied")
        .prevents("going back to an old version of a column")
        .in("PartialMerge")
        .off("(_stored IS NULL OR _rank >= _stored)", "(true)")
        .caughtBy("MergeTest#anUpdateOlderThanTheStoredRowIsNotApplied");
    list.guard("an update older than one before it is not applied")
        .prevents("going back to an old version of a column")
        .in("PartialMerge")
        .off("AND (_before IS NULL OR _rank >= _before)", "AND (true)")
        .caughtBy("MergeTest#anUpdateOfAnOlderVersionIsNotApplied");
    list.guard("a version is older only than one of the same sync")
        .prevents("dropping what the source has put back, at each sync")
        .in("MergeColumns")
        .off(
            "return \"coalesce(t.\" + Target.SYNCED_AT",
            "return \"coalesce(true OR t.\" + Target.SYNCED_AT")
        .caughtBy("MergeTest#whatALaterSyncBringsIsStoredThoughItsVersionIsOlder");
    list.guard("versions that are text are compared by what they mean")
        .prevents("taking 9 for newer than 10")
        .in("MergeColumns")
        .off("if (type.kind() != Kind.TEXT && type.kind() != Kind.JSON)", "if (true)")
        .caughtBy("MergeTest#versionsThatAreTextAreComparedAsInstantsOrNumbers");
    list.guard("operations of different kinds on one key keep their order")
        .prevents("an update that undoes the row after it")
        .in("Segments")
        .off("else if (!lateKeys.isEmpty() && lateKeys.contains(key.get()))", "else if (false)")
        .caughtBy("MergeTest#kindsOfOperationsOnOneKeyKeepTheirOrder");
    list.guard("a key is the same however it is written")
        .prevents("an update of 1 that undoes the row 1.0 after it")
        .in("TableWriter")
        .off("KeyText.of(row.text(key))", "new String(row.text(key), StandardCharsets.UTF_8)")
        .caughtBy("MergeTest#operationsOnOneKeyKeepTheirOrderHoweverTheKeyIsWritten");
    list.guard("a truncate keeps its place among rows")
        .prevents("removing rows that came after it")
        .in("Segments")
        .off(
            "void truncate(long beforeMicros) { open(beforeMicros); }",
            "void truncate(long beforeMicros) { truncates.set(0, beforeMicros); }")
        .caughtBy("MergeTest#truncateRemovesWhatWasStoredSoFar");
    return list.guards();
  }

  private static List<Guard> replacedTables() {
    GuardList list = new GuardList("Tables that are replaced", SQL, DUCKDB);
    list.guard("rows are swapped only after a run that came to its end")
        .prevents("a half table in place of a whole one")
        .in("TableSwap")
        .off(
            "side.exists() && (complete || (outcome == Outcome.INCOMPLETE && merged))",
            "side.exists()")
        .caughtBy("DispositionTest#aReplaceThatWasInterruptedIsContinued");
    list.guard("an incomplete run deletes nothing")
        .prevents("taking rows that were not seen for deleted")
        .in("TableSwap")
        .off("complete ? \" FULL JOIN \" : \" LEFT JOIN \"", "\" FULL JOIN \"")
        .caughtBy("DispositionTest#anIncompleteFullRefreshDeletesNothing");
    list.guard("a replacement that no state claims starts afresh")
        .prevents("keeping rows of a reading that was given up")
        .in("TableDirectory")
        .off("refresh || !waiting || !claimed.contains(source)", "refresh || !waiting")
        .caughtBy("DispositionTest#aReplaceWithoutACursorStartsAfresh");
    list.guard("a replacement that was interrupted is remembered")
        .prevents("losing the rows that were read before")
        .in("SqlSession")
        .off("if (writer.place().replaces()) { replacing.add(writer.place().source()); }", "")
        .caughtBy("DispositionTest#aReplaceThatWasInterruptedIsContinued");
    list.guard("a full refresh that finds nothing empties the table")
        .prevents("keeping rows that are gone")
        .in("dev.leat.engine.Run")
        .off(
            "options.start() == SessionRequest.Start.FULL_REFRESH && progress.commits() == 0",
            "false")
        .caughtBy("FullRefreshTest#aFullRefreshThatFindsNothingStillEmptiesTheTable");
    list.guard("a full refresh of one table keeps the cursors of the others")
        .prevents("reading the others again")
        .in("dev.leat.engine.Run")
        .off("if (fresh && options.tables().isEmpty())", "if (fresh)")
        .caughtBy("FullRefreshTest#aFullRefreshOfOneTableKeepsTheCursorsOfTheOthers");
    return list.guards();
  }

  private static List<Guard> whatDoesNotFit() {
    GuardList list = new GuardList("Rows and names that do not fit", SQL, DUCKDB);
    list.guard("a type is widened only if every stored value survives")
        .prevents("rounding what is stored")
        .in("SchemaSettler")
        .off("if (!target.exists() || Ladder.holds(to, from))", "if (true)")
        .caughtBy("EvolutionTest#wideningKeepsEveryStoredValue");
    list.guard("a row that does not fit is set aside")
        .prevents("losing it without a word")
        .in("TableWriter")
        .off("quarantine.add(place.source(), record, reason, atMicros);", "")
        .caughtBy("ContractTest#evolveSetsARowWithoutItsKeyAside");
    list.guard("a declared type binds")
        .prevents("a column that turns into text for one odd value")
        .in("StageColumn")
        .off("return declared.isEmpty() || profile.keepsToExpected();", "return true;")
        .caughtBy("DeclaredTypesTest#aValueOfAnotherTypeIsSetAside");
    list.guard("two fields never share a column")
        .prevents("one that overwrites the other")
        .in("dev.leat.engine.naming.NameMap")
        .off("if (sourceByStored.containsKey(name))", "if (false)")
        .caughtBy("SnakeCaseTest#namesThatWouldBeTheSameAreKeptApartAndItIsSaid");
    list.guard("a column never has the name by which the database tells rows apart")
        .prevents("deleting the rows that share a value in it")
        .in(DUCKDB + ".DuckDbDialect")
        .off("Set.of(\"rowid\")", "Set.of()")
        .caughtBy("NamesTest#aFieldNamedLikeAPseudoColumnIsDataLikeAnyOther");
    list.guard("a table that is gone is read from the beginning")
        .prevents("a table with nothing but new rows under \"Complete\"")
        .in("Inspection")
        .off("gone.add(new TableName(recorded.source()));", "")
        .caughtBy("HandMadeChangesTest#aTableThatWasDroppedIsMadeAnewAndReadFromTheBeginning");
    list.guard("a column that rows cannot fill again is refused")
        .prevents("a column with holes under \"Complete\"")
        .in("Inspection")
        .off("if (!finds)", "if (false)")
        .caughtBy("HandMadeChangesTest#aKeyThatWasDroppedIsRefused");
    list.guard("two pipelines never share a schema")
        .prevents("one that overwrites the other's rows")
        .in("TableDirectory")
        .off("if (other.isPresent())", "if (false)")
        .caughtBy("NamesTest#twoPipelinesThatWouldShareASchemaAreRefused");
    return list.guards();
  }
}
