package dev.leat.ablation;

import static dev.leat.ablation.GuardList.SIMULATION;

import java.util.List;

/** What reading an answer page by page guards against, where the names of pages may count rows. */
final class PagingGuards {

  private static final String NAMING = "dev.leat.sdk.paging.Naming";
  private static final String COUNTED = SIMULATION + "TimestampPropertiesTest";

  private PagingGuards() {}

  static List<Guard> all() {
    GuardList list = new GuardList("Pages that count", "dev.leat.sdk.walk");
    whatCounts(list);
    ends(list);
    proof(list);
    ties(list);
    return list.guards();
  }

  private static void whatCounts(GuardList list) {
    list.guard("page numbers and offsets are not taken for places")
        .prevents("losing a row for each that goes between two pages")
        .promisedFor("a row that goes moves others from one page to the one before")
        .in("Scroll")
        .off(
            "if (facts.pager.counts()) { return Optional.of(Ending.COUNTED); }",
            "if (facts.pager.counts()) { return Optional.empty(); }")
        .caughtBy(
            "CountedPagesTest#noRowIsLostWhereRowsAscend",
            "CountedPagesTest#noRowIsLostWhereNobodyKnowsTheOrder",
            "OffsetTest#pagesThatHaveNumbersCannotOverlapSoEachQuestionBeginsAtTheLastRow");
    list.guard("a token or a link that only counts is treated as a count")
        .prevents("losing a row for each that goes between two pages")
        .promisedFor("a token or a link is a page number in disguise")
        .in("Scroll")
        .off("case COUNT -> Optional.of(Ending.COUNTED);", "case COUNT -> Optional.empty();")
        .caughtBy(
            "CountedPagesTest#noRowIsLostWhereRowsAscend",
            COUNTED + "#saysCompleteOnlyIfItBroughtWhatCouldBeSeen");
    list.guard("a count in base64 is one")
        .prevents("taking an encoded offset for a place")
        .in(NAMING)
        .off(
            "return inside.chars().allMatch(c -> c >= ' ' && c != 127) ? inside : text;",
            "return text;")
        .caughtBy(
            "NamingTest#aCountInBase64IsOne",
            "dev.leat.sdk.walk.CountedPagesTest#noRowIsLostWhereRowsAscend");
    list.guard("a number that grows by the same each time is a count")
        .prevents("taking the offset of a source that gives fewer rows than it counts for a place")
        .in(NAMING)
        .off("|| lastStep.equals(stepBefore)", "")
        .caughtBy("NamingTest#aNumberThatGrowsByTheSameEachTimeIsACount");
    list.guard("a first number larger than the rows that came is a count")
        .prevents("taking an offset for a place where rows were left out after they were counted")
        .in(NAMING)
        .off("(number >= page.rows() && number <= MOST_ROWS)", "number == page.rows()")
        .caughtBy("NamingTest#aFirstNumberThatIsMoreThanTheRowsThatCameCountsRowsThatWereLeftOut");
    list.guard("a second number that is twice the first is a count")
        .prevents("taking an offset for a place where rows were left out after they were counted")
        .in(NAMING)
        .off("lastStep = number.map(BigInteger::new);", "")
        .caughtBy("NamingTest#aSecondNumberTwiceTheFirstIsACountThoughRowsWereLeftOut");
    list.guard("a count that is the last row's key too is asked for once more")
        .prevents("taking a count for a place because no row has moved yet")
        .in("Scroll")
        .off("if (isLast && mayBeCounted) {", "if (false) {")
        .caughtBy(
            "CountedPagesTest#idsThatGrowByOneAreAskedForOnceMoreUnlessTheyAreSaidToBePlaces");
    list.guard("a page that is named by the cursor of the last row begins anew at it")
        .prevents("losing rows of one time that a page end has split")
        .promisedFor("pages are named by the last row's time, which other rows share")
        .in("Scroll")
        .off("if (isSharedCursor(name, read)) {", "if (false) {")
        .caughtBy("CountedPagesTest#aPageThatIsNamedByAStampBeginsAnewAtThatStamp");
    list.guard("a page that is named by a cursor in no known order is refused")
        .prevents("losing rows of one time that a page end has split")
        .in("CountedPages")
        .off("if (!pagesWithinTies) {", "if (false) {")
        .caughtBy("CountedPagesTest#aPageThatIsNamedByAStampIsRefusedWhereNobodyKnowsTheOrder");
    list.guard("values by which the next page is named are looked for in a link, too")
        .prevents("losing rows of one time that a page end has split")
        .in(NAMING)
        .off("return changed(parts(name), first);", "return List.of(name);")
        .caughtBy("NamingTest#theValuesOfALinkAreThoseThatTheFirstQuestionHadNot");
  }

