package dev.leat.ablation;

import static dev.leat.ablation.GuardList.SIMULATION;

import java.util.List;

/** What Keyset, Offset, Timestamp and Replay share. */
final class CursorGuards {

  private CursorGuards() {}

  static List<Guard> all() {
    GuardList list = new GuardList("All over a cursor", "dev.leat.sdk.walk");
    whereToAsk(list);
    whatIsClaimed(list);
    whatIsSent(list);
    howValuesAreRead(list);
    return list.guards();
  }

  private static void whereToAsk(GuardList list) {
    list.guard("a question begins one granule before the position")
        .prevents("losing rows of one time that a page end or a crash has split")
        .promisedFor("rows of one time, split by a page end or a crash")
        .in("Since")
        .off("from = from.minus(granule);", "")
        .caughtBy(
            "KeysetTest#aRowThatFollowsWithTheStampOfThePositionIsRead",
            "OffsetTest#aRowThatFollowsWithTheStampOfThePositionIsRead",
            "TimestampTest#tiesOverThePageEdgeAreReadWhetherInclusiveOrExclusive",
            "ReplayTest#anIdleSourceDeliversTheBufferAgainAndNotMore",
            SIMULATION + "TimestampPropertiesTest#makesTheDestinationEqualToTheSource");
    list.guard("a question begins one number before the position")
        .prevents("losing rows of one number")
        .in("Since")
        .off("position.number().subtract(BigDecimal.ONE)", "position.number()")
        .caughtBy("SinceTest#asksFromOneUnitEarlierUnlessInclusive");
    list.guard("a question is rounded down to the unit of the filter")
        .prevents("losing rows in a filter that cuts the stamps which it compares")
        .in("Since")
        .off("from = floor(from, granule);", "")
        .caughtBy("TimestampTest#aFilterThatCutsTheStampsIsAskedFromTheSecondTheyAreCutTo");
    list.guard("a time of an unknown zone is asked for 26 hours earlier")
        .prevents("losing rows of a source that is west of UTC")
        .in("Since")
        .off("return ZONES_APART;", "return Duration.ZERO;")
        .caughtBy("SinceTest#looksFurtherBackWhereAZoneIsUnknownOrClocksWereTurnedBack");
    list.guard("an hour that clocks have shown twice is asked for twice")
        .prevents("losing rows of the second 02:30 when summer time ends")
        .in("Since")
        .off("return near ? last.getDuration().abs() : Duration.ZERO;", "return Duration.ZERO;")
        .caughtBy(
            "SinceTest#looksFurtherBackWhereAZoneIsUnknownOrClocksWereTurnedBack",
            SIMULATION + "KeysetPropertiesTest#keepsEveryPromiseInHistoriesThatOnceBrokeOne");
    list.guard("a sync begins the lookback before its position")
        .prevents("losing rows that come as late as was declared")
        .in("Since")
        .off("return of(closed, facts.lookback);", "return of(closed, Duration.ZERO);")
        .caughtBy(
            "TimestampTest#looksBackAsFarAsDeclared",
            "ReplayTest#anIdleSourceDeliversTheBufferAgainAndNotMore",
            SIMULATION + "ReplayPropertiesTest#makesTheDestinationEqualToTheSource");
    list.guard("a table that is replaced is read from its start")
        .prevents("putting only what is new in the place of all rows")
        .promisedFor("a sync that replaces a table reads only what is new")
        .in("Sync")
        .off("table.isReplaced() ? request.from", "false ? request.from")
        .caughtBy("ReplacedTablesTest#eachSyncReadsThemFromTheStart");
    list.guard("a backfill begins where it stopped itself, not another one")
        .prevents("passing by what another stretch of time has not in common with it")
        .in("Stretch")
        .off(".filter(each -> each.text(FROM).equals(from()) && each.text(TO).equals(to()))", "")
        .caughtBy("StretchTest#howFarABackfillCameIsKeptApartAndIsOfNoUseToAnother");
    list.guard("before the year 1 everything is asked for")
        .prevents("a time that a source cannot read")
        .promisedFor("times in other forms, a buffer before the year 1")
        .in("Since")
        .off("if (from.isBefore(YEAR_ONE))", "if (false)")
        .caughtBy("ReplayTest#theFirstHoursOfYearOneAreNoProblem");
    list.guard("a position that has no predecessor must be included")
        .prevents("losing rows of one text")
        .in("Facts")
        .off("hasPredecessor || bound == Bound.INCLUSIVE || isUnique", "true")
        .caughtBy("KeysetTest#refusesHalfAWalk");
  }

