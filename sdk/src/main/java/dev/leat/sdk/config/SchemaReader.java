package dev.leat.sdk.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.sdk.internal.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A JSON Schema of the form of {@link ConfigurationSchema}, as what it stands for. */
final class SchemaReader {

  private SchemaReader() {}

  static ConfigurationSpec read(String text) {
    return spec(Json.object(text), Set.of());
  }

  private static ConfigurationSpec spec(JsonNode schema, Set<String> without) {
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(each -> required.add(each.asText()));
    List<Setting<?>> settings = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      String name = property.getKey();
      if (!without.contains(name)) {
        settings.add(setting(name, type(name, property.getValue()), property.getValue(), required));
      }
    }
    return new ConfigurationSpec(settings);
  }

  private static <T> Setting<T> setting(
      String name, SettingType<T> type, JsonNode property, Set<String> required) {
    Setting<T> setting = Setting.of(name, property.path("description").asText(name), type);
    if (property.path(ConfigurationSchema.IDENTITY).asBoolean()) {
      setting = setting.identity();
    } else if (property.path("writeOnly").asBoolean()) {
      setting = setting.asSecret();
    }
    if (property.hasNonNull("default")) {
      return setting.defaultsTo(fallback(setting, property.get("default")));
    }
    return required.contains(name) ? setting : setting.optional();
  }

  private static <T> T fallback(Setting<T> setting, JsonNode given) {
    Place place = new Place(setting.name(), Optional.of(setting), new TreeMap<>());
    return setting
        .type()
        .read(given, place)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Setting \""
                        + setting
                        + "\" has a default that is not "
                        + setting.type().expectation()));
  }

  private static SettingType<?> type(String name, JsonNode property) {
    return switch (property.path("type").asText("string")) {
      case "integer" ->
          SettingType.wholeNumber()
              .between(
                  property.path("minimum").asLong(Long.MIN_VALUE),
                  property.path("maximum").asLong(Long.MAX_VALUE));
      case "number" -> SettingType.number();
      case "boolean" -> SettingType.flag();
      case "string" -> textual(property);
      case "array" -> SettingType.listOf(type(name, property.path("items")));
      case "object" ->
          property.has("oneOf") ? oneOf(name, property.get("oneOf")) : object(name, property);
      default ->
          throw new IllegalArgumentException(
              "Setting \""
                  + name
                  + "\" has type "
                  + property.path("type")
                  + ": use string, integer, number, boolean, array or object");
    };
  }

  private static SettingType<?> object(String name, JsonNode property) {
    if (property.path("properties").isEmpty()) {
      throw new IllegalArgumentException(
          "Setting \"" + name + "\" is an object of unknown settings: name its properties");
    }
    return new ObjectType(spec(property, Set.of()));
  }

  private static SettingType<?> textual(JsonNode property) {
    if (property.has("enum")) {
      List<String> words = new ArrayList<>();
      property.get("enum").forEach(each -> words.add(each.asText()));
      return SettingType.choice(words);
    }
    return switch (property.path("format").asText()) {
      case "uri" -> SettingType.url();
      // The schema does not say which, so the program that declared it decides.
      case "duration" -> SettingType.timeSpan();
      case "date-time" -> SettingType.instant();
      case "date" -> SettingType.date();
      default -> SettingType.text();
    };
  }

  private static SettingType<?> oneOf(String name, JsonNode groups) {
    List<Alternative> alternatives = new ArrayList<>();
    String discriminator = "";
    for (JsonNode group : groups) {
      Map.Entry<String, JsonNode> constant =
          group.path("properties").properties().stream()
              .filter(each -> each.getValue().has("const"))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "Setting \""
                              + name
                              + "\" is one of several objects that no word tells apart: give each"
                              + " a property with a const"));
      discriminator = constant.getKey();
      String word = constant.getValue().get("const").asText();
      alternatives.add(
          new Alternative(
              word, group.path("title").asText(word), spec(group, Set.of(discriminator))));
    }
    return new OneOfType(discriminator, alternatives);
  }
}
