package dev.leat.declarative.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The stored scenarios, and what the original did in each. */
final class Scenarios {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private Scenarios() {}

  /** Each scenario by its name. */
  static Map<String, JsonNode> all() {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Scenarios.class.getResourceAsStream("/scenarios/scenarios.jsonl"),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode scenario = read(line);
        all.put(scenario.get("id").asText(), scenario);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static ArrayNode array(Collection<? extends JsonNode> items) {
    ArrayNode array = JSON.createArrayNode();
    items.forEach(array::add);
    return array;
  }

  static JsonNode textNode(String text) {
    return text == null ? JSON.nullNode() : JSON.getNodeFactory().textNode(text);
  }

  static String text(JsonNode node, String field) {
    return node.path(field).asText(node.path("path").asText());
  }

  /** The same text for the same value, whatever the order of its fields; numbers by their value. */
  static String canonical(JsonNode node) {
    try {
      return JSON.writeValueAsString(JSON.treeToValue(even(node), Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonNode even(JsonNode node) {
    if (node.isObject()) {
      ObjectNode even = object();
      node.properties().forEach(each -> even.set(each.getKey(), even(each.getValue())));
      return even;
    }
    if (node.isArray()) {
      List<JsonNode> even = new ArrayList<>();
      node.forEach(each -> even.add(even(each)));
      return array(even);
    }
    return node.isNumber()
            && Double.isFinite(node.doubleValue())
            && node.doubleValue() == Math.rint(node.doubleValue())
        ? JSON.getNodeFactory().numberNode(node.decimalValue().toBigInteger())
        : node;
  }

  /** A row as it can be compared: the original leaves out fields at the top that are null. */
  static String row(JsonNode row) {
    ObjectNode without = object();
    row.properties()
        .forEach(
            each -> {
              if (!each.getValue().isNull()) {
                without.set(each.getKey(), each.getValue());
              }
            });
    return canonical(without);
  }

  /** A request as it can be compared: the order of parameters says nothing. */
  static String question(
      String method, String path, List<String> query, Map<String, String> headers, JsonNode body) {
    Map<String, String> said = new TreeMap<>(headers);
    said.remove("content-type");
    return method
        + " "
        + path
        + " "
        + query.stream().sorted().toList()
        + " "
        + said
        + " "
        + (body.isNull() ? "" : canonical(body));
  }

  /** A request of the original. */
  static String question(JsonNode asked) {
    List<String> query = new ArrayList<>();
    asked
        .path("query")
        .forEach(pair -> query.add(pair.get(0).asText() + "=" + pair.get(1).asText()));
    Map<String, String> headers = new TreeMap<>();
    asked
        .path("headers")
        .properties()
        .forEach(
            each -> headers.put(each.getKey().toLowerCase(Locale.ROOT), each.getValue().asText()));
    JsonNode body = asked.has("body") ? asked.get("body") : textNode(null);
    return question(
        asked.path("method").asText(), asked.path("path").asText(), query, headers, body);
  }
}
