package dev.leat.sdk.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.sdk.internal.json.Json;
import java.io.UncheckedIOException;

/** A {@link ConfigurationSpec} as JSON Schema. */
final class ConfigurationSchema {

  static final String IDENTITY = "x-leat-identity";

  private ConfigurationSchema() {}

  static String of(ConfigurationSpec spec) {
    try {
      return Json.DOCUMENTS.writerWithDefaultPrettyPrinter().writeValueAsString(node(spec));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Without our own keyword, at which a validator would wonder aloud. */
  static ObjectNode forValidation(ConfigurationSpec spec) {
    ObjectNode schema = node(spec);
    schema.findParents(IDENTITY).forEach(each -> ((ObjectNode) each).remove(IDENTITY));
    return schema;
  }

  private static ObjectNode node(ConfigurationSpec spec) {
    ObjectNode schema = Json.DOCUMENTS.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    describe(spec, schema);
    return schema;
  }

  /** Says that a value is an object with these settings. */
  static void describe(ConfigurationSpec spec, ObjectNode schema) {
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
  }

  private static <T> void describe(Setting<T> setting, ObjectNode property) {
    setting.type().describe(property);
    property.put("description", setting.description());
    setting.defaultValue().ifPresent(value -> property.set("default", setting.type().json(value)));
    if (setting.role() == Setting.Role.SECRET) {
      property.put("writeOnly", true);
    }
    if (setting.role() == Setting.Role.IDENTITY) {
      property.put(IDENTITY, true);
    }
  }

  /** The text of one JSON value. */
  static String text(JsonNode node) {
    return node.isValueNode() ? node.asText() : Json.text(node);
  }
}
