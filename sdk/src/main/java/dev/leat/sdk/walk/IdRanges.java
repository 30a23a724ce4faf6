package dev.leat.sdk.walk;

import dev.leat.sdk.state.Cursor;
import java.util.ArrayList;
import java.util.List;

/**
 * The ranges of ids that are closed: apart from each other and ascending. Immutable.
 *
 * @param list not touching each other
 */
record IdRanges(List<IdRange> list) {

  private static final String FIRST = "first";
  private static final String LAST = "last";

  IdRanges {
    list = List.copyOf(list);
  }

  static IdRanges of(List<Cursor> stored) {
    IdRanges all = new IdRanges(List.of());
    for (Cursor each : stored) {
      all =
          all.with(
              new IdRange(
                  Long.parseLong(each.text(FIRST).orElseThrow()),
                  Long.parseLong(each.text(LAST).orElseThrow())));
    }
    return all;
  }

  List<Cursor> stored() {
    return list.stream()
        .map(
            each ->
                Cursor.of(FIRST, Long.toString(each.first()))
                    .with(LAST, Long.toString(each.last())))
        .toList();
  }

  /** These and one more; merged where they touch. */
  IdRanges with(IdRange more) {
    List<IdRange> before = new ArrayList<>();
    List<IdRange> after = new ArrayList<>();
    long first = more.first();
    long last = more.last();
    for (IdRange each : list) {
      if (each.last() < first && first - 1 > each.last()) {
        before.add(each);
      } else if (each.first() > last && each.first() - 1 > last) {
        after.add(each);
      } else {
        first = Math.min(first, each.first());
        last = Math.max(last, each.last());
      }
    }
    before.add(new IdRange(first, last));
    before.addAll(after);
    return new IdRanges(before);
  }

  /** The first id at or after {@code from} that is not closed. */
  long firstOpen(long from) {
    for (IdRange each : list) {
      if (each.first() <= from && from <= each.last()) {
        return each.last() == Long.MAX_VALUE ? Long.MAX_VALUE : each.last() + 1;
      }
    }
    return from;
  }

  /** The last id before the next closed range after {@code id}, or {@code most}. */
  long lastOpen(long id, long most) {
    for (IdRange each : list) {
      if (each.first() > id) {
        return Math.min(most, each.first() - 1);
      }
    }
    return most;
  }
}
