package dev.leat.sdk.row;

import java.util.List;

/**
 * What stands where the rows of an answer are. Immutable.
 *
 * @param rows in the order of the answer; empty if there are none
 * @param odd the records that are not rows, in the order of the answer
 * @param place what there was, so that a missing list can be told from an empty one
 */
public record Records(List<JsonRow> rows, List<Odd> odd, Place place) {

  /** What was found at the place of the rows. */
  public enum Place {
    /** At least one list, or object; it may have been empty. */
    LIST,
    /** Null, and no list. */
    NULL,
    /** Nothing at all, and the author has said that this counts as an empty list. */
    NOTHING
  }

  /**
   * A record that cannot be a row.
   *
   * @param text its JSON, as the source has spelled it
   * @param reason what it is and where, without its text
   */
  public record Odd(String text, String reason) {}

  public Records {
    rows = List.copyOf(rows);
    odd = List.copyOf(odd);
  }
}
