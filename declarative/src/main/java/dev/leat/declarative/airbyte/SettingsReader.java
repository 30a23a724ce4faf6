package dev.leat.declarative.airbyte;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leat.declarative.document.Node;
import dev.leat.sdk.config.ConfigurationSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the user sets. For one manifest. */
final class SettingsReader {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Component spec;

  SettingsReader(Component spec) {
    this.spec = spec;
  }

  ConfigurationSpec read() {
    Optional<Component> rules = spec.child("config_normalization_rules");
    for (String each : List.of("config_migrations", "transformations", "validations")) {
      if (rules.isPresent() && rules.get().has(each) && rules.get().node().value(each).isTruthy()) {
        rules.get().problem(each, "changes to settings are not supported: " + each);
      }
    }
    Node schema = spec.node().value("connection_specification");
    Map<String, Object> settings =
        schema instanceof Node.Mapping mapping ? object(mapping) : Map.of("type", "object");
    try {
      return ConfigurationSpec.fromJsonSchema(JSON.writeValueAsString(settings));
    } catch (IllegalArgumentException e) {
      spec.problem("connection_specification", String.valueOf(e.getMessage()));
      return ConfigurationSpec.of();
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Map<String, Object> object(Node.Mapping schema) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<Object> required = new ArrayList<>();
    if (schema.value("properties") instanceof Node.Mapping fields) {
      fields
          .fields()
          .forEach(
              (name, field) -> {
                if (field.value() instanceof Node.Mapping property) {
                  properties.put(name, property(property));
                }
              });
    }
    if (schema.value("required") instanceof Node.Sequence names) {
      names.items().forEach(each -> required.add(each.plain()));
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", "object");
    object.put("properties", properties);
    object.put("required", required);
    return object;
  }

  private Map<String, Object> property(Node.Mapping schema) {
    Map<String, Object> property = new LinkedHashMap<>(shape(schema));
    String said = schema.text("description");
    String title = schema.text("title");
    if (!said.isBlank() || !title.isBlank()) {
      property.put("description", said.isBlank() ? title : said);
    }
    boolean hasFields = property.containsKey("oneOf") || property.containsKey("properties");
    if (schema.value("airbyte_secret") instanceof Node.Scalar secret && !hasFields) {
      property.put("writeOnly", Boolean.TRUE.equals(secret.value()));
    }
    Node usual = schema.value("default");
    if (usual != null && usual.plain() != null && !"".equals(usual.plain()) && !hasFields) {
      property.put("default", usual.plain());
    }
    return property;
  }

  private Map<String, Object> shape(Node.Mapping schema) {
    Node.Sequence alternatives =
        schema.value("oneOf") instanceof Node.Sequence one
            ? one
            : schema.value("anyOf") instanceof Node.Sequence any ? any : null;
    if (alternatives != null) {
      return alternatives(SourceReader.mappings(alternatives));
    }
    String type = type(schema);
    if (type.equals("object")) {
      // Of an object whose settings are not named, any text that is JSON is taken.
      return schema.value("properties") instanceof Node.Mapping fields && !fields.fields().isEmpty()
          ? object(schema)
          : Map.of("type", "string");
    }
    if (type.equals("array")) {
      return Map.of(
          "type",
          "array",
          "items",
          schema.value("items") instanceof Node.Mapping items
              ? shape(items)
              : Map.of("type", "string"));
    }
    if (type.equals("string") && schema.value("enum") instanceof Node.Sequence words) {
      return Map.of(
          "type", "string", "enum", words.items().stream().map(Node::plain).distinct().toList());
    }
    if (type.equals("string") && schema.value("const") instanceof Node.Scalar word) {
      Object value = word.value();
      return Map.of("type", "string", "enum", List.of(value), "default", value);
    }
    Map<String, Object> scalar = new LinkedHashMap<>();
    scalar.put("type", type);
    if (type.equals("integer")) {
      for (String limit : List.of("minimum", "maximum")) {
        if (schema.value(limit) instanceof Node.Scalar number) {
          scalar.put(limit, number.value());
        }
      }
    }
    return scalar;
  }

  private static String type(Node.Mapping schema) {
    if (schema.value("type") instanceof Node.Sequence several) {
      return several.items().stream()
          .map(each -> String.valueOf(each.plain()))
          .filter(each -> !each.equals("null"))
          .findFirst()
          .orElse("string");
    }
    String type = schema.text("type");
    return type.isEmpty() ? (schema.has("properties") ? "object" : "string") : type;
  }

  /** Told apart by a constant, if all have one; else all their settings, none of them required. */
  private Map<String, Object> alternatives(List<Node.Mapping> all) {
    Optional<String> word = discriminator(all);
    if (word.isEmpty()) {
      Map<String, Object> merged = new LinkedHashMap<>();
      for (Node.Mapping each : all) {
        merged.putAll(properties(object(each)));
      }
      return merged.isEmpty()
          ? (all.isEmpty() ? Map.of("type", "string") : shape(all.get(0)))
          : Map.of("type", "object", "properties", merged, "required", List.of());
    }
    List<Object> groups = new ArrayList<>();
    for (Node.Mapping each : all) {
      Map<String, Object> group = new LinkedHashMap<>(object(each));
      Map<String, Object> properties = new LinkedHashMap<>(properties(group));
      String constant = constant(each, word.get());
      properties.put(word.get(), Map.of("type", "string", "const", constant));
      group.put("properties", properties);
      group.put("title", each.text("title").isBlank() ? constant : each.text("title"));
      groups.add(group);
    }
    return Map.of("type", "object", "oneOf", groups);
  }

  private static Map<String, Object> properties(Map<String, Object> object) {
    Map<String, Object> properties = new LinkedHashMap<>();
    ((Map<?, ?>) object.get("properties"))
        .forEach((name, value) -> properties.put((String) name, value));
    return properties;
  }

  private static Optional<String> discriminator(List<Node.Mapping> all) {
    if (all.isEmpty() || !(all.get(0).value("properties") instanceof Node.Mapping first)) {
      return Optional.empty();
    }
    return first.fields().keySet().stream()
        .filter(name -> all.stream().allMatch(each -> !constant(each, name).isEmpty()))
        .findFirst();
  }

  /** The one value of a property; empty if it may have several. */
  private static String constant(Node.Mapping schema, String name) {
    if (!(schema.value("properties") instanceof Node.Mapping properties)
        || !(properties.value(name) instanceof Node.Mapping property)) {
      return "";
    }
    if (property.value("const") instanceof Node.Scalar scalar) {
      return String.valueOf(scalar.value());
    }
    return property.value("enum") instanceof Node.Sequence words && words.items().size() == 1
        ? String.valueOf(words.items().get(0).plain())
        : "";
  }
}
