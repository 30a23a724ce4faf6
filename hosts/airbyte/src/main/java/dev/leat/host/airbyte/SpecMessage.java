package dev.leat.host.airbyte;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.host.process.Documents;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.config.SettingType;

/** The settings as Airbyte's form draws them. Stateless. */
final class SpecMessage {

  private SpecMessage() {}

  static ObjectNode of(ConnectorInfo info, ConfigurationSpec spec) {
    ObjectNode message = Documents.object();
    message.put("type", "SPEC");
    ObjectNode body = message.putObject("spec");
    body.put("protocol_version", "0.2.0");
    body.put("documentationUrl", info.documentation().toString());
    body.set("connectionSpecification", connectionSpecification(info, spec));
    return message;
  }

  private static ObjectNode connectionSpecification(ConnectorInfo info, ConfigurationSpec spec) {
    JsonNode ours = Documents.parse(spec.jsonSchema(), "schema of the settings");
    ObjectNode schema = Documents.object();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("title", title(info.name()));
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    int order = 0;
    for (Setting<?> setting : spec.settings()) {
      ObjectNode property = ours.path("properties").path(setting.name()).deepCopy();
      properties.set(setting.name(), property(setting, property).put("order", order++));
    }
    schema.set("required", ours.path("required"));
    // Airbyte keeps settings of older versions, and adds some of its own.
    schema.put("additionalProperties", true);
    return schema;
  }

  private static ObjectNode property(Setting<?> setting, ObjectNode property) {
    property.put("title", title(setting.name()));
    property.remove("writeOnly");
    property.remove("x-leat-identity");
    if (setting.role() == Setting.Role.SECRET) {
      property.put("airbyte_secret", true);
    }
    SettingType.Kind kind = setting.type().kind();
    if (kind == SettingType.Kind.INSTANT) {
      property.put(
          "pattern",
          "^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:\\d{2}))?$");
      property.put("pattern_descriptor", "YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ");
    } else if (kind == SettingType.Kind.DURATION) {
      property.remove("format");
      property.put("pattern", "^[Pp].+$");
      property.put("pattern_descriptor", "P10D for 10 days, PT5M for 5 minutes");
    }
    return property;
  }

  private static String title(String name) {
    String words = name.replace('_', ' ').replace('-', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
