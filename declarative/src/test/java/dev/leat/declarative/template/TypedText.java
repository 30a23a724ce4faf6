package dev.leat.declarative.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.leat.declarative.template.value.Bytes;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A value with its type, in the form in which the goldens hold it. */
final class TypedText {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private TypedText() {}

  static JsonNode of(Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    if (value instanceof Boolean truth) {
      return NODES.booleanNode(truth);
    }
    if (value instanceof Double) {
      return tagged("f", Printer.repr(value));
    }
    if (value instanceof Number) {
      return tagged("i", value.toString());
    }
    if (value instanceof String text) {
      return tagged("s", text);
    }
    if (value instanceof List<?> list) {
      return tagged("l", list);
    }
    if (value instanceof Tuple tuple) {
      return tagged("t", tuple.items());
    }
    if (value instanceof Bytes) {
      return tagged("b", Printer.repr(value));
    }
    if (value instanceof Map<?, ?> map) {
      ArrayNode pairs = NODES.arrayNode();
      map.forEach((key, each) -> pairs.add(NODES.arrayNode().add(of(key)).add(of(each))));
      return NODES.arrayNode().add("d").add(pairs);
    }
    if (value instanceof Set<?> set) {
      List<JsonNode> items = new ArrayList<>(set.stream().map(TypedText::of).toList());
      items.sort(Comparator.comparing(TypedText::asPython));
      ArrayNode all = NODES.arrayNode();
      items.forEach(all::add);
      return NODES.arrayNode().add("set").add(all);
    }
    return tagged("x", Printer.repr(value));
  }

  private static String asPython(JsonNode node) {
    return node.toString().replace("\"", "'").replace(",", ", ");
  }

  private static JsonNode tagged(String tag, String content) {
    return NODES.arrayNode().add(tag).add(content);
  }

  private static JsonNode tagged(String tag, List<?> items) {
    ArrayNode all = NODES.arrayNode();
    items.forEach(each -> all.add(of(each)));
    return NODES.arrayNode().add(tag).add(all);
  }
}
