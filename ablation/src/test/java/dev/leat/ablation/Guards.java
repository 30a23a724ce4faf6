package dev.leat.ablation;

import java.util.List;
import java.util.stream.Stream;

/** Every guard there is. */
final class Guards {

  private Guards() {}

  /** All guards, group by group. */
  static List<Guard> all() {
    return Stream.of(KeysetGuards.all()).flatMap(List::stream).toList();
  }
}
