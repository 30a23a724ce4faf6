package dev.leat.ablation;

import java.util.List;

/** What keeps records from getting lost between an answer and the row that is sent. */
final class RowGuards {

  private static final String JSON = "dev.leat.sdk.internal.json.";

  private RowGuards() {}

  static List<Guard> all() {
    GuardList list = new GuardList("Rows of an answer", "dev.leat.sdk.row");
    list.guard("a key that stands twice leads nowhere")
        .prevents("taking the second list, or the second token, for the only one")
        .in(JSON + "PageIndex")
        .off(
            "if (!scan.ambiguous().isEmpty() || !scan.crowded().isEmpty())",
            "if (!scan.crowded().isEmpty())")
        .caughtBy(
            "PageIndexTest#aKeyThatStandsTwiceLeadsNowhere",
            "dev.leat.sdk.row.RowsAtTest#whatIsNotAsMeantIsAnErrorThatShowsWhatIsThere");
    list.guard("what stands behind many keys is looked for")
        .prevents("taking rows for missing, or a token for the end")
        .in(JSON + "PageIndex")
        .off(
            "if (!scan.ambiguous().isEmpty() || !scan.crowded().isEmpty())",
            "if (!scan.ambiguous().isEmpty())")
        .caughtBy("PageIndexTest#findsWhatStandsBehindManyKeys");
    list.guard("a row whose fields are too many to note is looked through")
        .prevents("taking its key or its cursor for missing")
        .in(JSON + "Elements")
        .off("allNoted ? first : ~first;", "first;")
        .caughtBy("PageIndexTest#fieldsAreFoundInRowsBeyondThoseWhoseFieldsAreNoted");
    list.guard("of fields of one name the last counts, as in every reader of JSON")
        .prevents("following a cursor that the destination does not store")
        .in(JSON + "Elements")
        .off(
            "for (int i = endOfKeys(number) - 1; i >= first; i--) {",
            "for (int i = first; i < endOfKeys(number); i++) {")
        .caughtBy("PageIndexTest#theLastOfTwoFieldsOfOneNameCounts");
    list.guard("values of one key within a wildcard are not mixed up")
        .prevents("two rows of one key, of which nobody knows which counts")
        .in("RecordFinder")
        .off("if (!names.add(name))", "if (false)")
        .caughtBy("RowsAtTest#whatIsNotAsMeantIsAnErrorThatShowsWhatIsThere");
    list.guard("nothing where rows were meant is an error")
        .prevents("taking a wrong path, or an error in place of an answer, for an empty list")
        .in("RecordFinder")
        .off("if (at.absence() == RowsAt.Absence.ERROR)", "if (false)")
        .caughtBy("RowsAtTest#whatIsNotAsMeantIsAnErrorThatShowsWhatIsThere");
    list.guard("null in place of a list is told from an empty list")
        .prevents("closing a range, or ending a pass, on an answer that says nothing")
        .in("RecordFinder")
        .off("nulls > 0 ? Records.Place.NULL : Records.Place.LIST", "Records.Place.LIST")
        .caughtBy("RowsAtTest#nullIsToldFromAnEmptyListAndFromNothing");
    list.guard("a record that is not an object is given apart")
        .prevents("losing it without a word")
        .in("RecordFinder")
        .off(
            "odd.add(new Records.Odd(text,",
            "new ArrayList<Records.Odd>().add(new Records.Odd(text,")
        .caughtBy(
            "RowsAtTest#aRecordThatIsNotAnObjectIsGivenApartAndStopsNothing",
            "RowsAtTest#belowAWildcardOneOddValueStopsNothing",
            "RowMapTest#anOddListIsSetAsideAndItsParentIsSent");
    list.guard("a row of which two fields would get one name is set aside")
        .prevents("storing one of the two values")
        .in("RowInWork")
        .off(
            "name.ifPresent(each -> setAside(\"it would have two fields named \\\"\" + each +"
                + " \"\\\"\"));",
            "")
        .caughtBy("RowMapTest#aRowOfWhichAFieldWouldBeLostIsSetAside");
    list.guard("a flattened field never takes the name of another")
        .prevents("storing one of the two values")
        .in(JSON + "JsonEdit")
        .off("if (clashing.contains(name) && !seen.add(name))", "if (false)")
        .caughtBy("dev.leat.sdk.row.RowMapTest#aRowOfWhichAFieldWouldBeLostIsSetAside");
    return list.guards();
  }
}
