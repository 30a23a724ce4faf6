package dev.leat.declarative.compile;

import dev.leat.declarative.model.Expression;
import dev.leat.declarative.template.value.Literals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON documents with expressions in them. Stateless. */
final class Documents {

  private Documents() {}

  /** The document with a value at a place, which is made if it is not there. */
  static String with(String json, List<String> steps, Object value) {
    Map<String, Object> root = new LinkedHashMap<>(Values.object(json));
    Map<String, Object> at = root;
    for (String step : steps.subList(0, steps.size() - 1)) {
      Map<String, Object> inner = new LinkedHashMap<>();
      if (at.get(step) instanceof Map<?, ?> there) {
        there.forEach((name, each) -> inner.put((String) name, each));
      }
      at.put(step, inner);
      at = inner;
    }
    at.put(steps.get(steps.size() - 1), value);
    return Values.json(root);
  }

  /** What a document comes to that may be one expression, which then may give its text. */
  static Object whole(Object written, Map<String, Object> names, Settings settings) {
    Object value = evaluated(written, names, settings);
    if (!(value instanceof String text)) {
      return value;
    }
    Object literal = Literals.read(text);
    return literal == Literals.NONE ? Values.parse(text) : literal;
  }

  /** What the expressions of a document make of it. Fields that come to nothing are left out. */
  static Object evaluated(Object written, Map<String, Object> names, Settings settings) {
    if (written instanceof Expression expression) {
      Object value = expression.valueOrNull(names);
      settings.note(expression, Values.text(value));
      return "".equals(value) ? null : value;
    }
    if (written instanceof Map<?, ?> fields) {
      Map<String, Object> all = new LinkedHashMap<>();
      fields.forEach(
          (name, each) -> {
            Object value = evaluated(each, names, settings);
            if (value != null) {
              all.put(Values.text(((Expression) name).value(names)), value);
            }
          });
      return all;
    }
    if (written instanceof List<?> items) {
      List<Object> all = new ArrayList<>();
      items.forEach(each -> all.add(evaluated(each, names, settings)));
      return all;
    }
    return written;
  }
}
