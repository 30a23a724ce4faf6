package dev.leat.cli.verify;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Who is killed, and where. Immutable.
 *
 * @param victim who
 * @param moment where
 * @param number which of these moments, at least 1
 */
public record KillPoint(Victim victim, Moment moment, long number) {

  /** Who is killed by {@code kill -9}. */
  public enum Victim {
    /** The connector's process; the sync sees its output end. */
    CONNECTOR,
    /** The process of the sync; the connector's process finds nobody to write to. */
    HOST,
    /** Both at once. A connector that runs within the sync always dies with it. */
    BOTH;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** As a user writes it: {@code both:before-message:17}. */
  public String text() {
    return victim.text() + ":" + moment.text() + ":" + number;
  }

  /**
   * Reads what {@link #text} gives.
   *
   * @throws IllegalArgumentException if it is something else; the message says what is possible
   */
  public static KillPoint parse(String text) {
    String[] parts = text.split(":", -1);
    for (Victim victim : Victim.values()) {
      for (Moment moment : Moment.values()) {
        if (parts.length == 3
            && parts[0].equals(victim.text())
            && parts[1].equals(moment.text())
            && parts[2].matches("[1-9]\\d{0,17}")) {
          return new KillPoint(victim, moment, Long.parseLong(parts[2]));
        }
      }
    }
    throw new IllegalArgumentException(
        "\""
            + text
            + "\" is no kill point: write VICTIM:MOMENT:NUMBER, for example"
            + " both:before-message:17. Victims: "
            + Arrays.stream(Victim.values()).map(Victim::text).collect(Collectors.joining(", "))
            + ". Moments: "
            + Arrays.stream(Moment.values()).map(Moment::text).collect(Collectors.joining(", ")));
  }
}