  private static void whatIsClaimed(GuardList list) {
    list.guard("an opaque cursor needs a declared order")
        .prevents("claiming a row that is not the last")
        .in("Facts")
        .off("field.type() != CursorField.Type.OPAQUE || order == Order.ASCENDING", "true")
        .caughtBy("KeysetTest#refusesHalfAWalk");
    list.guard("rows younger than lag and skew are sent but not claimed")
        .prevents("passing by rows that show up late")
        .in("Position")
        .off("return !field.isTime() || !value.instant().isAfter(horizon);", "return true;")
        .caughtBy(
            "KeysetTest#holdsYoungRowsBackFromTheCheckpointButSendsThem",
            "KeysetTest#seekHoldsYoungRowsBackFromTheCheckpoint",
            "ReplayTest#aStampInTheFutureDoesNotHideTheRowsBeforeIt",
            SIMULATION + "KeysetPropertiesTest#claimsOnlyWhatIsClosed");
    list.guard("the visibility lag is held back")
        .prevents("passing by rows that are committed late")
        .in("Position")
        .off(".minus(facts.visibilityLag)", "")
        .caughtBy("KeysetTest#theTimeThatAnAnswerTakesIsHeldBackToo");
    list.guard("how far a backfill came is not the position of its table")
        .prevents("passing by what lies between a backfill and the position")
        .promisedFor("a backfill moves the position")
        .in("Stretch")
        .off("if (end.isEmpty()) { return reached; }", "if (true) { return reached; }")
        .caughtBy("StretchTest#aBackfillReadsWhatLiesBetweenAndLeavesThePositionAsItIs");
    list.guard("one page past its end is not the end of a backfill")
        .prevents("passing by pages that do not ascend as their rows do")
        .in("Reader")
        .off(
            "&& (orderIsProved || (greatestOfFirstPage != null"
                + " && read.greatest.isAfter(greatestOfFirstPage)));",
            ";")
        .caughtBy("StretchTest#aFirstPagePastTheEndDoesNotShowThatOthersAreToo");
    list.guard("a backfill that may still get rows is incomplete")
        .prevents("passing by rows that show up after the sync of their window")
        .promisedFor("a scheduler asks for a window that is only just over")
        .in("Sync")
        .off("if (end.get().isAfter(start.minus(late)))", "if (false)")
        .caughtBy("StretchTest#aBackfillOfATimeThatMayStillGetRowsIsIncompleteUntilItCannot");
    list.guard("the clock skew is held back")
        .prevents("passing by rows that a slower clock stamps")
        .in("Position")
        .off(".minus(facts.clockSkew)", "")
        .caughtBy("KeysetTest#aStampOfAClockThatIsAheadDoesNotHideTheRowsOfAnother");
    list.guard("what is young is told by the clock of the source")
        .prevents("claiming rows too early where this machine's clock is ahead")
        .in("Sync")
        .off("if (!startIsKnown && answer.serverTime().isPresent())", "if (false)")
        .caughtBy(
            "KeysetTest#followsTheClockOfTheSourceAndWarnsOfADifference",
            SIMULATION + "KeysetPropertiesTest#keepsEveryPromiseInHistoriesThatOnceBrokeOne");
    list.guard("the time that an answer takes is held back too")
        .prevents("passing by rows that show up while the source answers")
        .in("Sync")
        .off("start = took.isNegative() ? answered : answered.minus(took);", "start = answered;")
        .caughtBy("KeysetTest#theTimeThatAnAnswerTakesIsHeldBackToo");
    list.guard("the first answer says when a pass began")
        .prevents("claiming at the end of a pass what was not there when it began")
        .in("Sync")
        .off("if (!startIsKnown && answer.serverTime()", "if (answer.serverTime()")
        .caughtBy("KeysetTest#theFirstAnswerSaysWhenThePassBegan");
    list.guard("a position is claimed within a pass only if rows are declared to ascend")
        .prevents("claiming the newest row before the oldest is read")
        .promisedFor("newest first")
        .in("Reader")
        .off(
            "return facts.order == Facts.Order.ASCENDING && position.disorder() == null;",
            "return position.disorder() == null;")
        .caughtBy("KeysetTest#anOrderThatNobodyDeclaredIsNotTrustedThoughNothingSpeaksAgainstIt");
    list.guard("a declared order is believed once it was seen to be kept")
        .prevents("claiming rows beyond a hole before the source shows that it has another order")
        .promisedFor("a sync is killed before it sees that the declared order is not kept")
        .in("Reader")
        .off("&& (orderIsProved || pages >= PAGES_OF_PROOF);", ";")
        .caughtBy("KeysetTest#aDeclaredOrderIsBelievedOnlyOnceItWasSeenToBeKept");
    list.guard("the order within one page is not that of pages")
        .prevents("believing an order of pages that nobody has seen")
        .in("Reader")
        .off("pages > 1 && ascends()", "ascends()")
        .caughtBy("KeysetTest#theOrderWithinOnePageIsNotThatOfPages");
    list.guard("an order that was kept is remembered")
        .prevents("a sync that makes no progress if it is always killed before its end")
        .in("Reader")
        .off("orderIsProved ? cursor.with(ORDER, KEPT) : cursor", "cursor")
        .caughtBy("KeysetTest#theOrderWithinOnePageIsNotThatOfPages");
    list.guard("a source that grows faster than it is read is left to the next sync")
        .prevents("a sync that never ends and fails at its limit of pages")
        .promisedFor("a source grows faster than it is read")
        .in("Reader")
        .off("return pagesOfGrowth > Math.max(PAGES_OF_GROWTH, pagesTaken / 2);", "return false;")
        .caughtBy("GrowthTest#aSyncEndsWithWhatWasThereWhenItBeganAndTheNextGoesOn");
    list.guard("answers that do not join are not among the pages that growth is compared with")
        .prevents("a sync that never ends where every row changes between two questions")
        .promisedFor("a source grows faster than it is read")
        .in("Reader")
        .off("Math.max(PAGES_OF_GROWTH, pagesTaken / 2)", "Math.max(PAGES_OF_GROWTH, pages / 2)")
        .caughtBy("GrowthTest#aSyncEndsThoughEveryRowChangesBetweenTwoQuestions");
    list.guard("rows that are stamped in the future are not taken for growth")
        .prevents("never reading the rows behind them")
        .in("Reader")
        .off("&& !value.instant().isAfter(sync.sourceTime().plus(facts.clockSkew));", ";")
        .caughtBy("GrowthTest#rowsThatAreStampedInTheFutureAreNotTakenForGrowth");
    list.guard("what is asked only to see moves no position")
        .prevents("claiming rows that were seen and not sent")
        .in("Reader")
        .off("position.backTo(before); return read;", "return read;")
        .caughtBy("TimestampTest#rowsThatAreOnlyLookedAtAreNotClaimed");
    list.guard("nothing more is claimed within a pass once the declared order is broken")
        .prevents("claiming rows beyond a hole")
        .in("Reader")
        .off(
            "return facts.order == Facts.Order.ASCENDING && position.disorder() == null;",
            "return facts.order == Facts.Order.ASCENDING;")
        .caughtBy("KeysetTest#reportsAnOrderThatIsNotTheDeclaredOne");
    list.guard("a declared order that is broken is reported")
        .prevents("success with a hole in it")
        .in("Reader")
        .off(
            "if (facts.order == Facts.Order.ASCENDING && position.disorder() != null)",
            "if (false)")
        .caughtBy("KeysetTest#reportsAnOrderThatIsNotTheDeclaredOne");
    list.guard("rows without a cursor are reported")
        .prevents("success though changes of these rows are never found")
        .in("Sync")
        .off("if (withoutCursor > 0 && facts.nullCursors == NullCursors.INCOMPLETE)", "if (false)")
        .caughtBy("KeysetTest#rowsWithoutACursorAreSentAndReported");
  }

