package dev.leat.declarative.airbyte;

import dev.leat.declarative.model.Increment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads by what rows are known to be new. Stateless. */
final class IncrementReader {

  private IncrementReader() {}

  static Increment of(Component stream) {
    Optional<Component> cursor = stream.child("incremental_sync");
    if (cursor.isEmpty()) {
      return new Increment.None();
    }
    return cursor.get().type().equals("IncrementingCountCursor")
        ? count(cursor.get())
        : time(cursor.get());
  }

  private static Increment count(Component cursor) {
    return new Increment.Count(
        cursor.expression("cursor_field"),
        cursor.find("start_value"),
        cursor.child("start_value_option").map(CallReader::placement));
  }

  private static Increment time(Component cursor) {
    String format = cursor.node().text("datetime_format");
    List<String> formats = new ArrayList<>(cursor.texts("cursor_datetime_formats"));
    if (!formats.contains(format)) {
      formats.add(format);
    }
    if (cursor.has("step") != cursor.has("cursor_granularity")) {
      cursor.problem(
          cursor.has("step") ? "step" : "cursor_granularity",
          "step and cursor_granularity need each other: give both or none");
    }
    Optional<Component> clamping = cursor.child("clamping");
    return new Increment.Time(
        cursor.expression("cursor_field"),
        formats,
        format,
        bound(cursor, "start_datetime").orElseThrow(),
        bound(cursor, "end_datetime"),
        cursor.find("step"),
        cursor.find("cursor_granularity"),
        cursor.find("lookback_window"),
        cursor.child("start_time_option").map(CallReader::placement),
        cursor.child("end_time_option").map(CallReader::placement),
        or(cursor, "partition_field_start", "start_time"),
        or(cursor, "partition_field_end", "end_time"),
        cursor.flag("is_data_feed"),
        cursor.flag("is_client_side_incremental"),
        clamping.flatMap(each -> each.find("target")),
        clamping
            .flatMap(each -> each.child("target_details"))
            .flatMap(each -> each.find("weekday")));
  }

  private static String or(Component cursor, String field, String usual) {
    return cursor.has(field) ? cursor.node().text(field) : usual;
  }

  private static Optional<Increment.Bound> bound(Component cursor, String field) {
    Optional<Component> written = cursor.child(field);
    if (written.isEmpty()) {
      return cursor
          .find(field)
          .map(at -> new Increment.Bound(at, Optional.empty(), Optional.empty(), Optional.empty()));
    }
    Component bound = written.get();
    return Optional.of(
        new Increment.Bound(
            bound.expression("datetime"),
            bound.find("min_datetime"),
            bound.find("max_datetime"),
            Optional.of(bound.node().text("datetime_format")).filter(each -> !each.isEmpty())));
  }
}
