package dev.leat.declarative.compile;

import dev.leat.declarative.template.value.AttributedMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is read at a time: a part, and a window of it. Immutable.
 *
 * @param part the values that name the part
 * @param window the values that name the window
 * @param extra further values of the part's parent, by their paths
 */
record Slice(Map<String, Object> part, Map<String, Object> window, Map<String, Object> extra) {

  /** All there is. */
  static final Slice WHOLE = new Slice(Map.of(), Map.of(), Map.of());

  Slice with(Map<String, Object> otherWindow) {
    return new Slice(part, otherWindow, extra);
  }

  /** Both: the values of this, and those of the other, which win. */
  Slice and(Slice other) {
    return new Slice(
        joined(part, other.part), joined(window, other.window), joined(extra, other.extra));
  }

  private static Map<String, Object> joined(Map<String, Object> one, Map<String, Object> other) {
    Map<String, Object> all = new LinkedHashMap<>(one);
    all.putAll(other);
    return all;
  }

  /** The names under which expressions know it. */
  Map<String, Object> names() {
    AttributedMap value =
        new AttributedMap(
            "StreamSlice",
            joined(part, window),
            Map.of(
                "partition", part,
                "_partition", part,
                "cursor_slice", window,
                "extra_fields", extra));
    Map<String, Object> names = new LinkedHashMap<>(extra);
    names.put("stream_slice", value);
    names.put("stream_interval", value);
    names.put("stream_partition", value);
    return names;
  }
}
