package dev.leat.ablation;

import java.util.List;

/** What Keyset's own classes guard against. */
final class KeysetGuards {

  private KeysetGuards() {}

  static List<Guard> all() {
    GuardList list = new GuardList("Keyset", "dev.leat.sdk.strategy");
    list.guard("a token that was followed is not followed again")
        .prevents("paging in a circle for ever")
        .in("LoopGuard")
        .off(
            "if (!tokens.add(Hashing.murmur3_128().hashString(token, StandardCharsets.UTF_8)))",
            "if (false)")
        .caughtBy("KeysetTest#refusesATokenThatComesAgain");
    list.guard("a page that was read is not read again")
        .prevents("paging in a circle under fresh tokens")
        .in("LoopGuard")
        .off("if (!pages.add(Tail.digest(rows)))", "if (false)")
        .caughtBy("KeysetTest#refusesPagesThatGoInCirclesUnderFreshTokens");
    list.guard("empty pages in a row are counted")
        .prevents("following tokens that lead nowhere for ever")
        .in("LoopGuard")
        .off("if (++emptyPages == EMPTY_PAGES_IN_A_ROW)", "if (false)")
        .caughtBy("KeysetTest#refusesEmptyPagesWithoutEnd");
    list.guard("a pass begins again when its token has expired")
        .prevents("a sync that fails though the source could be read")
        .in("Scroll")
        .off("if (token.isEmpty() || !isExpired(e))", "if (true)")
        .caughtBy("KeysetTest#startsThePassAgainWhenATokenHasExpired");
    list.guard("a pass begins again three times at most without progress")
        .prevents("beginning again for ever")
        .in("Scroll")
        .off("if (fruitless > FRUITLESS_RESTARTS)", "if (false)")
        .caughtBy("KeysetTest#givesUpWhenEachTokenExpires");
    return list.guards();
  }
}
