package dev.leat.sdk.walk;

import java.util.List;

/**
 * After which row to go on.
 *
 * @param cursor the row's cursor, in the source's own form
 * @param key the row's tie breaker, column by column; empty if the table has none
 */
public record KeysetPosition(String cursor, List<String> key) {

  public KeysetPosition {
    key = List.copyOf(key);
  }
}
