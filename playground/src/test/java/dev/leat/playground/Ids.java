package dev.leat.playground;

import java.util.List;
import java.util.stream.LongStream;

/** The ids of people, as lists. */
final class Ids {
  private Ids() {}

  /** Returns the ids from {@code first} to {@code last}, both inclusive; descending if they are. */
  static List<String> between(long first, long last) {
    long step = first <= last ? 1 : -1;
    return LongStream.rangeClosed(0, Math.abs(last - first))
        .mapToObj(index -> Long.toString(first + step * index))
        .toList();
  }

  static List<String> of(People people) {
    return people.stream().map(Person::id).toList();
  }
}
