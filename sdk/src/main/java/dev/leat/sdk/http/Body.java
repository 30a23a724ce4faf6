package dev.leat.sdk.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.sdk.internal.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a request carries: its text and what kind of text it is. A value.
 *
 * @param fields of a form, in order; empty for other kinds
 */
record Body(String contentType, String text, List<Parameter> fields) {

  static final String JSON = "application/json";
  static final String FORM = "application/x-www-form-urlencoded";

  static Body ofJson(String text) {
    return new Body(JSON, text, List.of());
  }

  static Body ofForm(List<Parameter> fields) {
    List<String> pairs = new ArrayList<>();
    fields.forEach(each -> pairs.add(encoded(each.name()) + "=" + encoded(each.value())));
    return new Body(FORM, String.join("&", pairs), List.copyOf(fields));
  }

  static Body ofText(String text, String contentType) {
    return new Body(contentType, text, List.of());
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The text of a value in a JSON body; empty if nothing stands there, or another body. */
  Optional<String> json(String pointer) {
    return isJson()
        ? Optional.of(tree().at(pointer)).filter(JsonNode::isValueNode).map(JsonNode::asText)
        : Optional.empty();
  }

  /** The first field of that name of a form; empty if there is none, or another body. */
  Optional<String> field(String name) {
    return Parameter.first(fields, name);
  }

  /** The same JSON with this value at that place. */
  Body with(String pointer, JsonNode value) {
    if (!isJson()) {
      throw new IllegalArgumentException(
          "The body is " + contentType + ": nothing can stand at " + pointer + " of it");
    }
    JsonNode root = tree();
    JsonPointer place = JsonPointer.compile(pointer);
    try {
      put(root, place, value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The body has no object or list to hold a value at " + pointer + ": " + root, e);
    }
    return ofJson(Json.text(root));
  }

  private static void put(JsonNode node, JsonPointer place, JsonNode value) {
    String step = place.getMatchingProperty();
    boolean last = place.tail().matches();
    if (node instanceof ObjectNode object) {
      if (last) {
        object.set(step, value);
      } else {
        JsonNode inner = object.get(step);
        put(inner == null ? object.putObject(step) : inner, place.tail(), value);
      }
    } else if (node instanceof ArrayNode list && place.getMatchingIndex() < list.size()) {
      int index = place.getMatchingIndex();
      if (index < 0) {
        throw new IllegalArgumentException(step + " is not a place in a list");
      }
      if (last) {
        list.set(index, value);
      } else {
        put(list.get(index), place.tail(), value);
      }
    } else {
      throw new IllegalArgumentException(step + " is not a place in " + node.getNodeType());
    }
  }

  private boolean isJson() {
    return contentType.equals(JSON);
  }

  JsonNode tree() {
    return Json.node(text);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** What kind it is and how large: it may hold secrets. */
  @Override
  public String toString() {
    return contentType + ", " + bytes().length + " bytes";
  }
}
