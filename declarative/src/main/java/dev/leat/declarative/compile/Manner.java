package dev.leat.declarative.compile;

import dev.leat.declarative.model.Expression;
import dev.leat.declarative.model.Increment;
import dev.leat.declarative.model.Stream;
import java.util.List;

/** In which manner a stream is read. */
enum Manner {
  /** All of it, each time. */
  EVERYTHING,
  /** What has come since a value, which the source is asked for. */
  SINCE,
  /** All of it, of which what is known is left out here. */
  FILTERED_HERE,
  /** Window by window. */
  WINDOWS;

  static Manner of(Stream stream, Settings settings) {
    if (stream.increment() instanceof Increment.Time time) {
      return byTime(stream, time, new Times(time, settings));
    }
    if (stream.increment() instanceof Increment.Count count) {
      boolean asks =
          Expressions.of(stream.call()).stream()
              .map(Expression::text)
              .anyMatch(text -> text.contains("stream_interval") || text.contains("stream_slice"));
      return count.from().isPresent() || asks ? SINCE : FILTERED_HERE;
    }
    return EVERYTHING;
  }

  private static Manner byTime(Stream stream, Increment.Time time, Times times) {
    List<Expression> asking = Expressions.of(stream.call());
    boolean saysEnd =
        time.until().isPresent()
            || time.step().isPresent()
            || asking.stream().anyMatch(times::asksForEnd)
            || Expressions.of(stream.steps()).stream().anyMatch(times::isAskedBy);
    if (saysEnd && !time.feed()) {
      return WINDOWS;
    }
    if (!time.feed() && (time.from().isPresent() || asking.stream().anyMatch(times::isAskedBy))) {
      return SINCE;
    }
    // Without a key, a row that comes again could not be told from a new one.
    return time.feed() || time.filterHere() || stream.key().isEmpty() ? FILTERED_HERE : EVERYTHING;
  }
}
