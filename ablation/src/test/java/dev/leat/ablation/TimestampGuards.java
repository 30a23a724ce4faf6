package dev.leat.ablation;

import static dev.leat.ablation.GuardList.SIMULATION;

import java.util.List;

/** What Timestamp guards against; most of its walk by a filter is also Replay's. */
final class TimestampGuards {

  private TimestampGuards() {}

  static List<Guard> all() {
    GuardList list = new GuardList("Timestamp", "dev.leat.sdk.walk");
    filter(list);
    ties(list);
    windows(list);
    state(list);
    return list.guards();
  }

  private static void filter(GuardList list) {
    list.guard("any answer may be cut, unless declared otherwise")
        .prevents("losing what the source left out without a word")
        .promisedFor("an answer cut without a word")
        .in("ValueWalk")
        .off("boolean isShort = facts.pageCap > 0 &&", "boolean isShort = facts.pageCap == 0 ||")
        .caughtBy(
            "TimestampTest#tiesOverThePageEdgeAreReadWhetherInclusiveOrExclusive",
            "ReplayTest#aLimitBelowTheRowsOfOneBufferDoesNotStopProgress");
    list.guard("a cut answer that does not ascend is not gone on from")
        .prevents("passing by the older rows of an answer that holds the newest")
        .in("ValueWalk")
        .off(
            "return facts.order != Facts.Order.NEWEST_FIRST && reader.position.disorder() == null"
                + " && read.greatest != null;",
            "return read.greatest != null;")
        .caughtBy(
            "TimestampTest#aCutAnswerThatIsNotAscendingEndsIncompleteAndDoesNotAdvance",
            "ReplayTest#newestFirstDoesNotMoveTheHighestTimeBack");
    list.guard("a pass that cannot go on claims nothing")
        .prevents("passing by what was not read")
        .in("ValueWalk")
        .off("if (isWhole) {", "if (true) {")
        .caughtBy("TimestampTest#aCutAnswerThatIsNotAscendingEndsIncompleteAndDoesNotAdvance");
    list.guard("one question after the other must be answered anew")
        .prevents("asking a source that ignores its filter forever")
        .promisedFor("an answer that never advances, a filter that is ignored")
        .in("ValueWalk")
        .off("if (answer.equals(standstill))", "if (false)")
        .caughtBy("TimestampTest#aFilterThatIsIgnoredIsRefused");
    list.guard("an answer must join the one before it")
        .prevents("losing what a filter left out that is coarser than the stamps, or a replica")
        .promisedFor("a filter compares in a coarser unit than rows are stamped in")
        .in("ValueWalk")
        .off("if (joins(read) || (from.equals(start) && read.size() > 0)) {", "if (true) {")
        .caughtBy(
            "TimestampTest#aFilterCoarserThanTheStampsIsNoticedThoughNobodyDeclaredIt",
            "TimestampTest#rowsThatWereThereAndAreGoneAreReported");
    list.guard("reading by values steps back twice as far each time")
        .prevents("asking the same question again and again")
        .in("Trail")
        .off("steps = steps == 0 ? 1 : steps * 2;", "steps = 1;")
        .caughtBy(SIMULATION + "TimestampPropertiesTest#makesTheDestinationEqualToTheSource");
    list.guard("the unit of a filter is learned from a row that it left out")
        .prevents("losing rows that follow within the unit in which the filter compares")
        .in("ValueWalk")
        .off(
            "holds(again, last) ? Optional.empty() : reader.since.learnUnit(asked, last)",
            "Optional.empty()")
        .caughtBy(SIMULATION + "TimestampPropertiesTest#makesTheDestinationEqualToTheSource");
    list.guard("what was learned of a filter is remembered")
        .prevents("losing rows that follow within the unit in which the filter compares")
        .in("Reader")
        .off("since.know(sync.stored().text(FILTER_UNIT).map(Duration::parse));", "")
        .caughtBy("TimestampTest#aFilterCoarserThanTheStampsIsNoticedThoughNobodyDeclaredIt");
    list.guard("a filter is taken for coarse only if it leaves the row out twice")
        .prevents("asking from further back for good because a replica was behind once")
        .in("ValueWalk")
        .off(
            "holds(again, last) ? Optional.empty() : reader.since.learnUnit(asked, last)",
            "reader.since.learnUnit(asked, last)")
        .caughtBy("TimestampTest#aReplicaThatIsBehindIsNotTakenForACoarseFilter");
    list.guard("rows that were there and are gone are reported")
        .prevents("success though the source takes back what it gave")
        .promisedFor("a source gives rows, and then none to the same question")
        .in("ValueWalk")
        .off(
            "reader.sync.incompleteBecause( \"the source gave rows up to",
            "reader.sync.warn( \"the source gave rows up to")
        .caughtBy("TimestampTest#rowsThatWereThereAndAreGoneAreReported");
    list.guard("newest first is refused where an answer may be cut")
        .prevents("losing the oldest rows")
        .in("Timestamp")
        .off(
            "facts.order != Facts.Order.NEWEST_FIRST || facts.pageCap != Facts.CAP_UNDECLARED"
                + " || facts.pager.isDeclared()",
            "true")
        .caughtBy("TimestampTest#refusesWhatCannotWorkAndNamesTheFix");
    list.guard("a source without a filter is filtered here")
        .prevents("sending the whole table at each sync")
        .in("Reader")
        .off("|| !dropBefore.isAfter(value)", "|| true")
        .caughtBy("TimestampTest#aSourceThatIgnoresItsFilterIsFilteredHere");
  }

