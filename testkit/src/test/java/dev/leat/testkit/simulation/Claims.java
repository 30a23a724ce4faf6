package dev.leat.testkit.simulation;

import dev.leat.sdk.state.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Which versions of rows a cursor claims, by what it holds: those must be in the destination. */
final class Claims {

  private Claims() {}

  static Predicate<Version> nothing(Cursor cursor) {
    return version -> false;
  }

  static Optional<Long> stamp(Cursor cursor) {
    return cursor.text("cursor").map(Stamps.MILLIS::parse);
  }

  /** Rows at the position are read again. */
  static Predicate<Version> before(Cursor cursor) {
    return before(cursor, Stamps.MILLIS);
  }

  static Predicate<Version> before(Cursor cursor, Stamps stamps) {
    // Where the clock shows an hour twice, that hour is read again.
    long again = stamps == Stamps.LOCAL ? Duration.ofHours(1).toMillis() : 0;
    long position = cursor.text("cursor").map(stamps::parse).orElse(Long.MIN_VALUE + again) - again;
    return version -> version.isStamped() && version.stamp() < position;
  }

  static Predicate<Version> upToKey(Cursor cursor) {
    long position = stamp(cursor).orElse(Long.MIN_VALUE);
    int id =
        cursor.parts("key").stream()
            .map(part -> Integer.valueOf(part.text("part").orElseThrow()))
            .findFirst()
            .orElse(0);
    return version ->
        version.isStamped()
            && (version.stamp() < position || (version.stamp() == position && version.id() <= id));
  }

  /** A stamp stands for all of its unit: of a day that is half closed nothing is claimed. */
  static Predicate<Version> inWindows(Cursor cursor, Stamps stamps) {
    long unit = stamps == Stamps.DATES ? stamps.unit() : 1;
    Predicate<Version> any = version -> false;
    for (Cursor each : cursor.parts("closed")) {
      long from = Instant.parse(each.text("from").orElseThrow()).toEpochMilli();
      long to = Instant.parse(each.text("to").orElseThrow()).toEpochMilli();
      any = any.or(version -> version.stamp() >= from && version.stamp() + unit <= to);
    }
    return any;
  }

  static Predicate<Version> inRanges(Cursor cursor) {
    Predicate<Version> any = version -> false;
    for (Cursor each : cursor.parts("closed")) {
      long first = Long.parseLong(each.text("first").orElseThrow());
      long last = Long.parseLong(each.text("last").orElseThrow());
      any = any.or(version -> version.id() >= first && version.id() <= last);
    }
    return any;
  }
}
