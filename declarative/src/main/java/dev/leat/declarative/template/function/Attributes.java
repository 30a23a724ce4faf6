package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.Undefined;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Reaching into items by {@code attribute='a.b.0'}. */
final class Attributes {

  private Attributes() {}

  /** Reads one path; what is missing becomes {@code otherwise} unless that is null. */
  static Function<Object, Object> getter(
      Object attribute, Object otherwise, boolean ignoreCase, Arguments given) {
    List<Object> parts = parts(attribute);
    return item -> {
      Object value = item;
      for (Object part : parts) {
        value = given.surroundings().item(value, part);
        if (otherwise != null && value instanceof Undefined) {
          value = otherwise;
        }
      }
      return ignoreCase ? lower(value) : value;
    };
  }

  /** Reads several paths with commas between them, as a list. */
  static Function<Object, Object> getters(Object attribute, boolean ignoreCase, Arguments given) {
    List<Function<Object, Object>> getters = new ArrayList<>();
    String text = Text.of(attribute);
    if (text == null) {
      getters.add(getter(attribute, null, ignoreCase, given));
    } else {
      for (String each : text.split(",", -1)) {
        getters.add(getter(each, null, ignoreCase, given));
      }
    }
    return item -> {
      List<Object> values = new ArrayList<>(getters.size());
      getters.forEach(each -> values.add(each.apply(item)));
      return values;
    };
  }

  private static Object lower(Object value) {
    String text = Text.of(value);
    return text == null ? value : text.toLowerCase(Locale.ROOT);
  }

  private static List<Object> parts(Object attribute) {
    List<Object> parts = new ArrayList<>();
    String text = Text.of(attribute);
    if (text == null) {
      if (attribute != null) {
        parts.add(attribute);
      }
      return parts;
    }
    for (String each : text.split("\\.", -1)) {
      boolean number = TextKinds.holds("isdigit", each);
      Object position = number ? Numbers.parseWhole(each, 10) : null;
      parts.add(position == null ? each : position);
    }
    return parts;
  }
}
