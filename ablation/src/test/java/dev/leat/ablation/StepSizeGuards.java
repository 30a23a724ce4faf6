package dev.leat.ablation;

import static dev.leat.ablation.GuardList.SIMULATION;

import java.util.List;

/** What StepSize guards against. */
final class StepSizeGuards {

  private StepSizeGuards() {}

  static List<Guard> all() {
    GuardList list = new GuardList("StepSize", "dev.leat.sdk.walk");
    ends(list);
    cuts(list);
    answers(list);
    open(list);
    ids(list);
    return list.guards();
  }

  private static void ends(GuardList list) {
    list.guard("a gap is not the end")
        .prevents("losing every row behind a gap as wide as a step")
        .promisedFor("a gap is taken for the end")
        .in("IdWalk")
        .off("int rows = readWhole(range);", "int rows = readWhole(range); if (rows == 0) break;")
        .caughtBy("StepSizeTest#aGapIsNotTheEnd");
    list.guard("a gap is crossed in doubling steps")
        .prevents("a million questions for nothing")
        .in("IdWalk")
        .off("ways.step : doubled(size)", "ways.step : size")
        .caughtBy("StepSizeTest#aWideGapTakesFewQuestions");
    list.guard("a highest id beyond the one to be read is reported")
        .prevents("success though rows were not read")
        .in("IdWalk")
        .off("if (highest.getAsLong() > ceiling)", "if (false)")
        .caughtBy("StepSizeTest#idsBeyondTheCeilingAreReported");
    list.guard("ids beyond the last to be read are looked for")
        .prevents("success though rows were not read")
        .promisedFor("ids beyond the last to be read")
        .in("IdWalk")
        .off("lookBeyondTheCeiling(); sync.checkpoint", "sync.checkpoint")
        .caughtBy("StepSizeTest#idsBeyondTheCeilingAreReported");
    list.guard("a walk has an end")
        .prevents("taking the first gap for it")
        .in("StepSize")
        .off("ways.maxId.isPresent() || ways.ceiling.isPresent()", "true")
        .caughtBy("StepSizeTest#refusesAWalkWithoutEnd");
    list.guard("a range ends where 64 bits do")
        .prevents("an overflow to negative ids")
        .promisedFor("arithmetic beyond 64 bits, ids that are not numbers")
        .in("IdWalk")
        .off(
            "first > Long.MAX_VALUE - (size - 1) ? Long.MAX_VALUE : first + (size - 1)",
            "first + (size - 1)")
        .caughtBy("StepSizeTest#stopsAtTheEndOf64Bits");
    list.guard("nothing is asked beyond 64 bits")
        .prevents("beginning again at negative ids, forever")
        .in("IdWalk")
        .off("if (range.last() == Long.MAX_VALUE) { break; }", "")
        .caughtBy("StepSizeTest#stopsAtTheEndOf64Bits");
  }

  private static void cuts(GuardList list) {
    list.guard("an answer at the cap is read again in halves")
        .prevents("losing what the source cut off")
        .promisedFor("an answer is cut at the source's limit")
        .in("IdWalk")
        .off("rows.size() >= facts.pageCap && rows.size() < range.size()", "false")
        .caughtBy("StepSizeTest#anAnswerCutAtTheLimitIsAskedForInHalves");
    list.guard("what lies above the ids of an answer is asked for")
        .prevents("losing what the source cut off without a word")
        .in("IdWalk")
        .off(
            "while (most.isPresent() && most.getAsLong() < range.last())",
            "while (most.isPresent() && false)")
        .caughtBy(
            "StepSizeTest#anAnswerThatMayBeCutIsFollowedUntilNothingMoreComes",
            SIMULATION + "StepSizePropertiesTest#keepsEveryPromiseInHistoriesThatOnceBrokeOne");
    list.guard("what lies below the ids of an answer is asked for")
        .prevents("losing what the source cut off without a word, the lowest first")
        .in("IdWalk")
        .off(
            "while (least.isPresent() && least.getAsLong() > range.first())",
            "while (least.isPresent() && false)")
        .caughtBy("StepSizeTest#anAnswerThatMayBeCutIsFollowedUntilNothingMoreComes");
  }

  private static void answers(GuardList list) {
    list.guard("both ends of a range are given")
        .prevents("losing a row of each range")
        .promisedFor("a source leaves out an end of the range that it is asked for")
        .in("IdWalk")
        .off("requireInclusiveEnds(range, answer);", "")
        .caughtBy("StepSizeTest#aSourceThatLeavesOutAnEndIsRefused");
    list.guard("a range without rows must be given twice")
        .prevents("closing a range because its answer failed")
        .in("IdWalk")
        .off("return found.rows.isEmpty() && !facts.pager.isDeclared() ?", "return false ?")
        .caughtBy(
            "EmptyAnswersTest#aRangeOfIds",
            SIMULATION + "StepSizePropertiesTest#saysCompleteOnlyIfItBroughtWhatCouldBeSeen");
  }

