package dev.leat.host.airbyte;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.host.process.Documents;
import dev.leat.host.process.SettingsSchema;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;

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
    ObjectNode schema = Documents.object();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("title", title(info.name()));
    schema.put("type", "object");
    ObjectNode ours = SettingsSchema.of(spec, SpecMessage::describe);
    schema.set("properties", ours.get("properties"));
    schema.set("required", ours.get("required"));
    // Airbyte keeps settings of older versions, and adds some of its own.
    schema.put("additionalProperties", true);
    return schema;
  }

  private static void describe(Setting<?> setting, ObjectNode property, int position) {
    property.put("title", title(setting.name()));
    property.remove("writeOnly");
    if (setting.role() == Setting.Role.SECRET) {
      property.put("airbyte_secret", true);
    }
    property.remove("additionalProperties");
    property.path("oneOf").forEach(each -> ((ObjectNode) each).remove("additionalProperties"));
    switch (setting.type().kind()) {
      case INSTANT ->
          pattern(
              property,
              "^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:\\d{2}))?$",
              "YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ");
      case DATE -> pattern(property, "^\\d{4}-\\d{2}-\\d{2}$", "YYYY-MM-DD");
      case DURATION -> {
        property.remove("format");
        pattern(property, "^[Pp].+$", "P10D for 10 days, PT5M for 5 minutes");
      }
      case PERIOD, TIME_SPAN -> {
        property.remove("format");
        pattern(property, "^[Pp].+$", "P10D for 10 days, P6M for 6 months");
      }
      case TEXT, URL, WHOLE_NUMBER, NUMBER, FLAG, CHOICE, LIST, OBJECT, ONE_OF -> {}
    }
    property.put("order", position);
  }

  private static void pattern(ObjectNode property, String pattern, String inWords) {
    property.put("pattern", pattern);
    property.put("pattern_descriptor", inWords);
  }

  private static String title(String name) {
    String words = name.replace('_', ' ').replace('-', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
