package dev.leat.ablation;

import static dev.leat.ablation.GuardList.SIMULATION;

import java.util.List;

/** What Offset guards against. */
final class OffsetGuards {

  private OffsetGuards() {}

  static List<Guard> all() {
    GuardList list = new GuardList("Offset", "dev.leat.sdk.walk");
    overlap(list);
    counting(list);
    passes(list);
    return list.guards();
  }

  private static void overlap(GuardList list) {
    list.guard("a page must join what was read")
        .prevents("losing the rows that slip forward when others go")
        .promisedFor("rows leave the part that was read, and others slip past the window")
        .in("OffsetPass")
        .off("if (offset > 0 && !joins(read))", "if (false)")
        .caughtBy(
            "OffsetTest#findsTheRowsThatSlipForwardWhenOthersMoveOrGo",
            "OffsetTest#anUnreadRowOfTheSameStampIsNoProofThatNothingWasLost");
    list.guard("only a row of an earlier time proves that nothing was lost")
        .prevents("taking an unread row of the same time for the last one read")
        .in("OffsetPass")
        .off("(ordered && lastRead.isAfter(value))", "(ordered && !value.isAfter(lastRead))")
        .caughtBy("OffsetTest#anUnreadRowOfTheSameStampIsNoProofThatNothingWasLost");
    list.guard("pages overlap by all rows of the last time, and one before them")
        .prevents("losing rows of one time that come in another order at each question")
        .promisedFor("rows of one time come in another order at each question")
        .in("OffsetPass")
        .off("Math.max(ways.overlap, tie == 0 ? 0 : tie + 1)", "ways.overlap")
        .caughtBy("OffsetTest#rowsOfOneStampMayComeInAnyOrderWhereAPageEndsWithinThem");
    list.guard("a page of one time is the same after the next was read")
        .prevents("taking a row of one time for a proof that nothing before it was left out")
        .in("OffsetPass")
        .off(
            "unproved = tie(read) == read.size() && read.size() > 1 ? Optional.of(page) :"
                + " Optional.empty();",
            "unproved = Optional.empty();")
        .caughtBy("OffsetTest#aKnownRowOfOneStampProvesNothingWhereTheOrderOfOthersHasChanged");
    list.guard(
            "a source that leaves rows out after it has counted them is read beyond an empty page")
        .prevents("taking a page of which every row was left out for the end")
        .in("OffsetPass")
        .off("return hasShrunk || leavesOut.orElse(false) ? PAGES_BEYOND : 1;", "return 1;")
        .caughtBy(
            "OffsetTest#aSourceThatLeavesRowsOutAfterItHasCountedThemIsReadBeyondAnEmptyPage");
    list.guard("at the first end it is tried out whether the source leaves rows out")
        .prevents("taking a stretch of rows left out that is longer than a page for the end")
        .promisedFor(
            "rows are left out after they were counted, so a page is empty though more follow")
        .in("OffsetPass")
        .off("leavesOut = Optional.of(hasRowsFarBehind(at));", "")
        .caughtBy("OffsetTest#aStretchOfRowsThatAreLeftOutMayBeLongerThanAPage");
    list.guard("reading steps back farther each time")
        .prevents("never finding the place again where more rows went than overlap")
        .in("OffsetPass")
        .off("back > Long.MAX_VALUE / 2 ? Long.MAX_VALUE : back * 2", "back")
        .caughtBy("OffsetTest#findsTheRowsThatSlipForwardWhenOthersMoveOrGo");
    list.guard("all pages of a pass are asked for with the since of its start")
        .prevents("losing rows when the window moves under the offset")
        .promisedFor("a time that moves with the rows anchors the window anew")
        .in("OffsetPass")
        .off(
            "new OffsetAsk(since, offset, ways.pageSize)",
            "new OffsetAsk(reader.since.starting(reader.position.reached())"
                + ".map(CursorValue::text), offset, ways.pageSize)")
        .caughtBy("OffsetTest#asksForAllPagesFromTheStartOfTheSync");
    list.guard("an offset is not kept from one sync to the next")
        .prevents("losing a row for each that was deleted between")
        .in("OffsetPass")
        .off("if (!ways.appendOnly || count == 0)", "if (count == 0)")
        .caughtBy("OffsetTest#keepsNoOffsetAndReadsFromTheClosedCursor");
    list.guard("a list that is only added to is joined where it was left")
        .prevents("success though rows were removed from it")
        .in("OffsetPass")
        .off(
            "if (ways.appendOnly) { reader.sync.incompleteBecause(",
            "if (false) { reader.sync.incompleteBecause(")
        .caughtBy("OffsetTest#anAppendOnlyListGoesOnAtItsCountWithProof");
  }

