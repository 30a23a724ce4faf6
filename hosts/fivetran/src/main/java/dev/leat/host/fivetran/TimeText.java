package dev.leat.host.fivetran;

import com.google.protobuf.Timestamp;
import dev.leat.sdk.internal.time.IsoText;
import dev.leat.sdk.internal.time.IsoText.Form;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads dates and times in ISO 8601 text, as every part of Leat does, as Fivetran's timestamps, to
 * the nanosecond. A date is its midnight, a time of day lies on the first of January 1970, and what
 * has no zone counts as UTC. Fivetran has the years 1 to 9999.
 */
final class TimeText {

  private static final long FIRST_SECOND = -62_135_596_800L;
  private static final long LAST_SECOND = 253_402_300_799L;

  private TimeText() {}

  /** A day without a zone; empty if the text is none. */
  static Optional<Timestamp> date(String text) {
    return read(text, Form.DATE);
  }

  /** A time of day without a zone; empty if the text is none. */
  static Optional<Timestamp> time(String text) {
    return read("1970-01-01T" + text, Form.DATETIME);
  }

  /** A day and time without a zone; empty if the text is none. */
  static Optional<Timestamp> dateTime(String text) {
    return read(text, Form.DATETIME);
  }

  /** An instant; empty if the text is none, or does not say where it holds. */
  static Optional<Timestamp> instant(String text) {
    return read(text, Form.INSTANT);
  }

  private static Optional<Timestamp> read(String text, Form form) {
    IsoText iso = new IsoText();
    if (iso.read(text) != form) {
      return Optional.empty();
    }
    Instant at = iso.instant();
    boolean isInRange = at.getEpochSecond() >= FIRST_SECOND && at.getEpochSecond() <= LAST_SECOND;
    return isInRange
        ? Optional.of(
            Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()).build())
        : Optional.empty();
  }
}