  private static void open(GuardList list) {
    list.guard("a range is closed only once ids beyond it were seen")
        .prevents("losing the rest of a range that is partly filled")
        .in("OpenRanges")
        .off("if (canGetNoMore(range))", "if (true)")
        .caughtBy(
            "StepSizeTest#aPartlyFilledWindowIsReadAgain",
            "StepSizeTest#anIdThatAppearsWithinTheReorderWindowIsRead",
            SIMULATION + "StepSizePropertiesTest#claimsOnlyWhatIsClosed");
    list.guard("ids within the reorder window are not closed")
        .prevents("losing a row whose id was given before those that were seen")
        .promisedFor("a window is closed before its last ids exist")
        .in("OpenRanges")
        .off("distance / windows >= window", "distance >= 1")
        .caughtBy(
            "StepSizeTest#anIdThatAppearsWithinTheReorderWindowIsRead",
            SIMULATION + "StepSizePropertiesTest#claimsOnlyWhatIsClosed");
    list.guard("an id beyond a range closes it once it has been there for the lag")
        .prevents("losing a row of many that were added at once, if it shows up after others")
        .in("OpenRanges")
        .off("!lastSeen.at.isAfter(range.read.minus(lag))", "true")
        .caughtBy("StepSizeTest#aRangeIsClosedOnceAnIdBeyondItHasBeenThereForTheLag");
    list.guard("a range that lies farther below than what is added in one lag is closed at once")
        .prevents("losing a row of many that were added at once, if it shows up after others")
        .in("OpenRanges")
        .off(
            "isBelow(last, range.highestThen, WINDOWS_A_LAG)",
            "isBelow(last, range.highestThen, 1)")
        .caughtBy("StepSizeTest#aRowOfManyThatWereAddedAtOnceMayBeSeenLater");
    list.guard("the highest id is kept until it has been there for the lag")
        .prevents("ranges that stay open while syncs are frequent")
        .in("OpenRanges")
        .off("|| lastSeen.at.isAfter(now.minus(lag))", "")
        .caughtBy("StepSizeTest#aRangeIsClosedOnceAnIdBeyondItHasBeenThereForTheLag");
    list.guard("ids that were given after a range was read do not close it")
        .prevents("losing a row that shows up while others are read")
        .in("OpenRanges")
        .off("WINDOWS_A_LAG * (2 + since.dividedBy(lag))", "1")
        .caughtBy("StepSizeTest#idsAssignedAfterARangeWasReadDoNotCloseIt");
    list.guard("rows of an open range are known again")
        .prevents("sending them at each sync")
        .in("OpenRanges")
        .off("filter(i -> !known[i])", "filter(i -> true)")
        .caughtBy("StepSizeTest#rowsThatFollowInAnOpenRangeAreSentWithoutThoseThatWereThere");
    list.guard("closed ranges that touch are one")
        .prevents("a state that grows with each sync")
        .in("IdRanges")
        .off("if (each.last() < first && first - 1 > each.last())", "if (each.last() < first)")
        .caughtBy("StepSizeTest#anIdThatAppearsWithinTheReorderWindowIsRead");
    list.guard("a state holds 20 open ranges at most")
        .prevents("a state that grows with the reorder window")
        .in("OpenRanges")
        .off("Math.max(0, kept.size() - STORED)", "0")
        .caughtBy("StepSizeTest#keepsTheStateSmallHoweverManyRangesAreOpen");
  }

  private static void ids(GuardList list) {
    list.guard("ids that were not asked for are refused")
        .prevents("closing a range by the rows of another")
        .in("IdWalk")
        .off("if (id < range.first() || id > range.last())", "if (false)")
        .caughtBy("StepSizeTest#refusesIdsThatWereNotAskedFor");
    list.guard("ids that are no numbers are refused")
        .prevents("closing a range whose rows were not looked at")
        .in("IdWalk")
        .off(
            "row.text(ways.idField).orElse(\"missing\")",
            "row.text(ways.idField).filter(id -> id.matches(\"[0-9]+\")).orElse(\"\" +"
                + " range.first())")
        .caughtBy("StepSizeTest#refusesIdsThatWereNotAskedFor");
    list.guard("more rows than ids are refused")
        .prevents("following ids that are not unique forever")
        .in("IdWalk")
        .off("if (rows.size() > range.size())", "if (false)")
        .caughtBy("StepSizeTest#refusesIdsThatWereNotAskedFor");
  }
}