  private static void whatIsSent(GuardList list) {
    list.guard("rows that were sent are known again")
        .prevents("sending the rows at the position twice")
        .in("Reader")
        .off("boolean sent = isSent(row, value);", "boolean sent = false;")
        .caughtBy(
            "KeysetTest#sendsNothingAgainAndKeepsTheStateWhenNothingIsNew",
            "OffsetTest#anUnchangedSourceSendsNothingAndLeavesTheStateAsItIs",
            "TimestampTest#sendsNothingAgainWhenNothingIsNew");
    list.guard("a row is known by all its bytes")
        .prevents("losing a change that does not move the stamp")
        .in("Tail")
        .off(
            "return HASH.hashBytes(row.bytes(), row.offset(), row.length());",
            "return HASH.hashUnencodedChars(row.text(\"id\") + \" \" + row.text(\"updatedAt\"));")
        .caughtBy("KeysetTest#aRowThatChangedWithoutANewStampIsSentAgainWhereItIsRead");
    list.guard("a version that another followed counts as new")
        .prevents("going back to an old version where two replicas answer in turns")
        .promisedFor("a replica gives an older version, and another the newer one again")
        .in("Tail")
        .off(
            "if (newest != null && !newest.equals(digest) && rows.containsKey(newest)) {",
            "if (false) {")
        .caughtBy("TailTest#aVersionThatAnotherFollowedCountsAsNew");
    list.guard("a state holds 64 digests at most")
        .prevents("a state as large as the table, where many rows share a time")
        .in("Tail")
        .off("rows.size() > STORED ||", "")
        .caughtBy(
            "KeysetTest#keepsTheStateSmallHoweverManyRowsShareAStamp",
            SIMULATION + "KeysetPropertiesTest#keepsAStateThatDoesNotGrowWithTies");
    list.guard("a row without a cursor is sent")
        .prevents("losing it")
        .promisedFor("a row without a cursor")
        .in("Reader")
        .off("(value == null || dropBefore == null", "value != null && (dropBefore == null")
        .caughtBy("KeysetTest#rowsWithoutACursorAreSentAndReported");
    list.guard("pages are counted")
        .prevents("reading a source without end forever")
        .in("Sync")
        .off("if (pages == facts.maxPages)", "if (false)")
        .caughtBy("KeysetTest#refusesPagesWithoutEnd");
  }

