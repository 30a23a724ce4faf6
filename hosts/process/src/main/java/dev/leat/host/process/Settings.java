package dev.leat.host.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.error.ConfigurationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Turns what a platform hands over as settings into a valid configuration. Stateless. */
public final class Settings {

  private Settings() {}

  /**
   * Validates settings. A key that is no setting is passed over with a warning: platforms add keys
   * of their own, and keep those of an older version of the connector.
   *
   * @param given a JSON object with one key a setting
   * @param environment values in {@code <PREFIX><SETTING>} variables win over {@code given}
   * @param prefixes of such variables, for example {@code LEAT_}; a later one wins
   * @param warnings told of each key that is passed over
   * @throws ConfigurationException if anything is wrong; the message lists every problem
   */
  public static Configuration read(
      ConfigurationSpec spec,
      JsonNode given,
      Map<String, String> environment,
      List<String> prefixes,
      Consumer<String> warnings) {
    if (!(given instanceof ObjectNode object)) {
      throw new ConfigurationException(
          "The configuration is no JSON object: give one key a setting (settings: "
              + names(spec)
              + ")");
    }
    ObjectNode known = Documents.object();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (spec.setting(entry.getKey()).isPresent()) {
        known.set(entry.getKey(), entry.getValue());
      } else {
        warnings.accept(
            entry.getKey()
                + " is no setting of this connector and is passed over (settings: "
                + names(spec)
                + ")");
      }
    }
    return spec.parse(Documents.text(known), overrides(spec, environment, prefixes));
  }

  /**
   * Settings as a platform gave them, one of them as it is now: numbers and flags as such, the
   * platform's own keys and all else as it was.
   */
  public static ObjectNode with(JsonNode given, Configuration configuration, Setting<?> setting) {
    ObjectNode now = given.deepCopy();
    String text = configuration.texts().get(setting.name());
    switch (setting.type().kind()) {
      case WHOLE_NUMBER -> now.put(setting.name(), Long.parseLong(text));
      case FLAG -> now.put(setting.name(), Boolean.parseBoolean(text));
      default -> now.put(setting.name(), text);
    }
    return now;
  }

  private static Map<String, String> overrides(
      ConfigurationSpec spec, Map<String, String> environment, List<String> prefixes) {
    Map<String, String> overrides = new LinkedHashMap<>();
    for (Setting<?> setting : spec.settings()) {
      for (String prefix : prefixes) {
        String value = environment.get(prefix + setting.name().toUpperCase(Locale.ROOT));
        if (value != null) {
          overrides.put(setting.name(), value);
        }
      }
    }
    return overrides;
  }

  private static String names(ConfigurationSpec spec) {
    return String.join(", ", spec.settings().stream().map(Setting::name).toList());
  }
}