  private static void ties(GuardList list) {
    list.guard("a full answer of known rows is an error, the cap declared")
        .prevents("losing rows of one time beyond what an answer holds")
        .in("ValueWalk")
        .off("if (facts.pageCap > 0) {", "if (false) {")
        .caughtBy("TimestampTest#moreRowsOfOneStampThanAnAnswerHoldsAreAnErrorNotALoss");
    list.guard("rows behind a full answer of known rows are looked for")
        .prevents("losing rows of one time, and all after them")
        .promisedFor("an exclusive filter loses rows of one time, an inclusive one never ends")
        .in("ValueWalk")
        .off("beyond = reader.since.beyond(last);", "beyond = Optional.empty();")
        .caughtBy("TimestampTest#moreRowsOfOneStampThanAnAnswerHoldsAreAnErrorNotALoss");
    list.guard("an answer cut by its size is asked for from its last value itself")
        .prevents("an error where the rest could be read")
        .promisedFor("answers are cut by their size, not by the number of rows")
        .in("ValueWalk")
        .off("overhang.stays(rows) && !readExactly(last)", "overhang.stays(rows)")
        .caughtBy("TimestampTest#anAnswerThatHasRoomForTheRowsOfTwoStampsOnlyIsReadOn");
    list.guard("only rows that stay behind an answer prove that it is cut")
        .prevents("a sync that fails because rows came and went")
        .in("Overhang")
        .off(
            "boolean stays = !Collections.disjoint(before, now);",
            "boolean stays = !before.isEmpty();")
        .caughtBy("TimestampTest#rowsThatComeAndGoBehindAnAnswerDoNotProveThatItIsCut");
    list.guard("last rows that stand too close together are reported")
        .prevents("success though the answer may be cut within rows of one time")
        .in("ValueWalk")
        .off("isWhole = isWholeTie(read, last);", "isWhole = true;")
        .caughtBy("TimestampTest#moreRowsOfOneStampThanAnAnswerHoldsAreAnErrorNotALoss");
    list.guard("the largest answer is remembered")
        .prevents("a sync that is incomplete for rows which are whole")
        .in("ValueWalk")
        .off("largest = stored(LARGEST);", "largest = 0;")
        .caughtBy("TimestampTest#theLastRowsOfOneStampAreWholeIfTheSourceOnceGaveMore");
    list.guard("more rows of one time than are remembered are an error")
        .prevents("asking for rows of one time forever")
        .in("ValueWalk")
        .off(
            "if (!ties.isWholeFrom(reader.since.within(read.greatest).orElse(null)))", "if (false)")
        .caughtBy("TimestampTest#newRowsOfOneStampWithoutEndAreRefused");
  }

