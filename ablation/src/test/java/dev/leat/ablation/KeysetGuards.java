package dev.leat.ablation;

import static dev.leat.ablation.GuardList.SIMULATION;

import java.util.List;

/** What Keyset's own classes guard against. */
final class KeysetGuards {

  private KeysetGuards() {}

  static List<Guard> all() {
    GuardList list = new GuardList("Keyset", "dev.leat.sdk.walk");
    tokens(list);
    seek(list);
    return list.guards();
  }

  private static void tokens(GuardList list) {
    list.guard("a token that was followed is not followed again")
        .prevents("paging in a circle forever")
        .promisedFor("a token comes back, or tokens run in a circle")
        .in("LoopGuard")
        .off(
            "if (!tokens.add(Hashing.murmur3_128().hashString(token, StandardCharsets.UTF_8)))",
            "if (false)")
        .caughtBy(
            "KeysetTest#refusesATokenThatComesAgain",
            "ReplayTest#everythingRefusesPagesAndTokensThatComeAgain");
    list.guard("a page that was read is not read again")
        .prevents("paging in a circle under fresh tokens")
        .in("LoopGuard")
        .off("if (!pages.add(Tail.digest(rows)))", "if (false)")
        .caughtBy(
            "KeysetTest#refusesPagesThatGoInCirclesUnderFreshTokens",
            "KeysetTest#seekRefusesASourceThatIgnoresThePosition",
            "ReplayTest#everythingRefusesPagesAndTokensThatComeAgain");
    list.guard("empty pages in a row are counted")
        .prevents("following tokens that lead nowhere forever")
        .in("LoopGuard")
        .off("if (emptyPages == EMPTY_PAGES_IN_A_ROW)", "if (false)")
        .caughtBy("KeysetTest#refusesEmptyPagesWithoutEnd");
    list.guard("an empty page that has a token is not the end")
        .prevents("losing the pages behind it")
        .in("Pager")
        .off("if (page.rows() == 0 && emptyPageEnds)", "if (page.rows() == 0)")
        .caughtBy("KeysetTest#anEmptyPageWithATokenIsNotTheEndUnlessDeclared");
    list.guard("a pass begins again when its token has expired")
        .prevents("a sync that fails though the source could be read")
        .promisedFor("a token expires")
        .in("Scroll")
        .off("if (next.isEmpty() || !isExpired(e))", "if (true)")
        .caughtBy("KeysetTest#startsThePassAgainWhenATokenHasExpired");
    list.guard("a pass begins again three times at most without progress")
        .prevents("beginning again forever")
        .in("Scroll")
        .off("if (fruitless > FRUITLESS_RESTARTS)", "if (false)")
        .caughtBy("KeysetTest#givesUpWhenEachTokenExpires");
    list.guard("a stored token is used within its life only")
        .prevents("going on by a token that means nothing any more")
        .in("TokenPass")
        .off(".filter(until -> reader.sync.now().isBefore(Instant.parse(until)))", "")
        .caughtBy("KeysetTest#goesOnByAStoredTokenWithinItsLife");
    list.guard("a pass taken up by its token began when it began")
        .prevents("passing by rows that showed up behind the token")
        .in("TokenPass")
        .off("reader.sync.startedAt(Instant.parse(stored.text(PASS_START).orElseThrow()));", "")
        .caughtBy("KeysetTest#aPassTakenUpByItsTokenClaimsNothingYoungerThanItsBeginning");
    list.guard("a pass taken up by its token knows what it had reached")
        .prevents("a position lower than what was read, newest first")
        .in("TokenPass")
        .off("stored.text(PASS_REACHED).ifPresent(reader.position::resumeAt);", "")
        .caughtBy("KeysetTest#aPassTakenUpByItsTokenEndsAtTheHighestValueOfTheWholePass");
    list.guard("a pass taken up by its token is followed by another")
        .prevents("success without what has changed since that pass began")
        .promisedFor("a pass that goes on by its token does not have what changed since")
        .in("TokenPass")
        .off(
            "ending = pass(Optional.empty());",
            "ending = resume.isEmpty() ? pass(resume) : Scroll.Ending.LAST_PAGE;")
        .caughtBy(
            "KeysetTest#aPassTakenUpByItsTokenIsFollowedByOneThatBringsWhatCameSince",
            SIMULATION + "KeysetPropertiesTest#keepsEveryPromiseInHistoriesThatOnceBrokeOne");
    list.guard("a token is forgotten at the end of its pass")
        .prevents("taking up a pass that is over")
        .in("TokenPass")
        .off("cursor -> withoutToken(reader.store(cursor))", "reader::store")
        .caughtBy("KeysetTest#goesOnByAStoredTokenWithinItsLife");
  }

