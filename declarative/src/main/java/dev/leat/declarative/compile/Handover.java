package dev.leat.declarative.compile;

import dev.leat.declarative.model.Increment;
import dev.leat.declarative.model.Stream;
import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.walk.CursorWalk;
import dev.leat.sdk.walk.Partition;
import dev.leat.sdk.walk.Partitions;
import dev.leat.sdk.walk.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads positions that another program kept of a stream: a value of its cursor, stretches of time
 * that were read, or one of these for each part.
 */
final class Handover {

  private final Stream stream;
  private final Settings settings;

  Handover(Stream stream, Settings settings) {
    this.stream = stream;
    this.settings = settings;
  }

  /** The position in our own form; empty if nothing can be made of it. */
  Optional<Cursor> of(Map<String, Object> position) {
    if (Manner.of(stream, settings) == Manner.EVERYTHING) {
      return Optional.of(Cursor.empty());
    }
    return stream.parts().isEmpty() ? ofSlice(position) : ofParts(position);
  }

  /** What is known of all parts together says nothing of one that is new: that is not used. */
  private Optional<Cursor> ofParts(Map<String, Object> position) {
    if (!(position.get("states") instanceof List<?> states) || states.isEmpty()) {
      return Optional.empty();
    }
    Map<Partition, Cursor> cursors = new LinkedHashMap<>();
    for (Object each : states) {
      if (each instanceof Map<?, ?> state
          && state.get("partition") instanceof Map<?, ?> part
          && state.get("cursor") instanceof Map<?, ?> cursor) {
        Optional<Cursor> taken = ofSlice(strings(cursor));
        Optional<Partition> partition = PartListing.named(strings(part));
        if (taken.isPresent() && partition.isPresent()) {
          cursors.put(partition.get(), taken.get());
        }
      }
    }
    return cursors.isEmpty() ? Optional.empty() : Optional.of(Partitions.cursorOf(cursors));
  }

  private static Map<String, Object> strings(Map<?, ?> map) {
    Map<String, Object> all = new LinkedHashMap<>();
    map.forEach((name, value) -> all.put(String.valueOf(name), value));
    return all;
  }

  private Optional<Cursor> ofSlice(Map<String, Object> position) {
    if (stream.increment() instanceof Increment.Count count) {
      return text(position, settings.text(count.field()))
          .filter(number -> number.matches("-?\\d{1,30}"))
          .map(
              number ->
                  CursorWalk.readUpTo(
                      CursorField.wholeNumber(settings.text(count.field())).parse(number)));
    }
    Times times = new Times((Increment.Time) stream.increment(), settings);
    Map<Instant, Instant> stretches = new LinkedHashMap<>();
    if (position.get("slices") instanceof List<?> slices) {
      slices.forEach(each -> addStretch(each, times, stretches));
    } else {
      text(position, times.field().field())
          .flatMap(times::read)
          .filter(times.start()::isBefore)
          .ifPresent(read -> stretches.put(times.start(), read));
    }
    if (stretches.isEmpty()) {
      return Optional.empty();
    }
    return Manner.of(stream, settings) == Manner.WINDOWS
        ? Optional.of(Timestamp.windowsRead(stretches))
        : Optional.of(CursorWalk.readUpTo(times.field().parse(first(times, stretches))));
  }

  /** The last instant before which nothing is missing. */
  private static String first(Times times, Map<Instant, Instant> stretches) {
    Instant least = stretches.keySet().stream().min(Instant::compareTo).orElseThrow();
    return times.written(stretches.get(least));
  }

  private static void addStretch(Object slice, Times times, Map<Instant, Instant> stretches) {
    if (slice instanceof Map<?, ?> map) {
      Optional<Instant> from = text(map, "start").flatMap(times::read);
      Optional<Instant> to = text(map, "end").flatMap(times::read);
      if (from.isPresent() && to.isPresent()) {
        Instant end = to.get().plus(times.granularity().orElse(Duration.ZERO));
        stretches.merge(from.get(), end, (one, other) -> one.isAfter(other) ? one : other);
      }
    }
  }

  private static Optional<String> text(Map<?, ?> map, String name) {
    return Optional.ofNullable(map.get(name)).map(Values::text);
  }
}