  private static void counting(GuardList list) {
    list.guard("rows are counted as they come")
        .prevents("losing rows of a source that gives fewer than it is asked for")
        .promisedFor("pages are shorter than asked for")
        .in("OffsetPass")
        .off(
            "private static long after(Placed page, int overlap) {"
                + " int most = Math.max(1, page.read.size() - 1);"
                + " return page.offset + page.read.size() -",
            "private long after(Placed page, int overlap) {"
                + " int most = Math.max(1, page.read.size() - 1);"
                + " return page.offset + ways.pageSize -")
        .caughtBy("OffsetTest#aServerThatGivesFewerRowsThanAskedIsReadToItsEnd");
    list.guard("rows are counted as they come, in an unstable order too")
        .prevents("losing rows of a source that gives fewer than it is asked for")
        .in("OffsetPager")
        .off(
            "wholePages ? (page.pagesBefore() + 1) * size : page.rowsSoFar()",
            "(page.pagesBefore() + 1) * size")
        .caughtBy("OffsetTest#aServerThatGivesFewerRowsThanAskedIsReadToItsEnd");
    list.guard("a short page is not the end")
        .prevents("losing the rows behind it")
        .promisedFor("`total` is missing or lies, `offset` is not repeated")
        .in("OffsetPass")
        .off("if (page.isEmpty() ||", "if (page.isEmpty() || read.size() < ways.pageSize ||")
        .caughtBy("OffsetTest#aServerThatGivesFewerRowsThanAskedIsReadToItsEnd");
    list.guard("rows behind a page of known rows are looked for")
        .prevents("taking the second row of a source that gives one at a time for the end")
        .in("OffsetPass")
        .off("beyond = beyond(page);", "beyond = Optional.empty();")
        .caughtBy("OffsetTest#aServerThatGivesOneRowAtATimeIsReadToItsEnd");
    list.guard("answers must differ")
        .prevents("asking a source that ignores the offset forever")
        .promisedFor("the source ignores the offset")
        .in("OffsetPass")
        .off("requireNewAnswer(read.rows);", "")
        .caughtBy("OffsetTest#refusesASourceThatIgnoresTheOffset");
    list.guard("answers must differ in an unstable order too")
        .prevents("asking a source that ignores the offset forever")
        .in("RepeatedPasses")
        .off("!answers.add(Tail.digest(read.rows)) && ++repeats > REPEATS", "false")
        .caughtBy("OffsetTest#refusesASourceThatIgnoresTheOffset");
  }

  private static void passes(GuardList list) {
    list.guard("an order that nobody declared is not trusted")
        .prevents("losing rows between pages of a list that moves")
        .in("Offset")
        .off(
            "if (!ways.wholePages && (ways.stable || ways.appendOnly || ascends))",
            "if (!ways.wholePages)")
        .caughtBy("OffsetTest#anOrderThatNeverSettlesEndsIncomplete");
    list.guard("two passes must give the same keys")
        .prevents("losing a row that a delete has moved between two pages")
        .promisedFor("no stable order")
        .in("RepeatedPasses")
        .off("if (now.equals(before))", "if (true)")
        .caughtBy("OffsetTest#anOrderThatNeverSettlesEndsIncomplete");
    list.guard("one pass is no proof")
        .prevents("losing a row that a delete has moved between two pages")
        .in("RepeatedPasses")
        .off("Keys before = pass();", "Keys before = pass(); if (rows > 0) { return true; }")
        .caughtBy(
            "OffsetTest#anUnstableOrderIsReadUntilTwoPassesAgree",
            SIMULATION + "OffsetPropertiesTest#saysCompleteOnlyIfItBroughtWhatCouldBeSeen");
    list.guard("passes that never agree are reported")
        .prevents("success with a hole in it")
        .in("RepeatedPasses")
        .off(
            "reader.sync.incompleteBecause( \"the list changed",
            "reader.sync.warn(\"the list changed")
        .caughtBy("OffsetTest#anOrderThatNeverSettlesEndsIncomplete");
  }
}