  private static void seek(GuardList list) {
    list.guard("the rows after a position are asked for by cursor and key")
        .prevents("losing rows of one time that a page end has split")
        .in("Seek")
        .off(
            "new KeysetPosition(value.text(), key(read.rows.get(i)))",
            "new KeysetPosition(value.text(), List.of(\"\" + Integer.MAX_VALUE))")
        .caughtBy(
            "KeysetTest#resumesFromEveryOperationWithTiesAcrossPages",
            SIMULATION + "KeysetPropertiesTest#makesTheDestinationEqualToTheSource");
    list.guard("rows of one cursor can be told apart")
        .prevents("losing rows of one time that a page end has split")
        .in("Seek")
        .off(
            "key.add( row.text(field) .orElseThrow(",
            "key.add( row.text(field).or(() -> java.util.Optional.of(\"\")) .orElseThrow(")
        .caughtBy("KeysetTest#seekRefusesRowsThatCannotBeToldApart");
    list.guard("rows must come in the order of cursor and key")
        .prevents("going on from a row that is not the last")
        .in("Seek")
        .off("if (reader.position.disorder() != null)", "if (false)")
        .caughtBy("KeysetTest#seekRefusesRowsOutOfOrder");
    list.guard("rows of one cursor must come in the order of the key")
        .prevents("losing rows of one time where the source has them in another order")
        .promisedFor("rows of one time in another order than that of the key")
        .in("Seek")
        .off("if (ties.holdsKey(read.rows.get(i), read.values.get(i)))", "if (false)")
        .caughtBy(
            "KeysetTest#seekRefusesTiesInAnotherOrderThanThatOfTheKey",
            SIMULATION + "KeysetPropertiesTest#endsAndSaysSoWhateverTheSourceDoes");
    list.guard("a source that grows as fast as it is read does not keep a sync from ending")
        .prevents("a sync without end")
        .in("Seek")
        .off("if (reader.isOutrun(read))", "if (false)")
        .caughtBy("RealSourcesTest#aSourceThatGrowsAsFastAsItIsReadDoesNotKeepASyncForever");
    list.guard("an answer without rows after a position must come twice")
        .prevents("taking an answer that failed for the end")
        .in("Seek")
        .off("sync.pageDone(read.answer); read = reader.follow(after.ask(position));", "")
        .caughtBy(
            "EmptyAnswersTest#aPageAfterAPosition",
            SIMULATION + "KeysetPropertiesTest#saysCompleteOnlyIfItBroughtWhatCouldBeSeen");
    list.guard("a position is claimed once the order of rows was seen to be kept")
        .prevents("going on from a row of a source that turns out to have another order")
        .in("Seek")
        .off("if (reader.mayCloseWithinPass()) {", "if (true) {")
        .caughtBy(SIMULATION + "KeysetPropertiesTest#keepsEveryPromiseInHistoriesThatOnceBrokeOne");
    list.guard("young rows are no position to go on from")
        .prevents("passing by rows that show up late")
        .in("Seek")
        .off("lastOf(read, reader.position::isBelowHorizon)", "lastOf(read, value -> true)")
        .caughtBy(
            "KeysetTest#seekHoldsYoungRowsBackFromTheCheckpoint",
            SIMULATION + "KeysetPropertiesTest#claimsOnlyWhatIsClosed");
  }
}
