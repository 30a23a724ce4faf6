package dev.leat.playground;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The fields of a body sent to the control endpoint, read by type. Not thread-safe. */
final class ControlFields {
  private final ObjectNode body;

  /**
   * Wraps a body.
   *
   * @throws Refusal if it has a field that is not {@code known}, so that a slip of spelling is told
   */
  ControlFields(ObjectNode body, Set<String> known) {
    this.body = body;
    for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw Refusal.badParameter(name, "one of " + new TreeSet<>(known), "an unknown field");
      }
    }
  }

  boolean has(String name) {
    return body.has(name);
  }

  Optional<String> text(String name) {
    return value(name)
        .map(
            value -> {
              if (!value.isTextual()) {
                throw Refusal.badParameter(name, "a text", value.toString());
              }
              return value.textValue();
            });
  }

  String requiredText(String name) {
    return text(name).orElseThrow(() -> Refusal.badParameter(name, "a text", "nothing"));
  }

  long number(String name, long otherwise) {
    return value(name)
        .map(
            value -> {
              if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw Refusal.badParameter(name, "a whole number", value.toString());
              }
              return value.longValue();
            })
        .orElse(otherwise);
  }

  int count(String name, int otherwise) {
    long number = number(name, otherwise);
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw Refusal.badParameter(name, "0 to " + Integer.MAX_VALUE, Long.toString(number));
    }
    return (int) number;
  }

  double fraction(String name) {
    JsonNode value =
        value(name).orElseThrow(() -> Refusal.badParameter(name, "a number", "nothing"));
    if (!value.isNumber()) {
      throw Refusal.badParameter(name, "a number", value.toString());
    }
    return value.doubleValue();
  }

  private Optional<JsonNode> value(String name) {
    return Optional.ofNullable(body.get(name));
  }
}