  private static void howValuesAreRead(GuardList list) {
    list.guard("numbers are compared as numbers")
        .prevents("taking 10 for less than 9")
        .in("dev.leat.sdk.cursor.CursorValue")
        .off(
            "case WHOLE_NUMBER, DECIMAL -> number().compareTo(other.number());",
            "case WHOLE_NUMBER, DECIMAL -> text.compareTo(other.text);")
        .caughtBy("CursorFieldTest#comparesByValueNotByText");
    list.guard("times are compared as times")
        .prevents("taking 01:00+01:00 for later than 00:00Z")
        .in("dev.leat.sdk.cursor.CursorValue")
        .off(
            "case INSTANT, DATE -> instant().compareTo(other.instant());",
            "case INSTANT, DATE -> text.compareTo(other.text);")
        .caughtBy("CursorFieldTest#comparesByValueNotByText");
    list.guard("a value that cannot be read is an error")
        .prevents("a position that means nothing")
        .in("dev.leat.sdk.cursor.CursorField")
        .off(
            "throw new SourceDataException( \"Cursor \\\"\" + field + \"\\\" is \\\"\" +"
                + " shortened(text) + \"\\\", which is none of \"",
            "if (true) { return new CursorValue(type, Instant.EPOCH, text, ISO); }"
                + " throw new SourceDataException(\"\"")
        .caughtBy("CursorFieldTest#namesFieldValueAndFormsWhenNoneFits");
    list.guard("a time is written rounded down")
        .prevents("asking from after the position")
        .in("dev.leat.sdk.cursor.EpochFormat")
        .off(".setScale(digits, RoundingMode.FLOOR)", ".setScale(digits, RoundingMode.CEILING)")
        .caughtBy("CursorFieldTest#writesInTheFormOfTheSourceRoundedDown");
  }
}
