package dev.leat.ablation;

import static dev.leat.ablation.GuardList.SIMULATION;

import java.util.List;

/** What Replay guards against, beside what it shares with the others. */
final class ReplayGuards {

  private ReplayGuards() {}

  static List<Guard> all() {
    GuardList list = new GuardList("Replay", "dev.leat.sdk.walk");
    list.guard("a cut answer is followed from its last row")
        .prevents("reading the oldest rows of the buffer again at each sync, and no others")
        .promisedFor(
            "the source gives fewer rows at once than the buffer holds, and each sync reads the"
                + " same ones")
        .in("ValueWalk")
        .off("if (advance(read.greatest, read)) {", "if (leadsFurther(read.greatest)) { end();")
        .caughtBy(
            "ReplayTest#aLimitBelowTheRowsOfOneBufferDoesNotStopProgress",
            SIMULATION + "ReplayPropertiesTest#keepsEveryPromiseInHistoriesThatOnceBrokeOne");
    list.guard("the buffer is taken off when reading")
        .prevents("losing rows that come as late as was declared")
        .in("Replay")
        .off("byTime.lookback = ways.buffer.orElseThrow();", "")
        .caughtBy("ReplayTest#anIdleSourceDeliversTheBufferAgainAndNotMore");
    list.guard("the buffer is not taken off what is kept")
        .prevents("reading an idle source further and further back")
        .promisedFor("an idle source is read further and further back")
        .in("Position")
        .off(
            "cursor.with(CURSOR, closed.text())",
            "cursor.with(CURSOR, field.isTime()"
                + " ? field.at(closed.instant().minus(facts.lookback), closed).text()"
                + " : closed.text())")
        .caughtBy("ReplayTest#anIdleSourceDeliversTheBufferAgainAndNotMore");
    list.guard("pages and tokens of everything must not come again")
        .prevents("paging in a circle forever")
        .in("Scroll")
        .off("guard.page(read.rows); guard.token(following.get().name());", "")
        .caughtBy("ReplayTest#everythingRefusesPagesAndTokensThatComeAgain");
    list.guard("one answer of everything that may be cut must be declared")
        .prevents("taking the rows that were cut off for deleted")
        .in("Replay")
        .off(
            "facts.pageCap != Facts.CAP_UNDECLARED || facts.pager.isDeclared(), \"one answer",
            "true, \"one answer")
        .caughtBy("ReplayTest#refusesAnswersThatMayBeCutWithoutAWord");
    list.guard("newest first is refused where an answer may be cut")
        .prevents("losing the oldest rows")
        .in("Replay")
        .off(
            "facts.order != Facts.Order.NEWEST_FIRST || facts.pageCap != Facts.CAP_UNDECLARED"
                + " || facts.pager.isDeclared()",
            "true")
        .caughtBy("ReplayTest#refusesAnswersThatMayBeCutWithoutAWord");
    list.guard("one answer of everything that reaches the cap is reported")
        .prevents("taking the rows that were cut off for deleted")
        .in("FullPass")
        .off("if (read.size() >= facts.pageCap)", "if (false)")
        .caughtBy("ReplayTest#oneAnswerOfEverythingThatReachesTheCapIsReported");
    list.guard("everything that has shrunk is reported")
        .prevents("taking the half of a table that was not read for deleted")
        .promisedFor("half a table looks like deletes")
        .in("FullPass")
        .off("if (rows < before * ways.mayShrinkTo)", "if (false)")
        .caughtBy("ReplayTest#everythingIsReadEachTimeAndAFallInRowsIsReported");
    list.guard("only a complete reading counts for the next")
        .prevents("a table that shrinks a little each time until it is gone")
        .in("FullPass")
        .off(
            "whole ? cursor.with(ROWS, Long.toString(rows)) : cursor",
            "cursor.with(ROWS, Long.toString(rows))")
        .caughtBy("ReplayTest#everythingIsReadEachTimeAndAFallInRowsIsReported");
    return list.guards();
  }
}
