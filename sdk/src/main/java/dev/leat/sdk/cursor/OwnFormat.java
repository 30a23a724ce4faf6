package dev.leat.sdk.cursor;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;

/** A form that an author's own functions read and write. */
final class OwnFormat extends CursorFormat {

  private final Function<String, Optional<Instant>> read;
  private final Function<Instant, String> write;
  private final Duration unit;
  private final Optional<ZoneId> zone;

  OwnFormat(
      String description,
      Function<String, Optional<Instant>> read,
      Function<Instant, String> write,
      Duration unit,
      Optional<ZoneId> zone) {
    super(description);
    this.read = read;
    this.write = write;
    this.unit = unit;
    this.zone = zone;
  }

  @Override
  public Duration unit(String like) {
    return unit;
  }

  @Override
  public Optional<ZoneId> zone() {
    return zone;
  }

  @Override
  Optional<Instant> parse(String text) {
    return read.apply(text);
  }

  @Override
  String format(Instant instant, String like) {
    return write.apply(instant);
  }

  @Override
  String format(Instant instant) {
    return write.apply(instant);
  }
}
