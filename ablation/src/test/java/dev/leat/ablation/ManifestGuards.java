package dev.leat.ablation;

import java.util.List;

/** What keeps a manifest from losing rows that its author did not think of. */
final class ManifestGuards {

  private ManifestGuards() {}

  static List<Guard> all() {
    GuardList list =
        new GuardList("Manifests", "dev.leat.declarative.compile", "dev.leat.declarative.scenario");
    list.guard("an answer that is ignored ends a stream on its first page only")
        .prevents("losing the pages after one that failed")
        .in("Turns")
        .off("if (page.answer().skipped().isPresent() && page.pagesBefore() > 0)", "if (false)")
        .caughtBy("NoLossTest#anAnswerThatIsIgnoredAfterTheFirstPageIsAnError");
    list.guard("nothing where rows were meant is said")
        .prevents("taking a wrong path for an empty list without a word")
        .in("dev.leat.sdk.walk.Sync")
        .off(
            "if (records.place() == Records.Place.NOTHING && setAside.add(facts.rowsAt.pointer()))",
            "if (false)")
        .caughtBy("dev.leat.declarative.scenario.NoLossTest#aPlaceOfRowsThatIsNotThereIsSaid");
    list.guard("what tells parts apart is theirs and their parents'")
        .prevents("going on with the position of another part")
        .in("PartListing")
        .off("part.put(\"parent_slice\", parent);", "")
        .caughtBy("NoLossTest#partsOfOneNameUnderDifferentParentsAreReadApart");
    return list.guards();
  }
}
