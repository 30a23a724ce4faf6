package dev.leat.sdk.contract;

import dev.leat.sdk.Operation;
import dev.leat.sdk.schema.TableName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a host says of records that were set aside, if its platform has no place to keep them: the
 * first ones with their text, and at the end how many there were. Used by one thread.
 */
public final class SetAsideNotes {

  /** How many records of a table are shown. */
  public static final int MOST = 20;

  private static final int LONGEST = 1_000;

  private final Map<TableName, Long> counts = new LinkedHashMap<>();

  /**
   * Counts a record.
   *
   * @return a text for people, not yet masked; empty if enough of this table were shown
   */
  public Optional<String> note(Operation.SetAside aside) {
    long count = counts.merge(aside.table(), 1L, Long::sum);
    if (count > MOST) {
      return Optional.empty();
    }
    String record = aside.record();
    String shown = record.length() <= LONGEST ? record : record.substring(0, LONGEST) + "...";
    return Optional.of(
        "A record of table \""
            + aside.table()
            + "\" cannot be a row and is left out: "
            + aside.reason()
            + ". It is "
            + shown);
  }

  /** The end of the sync: how many there were of each table; empty if there were none. */
  public Optional<String> summary() {
    if (counts.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder("Left out because they cannot be rows:");
    String separator = " ";
    for (Map.Entry<TableName, Long> each : counts.entrySet()) {
      text.append(separator).append(each.getValue());
      text.append(each.getValue() == 1 ? " record" : " records");
      text.append(" of table \"").append(each.getKey()).append('"');
      separator = ", ";
    }
    return Optional.of(text.append(". Ask the owner of the source to correct them").toString());
  }
}
