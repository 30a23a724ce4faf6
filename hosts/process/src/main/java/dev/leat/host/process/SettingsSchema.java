package dev.leat.host.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;

/**
 * The JSON Schema of settings as a platform wants it: ours, with the platform's own words at each
 * setting, however deep. Stateless.
 */
public final class SettingsSchema {

  private SettingsSchema() {}

  /** Adds the platform's words to one setting. */
  @FunctionalInterface
  public interface Words {

    /**
     * Is called for each setting, and then for those within it.
     *
     * @param property its schema, to be changed
     * @param position among its neighbours, from 0
     */
    void add(Setting<?> setting, ObjectNode property, int position);
  }

  /** An object with {@code properties} and {@code required}, without words of our own. */
  public static ObjectNode of(ConfigurationSpec spec, Words words) {
    ObjectNode schema = (ObjectNode) Documents.parse(spec.jsonSchema(), "schema of the settings");
    add(spec, schema, words);
    return schema;
  }

  private static void add(ConfigurationSpec spec, JsonNode schema, Words words) {
    int position = 0;
    for (Setting<?> setting : spec.settings()) {
      ObjectNode property = (ObjectNode) schema.path("properties").path(setting.name());
      property.remove("x-leat-identity");
      words.add(setting, property, position++);
      addWithin(setting, property, words);
    }
  }

  private static void addWithin(Setting<?> setting, ObjectNode property, Words words) {
    setting.type().fields().ifPresent(fields -> add(fields, property, words));
    setting
        .type()
        .element()
        .flatMap(element -> element.fields())
        .ifPresent(fields -> add(fields, property.path("items"), words));
    for (int i = 0; i < setting.type().alternatives().size(); i++) {
      add(setting.type().alternatives().get(i).fields(), property.path("oneOf").path(i), words);
    }
  }
}
