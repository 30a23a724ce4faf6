package dev.leat.declarative.template.time;

import dev.leat.declarative.template.value.Callable;
import dev.leat.declarative.template.value.TemplateObject;

/** A time zone with a fixed distance from UTC. Immutable. */
public final class Zone extends TemplateObject {

  /** UTC, as the standard library names it. */
  public static final Zone UTC = new Zone(0, "UTC", "datetime.timezone.utc");

  /** UTC, as the macros give it. */
  public static final Zone NAMED_UTC = new Zone(0, "UTC", "<UTC>");

  private final int seconds;
  private final String name;
  private final String repr;

  private Zone(int seconds, String name, String repr) {
    this.seconds = seconds;
    this.name = name;
    this.repr = repr;
  }

  /** The zone that far east of UTC, in seconds. */
  public static Zone of(int seconds) {
    if (seconds == 0) {
      return UTC;
    }
    return new Zone(
        seconds,
        "UTC" + Strftime.offset(seconds, ":"),
        "datetime.timezone(" + Delta.ofSeconds(seconds).repr() + ")");
  }

  /** The distance from UTC in seconds, positive to the east. */
  public int seconds() {
    return seconds;
  }

  /** Whether it is the zone of the macros, which knows that it has no summer time. */
  boolean knowsSummerTime() {
    return repr.startsWith("<");
  }

  /** How formats print it. */
  public String name() {
    return name;
  }

  @Override
  public String typeName() {
    return "timezone";
  }

  @Override
  public String repr() {
    return repr;
  }

  @Override
  public String print() {
    return name;
  }

  @Override
  public Object attribute(String attribute) {
    return switch (attribute) {
      case "utcoffset" ->
          Callable.method(
              this,
              attribute,
              given -> {
                given.bind(1, "dt");
                return Delta.ofSeconds(seconds);
              });
      case "tzname" ->
          Callable.method(
              this,
              attribute,
              given -> {
                given.bind(1, "dt");
                return name;
              });
      default -> UNKNOWN;
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Zone zone && seconds == zone.seconds;
  }

  @Override
  public int hashCode() {
    return seconds;
  }
}
