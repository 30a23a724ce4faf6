package dev.leat.sdk.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.sdk.internal.json.Json;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A {@link ConfigurationSpec} as JSON Schema, and back. */
final class ConfigurationSchema {

  private static final String IDENTITY = "x-leat-identity";

  private ConfigurationSchema() {}

  static String of(ConfigurationSpec spec) {
    ObjectNode schema = node(spec);
    try {
      return Json.DOCUMENTS.writerWithDefaultPrettyPrinter().writeValueAsString(schema);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Without our own keyword, at which a validator would wonder aloud. */
  static ObjectNode forValidation(ConfigurationSpec spec) {
    ObjectNode schema = node(spec);
    schema.get("properties").forEach(each -> ((ObjectNode) each).remove(IDENTITY));
    return schema;
  }

  private static ObjectNode node(ConfigurationSpec spec) {
    ObjectNode schema = Json.DOCUMENTS.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    var required = schema.putArray("required");
    for (Setting<?> setting : spec.settings()) {
      describe(setting, properties.putObject(setting.name()));
      if (setting.presence() == Setting.Presence.REQUIRED) {
        required.add(setting.name());
      }
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  private static void describe(Setting<?> setting, ObjectNode property) {
    SettingType<?> type = setting.type();
    switch (type.kind()) {
      case WHOLE_NUMBER -> {
        property.put("type", "integer");
        if (type.least() != Long.MIN_VALUE) {
          property.put("minimum", type.least());
        }
        if (type.most() != Long.MAX_VALUE) {
          property.put("maximum", type.most());
        }
      }
      case FLAG -> property.put("type", "boolean");
      case TEXT -> property.put("type", "string").put("minLength", 1);
      case URL -> property.put("type", "string").put("format", "uri");
      case DURATION -> property.put("type", "string").put("format", "duration");
      case INSTANT -> property.put("type", "string").put("format", "date-time");
      case CHOICE -> {
        property.put("type", "string");
        var words = property.putArray("enum");
        type.words().forEach(words::add);
      }
    }
    property.put("description", setting.description());
    setting.defaultValue().ifPresent(value -> property.set("default", json(value)));
    if (setting.role() == Setting.Role.SECRET) {
      property.put("writeOnly", true);
    }
    if (setting.role() == Setting.Role.IDENTITY) {
      property.put(IDENTITY, true);
    }
  }

  private static JsonNode json(Object value) {
    if (value instanceof Long number) {
      return Json.DOCUMENTS.getNodeFactory().numberNode(number);
    }
    if (value instanceof Boolean flag) {
      return Json.DOCUMENTS.getNodeFactory().booleanNode(flag);
    }
    return Json.DOCUMENTS.getNodeFactory().textNode(value.toString());
  }

  static ConfigurationSpec read(String text) {
    ObjectNode schema = Json.object(text);
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(each -> required.add(each.asText()));
    List<Setting<?>> settings = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      settings.add(setting(property.getKey(), property.getValue(), required));
    }
    return new ConfigurationSpec(settings);
  }

  private static Setting<?> setting(String name, JsonNode property, Set<String> required) {
    String description = property.path("description").asText(name);
    return switch (property.path("type").asText("string")) {
      case "integer" ->
          finish(
              Setting.wholeNumber(name, description)
                  .between(
                      property.path("minimum").asLong(Long.MIN_VALUE),
                      property.path("maximum").asLong(Long.MAX_VALUE)),
              property,
              required);
      case "boolean" -> finish(Setting.flag(name, description), property, required);
      case "string" -> textual(name, description, property, required);
      default ->
          throw new IllegalArgumentException(
              "Setting \""
                  + name
                  + "\" has type "
                  + property.path("type")
                  + ": use string, integer or boolean");
    };
  }

  private static Setting<?> textual(
      String name, String description, JsonNode property, Set<String> required) {
    if (property.path("writeOnly").asBoolean()) {
      return finish(Setting.secret(name, description), property, required);
    }
    if (property.has("enum")) {
      List<String> words = new ArrayList<>();
      property.get("enum").forEach(each -> words.add(each.asText()));
      return finish(
          Setting.choice(name, description, words.toArray(String[]::new)), property, required);
    }
    return switch (property.path("format").asText()) {
      case "uri" -> finish(Setting.url(name, description), property, required);
      case "duration" -> finish(Setting.duration(name, description), property, required);
      case "date-time" -> finish(Setting.instant(name, description), property, required);
      default -> finish(Setting.text(name, description), property, required);
    };
  }

  private static <T> Setting<T> finish(Setting<T> bare, JsonNode property, Set<String> required) {
    Setting<T> setting = property.path(IDENTITY).asBoolean() ? bare.identity() : bare;
    if (property.hasNonNull("default")) {
      String text = property.get("default").asText();
      return setting.defaultsTo(
          setting
              .type()
              .parse(text)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "Setting \""
                              + setting
                              + "\" has a default that is not "
                              + setting.type().expectation())));
    }
    return required.contains(setting.name()) ? setting : setting.optional();
  }
}