  private static void windows(GuardList list) {
    list.guard("a window in which clocks are turned back is read in two")
        .prevents("losing rows of the hour that comes twice")
        .promisedFor("clocks are turned back within a window of local times")
        .in("Windows")
        .off("if (turn.isPresent())", "if (false)")
        .caughtBy(
            "TimestampTest#aWindowInWhichClocksAreTurnedBackHasEveryTimeThatTheyShow",
            SIMULATION + "TimestampPropertiesTest#makesTheDestinationEqualToTheSource");
    list.guard("a window whose answer reaches the cap is halved")
        .prevents("losing what the source cut off")
        .in("Windows")
        .off("if (read.size() < facts.pageCap) {", "if (true) {")
        .caughtBy(
            "TimestampTest#aWindowThatReachesTheCapIsHalved",
            SIMULATION + "TimestampPropertiesTest#keepsEveryPromiseInHistoriesThatOnceBrokeOne");
    list.guard("a window of one granule that reaches the cap is an error")
        .prevents("losing what the source cut off, or halving forever")
        .promisedFor("more rows of one time than an answer holds")
        .in("Windows")
        .off(
            "if (!middle.isAfter(window.from())) {",
            "if (!middle.isAfter(window.from())) { if (true) { return; }")
        .caughtBy("TimestampTest#aWindowThatCannotBeHalvedFurtherIsReportedAndStaysAHole");
    list.guard("a window is asked for from one granule earlier")
        .prevents("losing rows at the start of a window where the filter excludes it")
        .in("Windows")
        .off(
            "reader.since.written(Since.floor(window.from(), granule), earlier)",
            "reader.since.written(Since.floor(window.from(), granule), Duration.ZERO)")
        .caughtBy("TimestampTest#aWindowThatReachesTheCapIsHalved");
    list.guard("the end of a window is rounded up")
        .prevents("losing rows in the last unit of the filter")
        .in("Windows")
        .off("field.atOrAfter(to)", "field.at(to)")
        .caughtBy("TimestampTest#theEndOfAWindowIsAskedForRoundedUp");
    list.guard("each window begins where the one before it ended")
        .prevents("losing rows between two windows")
        .promisedFor("windows that leave a gap between them")
        .in("Tiles")
        .off("at = end;", "at = end.plusSeconds(1);")
        .caughtBy("TimestampTest#windowsTileWithoutGapsAtTheClampedBorders");
    list.guard("windows reach up to the clock of the source")
        .prevents("rows that are always late where this machine's clock is behind")
        .in("Windows")
        .off("if (end().isAfter(end))", "if (false)")
        .caughtBy(
            "TimestampTest#windowsReachUpToTheClockOfTheSourceWhereItIsAhead",
            SIMULATION + "TimestampPropertiesTest#saysCompleteOnlyIfItBroughtWhatCouldBeSeen");
    list.guard("an answer to a window that may be cut must be declared")
        .prevents("losing what the source cut off")
        .in("Timestamp")
        .off(
            "facts.pageCap != Facts.CAP_UNDECLARED || facts.pager.isDeclared(),"
                + " \"a window's answer",
            "true, \"a window's answer")
        .caughtBy("TimestampTest#refusesWhatCannotWorkAndNamesTheFix");
  }

  private static void state(GuardList list) {
    list.guard("a window that failed stays a hole")
        .prevents("losing its rows")
        .in("Windows")
        .off("+ e.getMessage()); return;", "+ e.getMessage());")
        .caughtBy("TimestampTest#aHoleIsReadByTheNextSync");
    list.guard("a window that failed is reported")
        .prevents("success with a hole in it")
        .in("Windows")
        .off("reader.sync.incompleteBecause(", "reader.sync.warn(")
        .caughtBy("TimestampTest#aHoleIsReadByTheNextSync");
    list.guard("a window that reaches beyond the lag is closed up to the lag")
        .prevents("passing by rows that show up late")
        .in("Windows")
        .off("tile.to().isBefore(claimed) ? tile.to() : Since.floor(claimed, granule)", "tile.to()")
        .caughtBy(
            "TimestampTest#aRowThatBecomesVisibleLateInAWindowIsRead",
            SIMULATION + "TimestampPropertiesTest#claimsOnlyWhatIsClosed");
    list.guard("closed windows end the lookback earlier")
        .prevents("losing rows that come as late as was declared")
        .in("Windows")
        .off("closed.endingEarlier(facts.lookback)", "closed")
        .caughtBy("TimestampTest#windowsLookBackAsFarAsDeclared");
    list.guard("windows that touch are one")
        .prevents("a state that grows with each sync")
        .in("Intervals")
        .off(
            "if (each.to.isBefore(low)) { merged.add(each); } else if (!each.from.isAfter(high)) {",
            "if (!each.to.isAfter(low)) { merged.add(each); } else if (each.from.isBefore(high)) {")
        .caughtBy("TimestampTest#aHoleIsReadByTheNextSync");
    list.guard("a state holds 100 holes at most")
        .prevents("a state that grows while nothing works")
        .in("Intervals")
        .off("if (merged.size() > MOST)", "if (false)")
        .caughtBy("TimestampTest#moreHolesThanAStateShouldHoldAreAnError");
  }
}