  private static void ends(GuardList list) {
    list.guard("a source that says more and names no page is an error")
        .prevents("losing the pages that follow")
        .promisedFor("a source says that there is more and names no page")
        .in("dev.leat.sdk.paging.Paging")
        .off("if (next.isEmpty() && more && kind != Kind.NONE) {", "if (false) {")
        .caughtBy("PagingTest#aSourceThatSaysMoreAndNamesNoPageContradictsItself");
    list.guard("a page larger than the declared size is an error")
        .prevents("taking a page for the last one because the size that was declared is too large")
        .in("dev.leat.sdk.paging.End")
        .off("if (page.rows() > cap) {", "if (false) {")
        .caughtBy("PagingTest#aPageLargerThanTheDeclaredSizeIsAnError");
    list.guard("a flag that is neither true nor false is an error")
        .prevents("taking any other word for the end")
        .in("dev.leat.sdk.paging.End")
        .off(
            "if (flag.equals(\"true\") || flag.equals(\"false\")) { return Word.MORE; }",
            "if (true) { return Word.LAST; }")
        .caughtBy("PagingTest#aFlagIsTrueOrFalseAndSaysNothingWhereItIsAbsent");
    list.guard("page numbers and offsets are never declared places")
        .prevents("losing a row for each that goes between two pages")
        .in("dev.leat.sdk.paging.Paging")
        .off("if (kind == Kind.COUNT) {", "if (false) {")
        .caughtBy("PagingTest#whatCountsCannotBeDeclaredAPlace");
    list.guard("a last page without rows must come twice")
        .prevents("taking an answer that failed for the end")
        .promisedFor("an answer without rows that failed looks like the end")
        .in("Scroll")
        .off("if (read.size() > 0 || following(ask, read).isPresent()) {", "if (true) {")
        .caughtBy(
            "EmptyAnswersTest#theFirstPageOfKeyset",
            SIMULATION + "KeysetPropertiesTest#saysCompleteOnlyIfItBroughtWhatCouldBeSeen");
    list.guard("an answer without rows must come twice")
        .prevents("taking an answer that failed for the end")
        .in("Reader")
        .off("if (read.size() > 0) { return read; }", "if (true) { return read; }")
        .caughtBy(
            "EmptyAnswersTest#anAnswerSinceATime",
            "EmptyAnswersTest#aWindow",
            "EmptyAnswersTest#everything",
            SIMULATION + "TimestampPropertiesTest#saysCompleteOnlyIfItBroughtWhatCouldBeSeen");
  }

  private static void proof(GuardList list) {
    list.guard("a page that is not proved to join is not claimed")
        .prevents("claiming a position beyond a row that was not read")
        .in("Scroll")
        .off("reader.position.notReached(before);", "")
        .caughtBy("CountedPagesTest#aPassThatIsKilledClaimsNothingThatAnUnprovedPageHolds");
    list.guard("only rows that are declared to ascend are gone on from")
        .prevents("going on from a row that is not the last")
        .in("CountedPages")
        .off("&& facts.order == Facts.Order.ASCENDING", "")
        .caughtBy(COUNTED + "#saysCompleteOnlyIfItBroughtWhatCouldBeSeen");
    list.guard("a first page of one value does not show the order")
        .prevents("going on from the newest row of a list that was declared to ascend")
        .in("Scroll")
        .off("if (!isLast && unproved.isPresent() && isOfOneValue(read)) {", "if (false) {")
        .caughtBy("CountedPagesTest#aFirstPageOfOneStampDoesNotShowTheOrderSoTheNextIsLookedAt");
    list.guard("passes over counted pages that never agree claim nothing")
        .prevents("passing by what was not read")
        .in("CountedPages")
        .off("if (agreed) {", "if (true) {")
        .caughtBy("CountedPagesTest#aListThatNeverRestsEndsIncomplete");
    list.guard("everything on counted pages is read until two passes agree")
        .prevents("taking a row that moved for deleted")
        .in("FullPass")
        .off(
            "} else if (facts.pager.counts() || !readPages()) {",
            "} else if (!readPages() && false) {")
        .caughtBy("CountedPagesTest#everythingIsReadUntilTwoPassesAgree");
    list.guard("a window on counted pages is read until two passes agree")
        .prevents("closing a window of which a row was not read")
        .in("Windows")
        .off("if (!joined && !new", "if (facts == null && !new")
        .caughtBy("CountedPagesTest#aWindowIsReadUntilTwoPassesAgree");
    list.guard("a range of ids on counted pages is read until it is twice the same")
        .prevents("closing a range of which a row was not read")
        .in("AllPages")
        .off("if (again.equals(rows)) {", "if (true) {")
        .caughtBy("CountedPagesTest#aRangeOfIdsIsReadUntilItIsTwiceTheSame");
    list.guard("tokens that only count are seen in a range of ids, too")
        .prevents("closing a range of which a row was not read")
        .in("AllPages")
        .off("counted |= facts.pager.mayCount() &&", "counted |= false &&")
        .caughtBy("CountedPagesTest#aRangeOfIdsIsReadUntilItIsTwiceTheSame");
  }

  private static void ties(GuardList list) {
    list.guard("a page of rows that share a value is the same after the next was read")
        .prevents("losing rows of one time that move from one page to the one before")
        .promisedFor("rows of one time fill several counted pages, and some of them go")
        .in("TiePages")
        .off("if (!reader.hasSameKeys(last, again)) {", "if (false) {")
        .caughtBy("CountedPagesTest#noRowIsLostOfThoseThatShareAStampAndFillSeveralPages");
    list.guard("pages of one value are all read again once rows have moved among them")
        .prevents("losing rows that moved to a page which was read before")
        .in("TiePages")
        .off(
            "last = pages == 0 ? again : send(firstAsk); ask = firstAsk; pages = 0; rows = 0;",
            "last = again;")
        .caughtBy("CountedPagesTest#noRowIsLostOfThoseThatShareAStampAndFillSeveralPages");
    list.guard("rows that share a value are read to the last of their pages")
        .prevents("losing rows of one time beyond what a page holds")
        .in("ValueWalk")
        .off("if (pagesWithinTies) { readTie(ask, read);", "if (pagesWithinTies) { end();")
        .caughtBy(
            "CountedPagesTest#noRowIsLostOfThoseThatShareAStampAndFillSeveralPages",
            COUNTED + "#keepsAStateThatDoesNotGrowWithTies");
  }
}
