package dev.leat.host.singer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.host.process.Documents;
import dev.leat.host.process.SettingsSchema;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import java.util.List;

/** What a tap says of itself, in the form that Meltano reads. Stateless. */
final class About {

  static final List<String> CAPABILITIES =
      List.of("about", "activate-version", "catalog", "discover", "properties", "state", "test");

  private About() {}

  static ObjectNode of(ConnectorInfo info, ConfigurationSpec spec) {
    ObjectNode about = Documents.object();
    about.put("name", "tap-" + info.name());
    about.put("description", info.documentation().toString());
    about.put("version", info.version());
    var capabilities = about.putArray("capabilities");
    CAPABILITIES.forEach(capabilities::add);
    about.set("settings", settings(spec));
    return about;
  }

  private static ObjectNode settings(ConfigurationSpec spec) {
    ObjectNode ours = SettingsSchema.of(spec, About::describe);
    ObjectNode settings = Documents.object();
    settings.put("type", "object");
    settings.set("properties", ours.get("properties"));
    settings.set("required", ours.get("required"));
    return settings;
  }

  private static void describe(Setting<?> setting, ObjectNode property, int position) {
    property.put("title", setting.name());
    if (setting.role() == Setting.Role.SECRET) {
      property.put("secret", true);
    }
  }
}
