package dev.leat.host.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.sdk.config.Alternative;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.error.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Turns what a platform hands over as settings into a valid configuration. Stateless. */
public final class Settings {

  private Settings() {}

  /**
   * Validates settings. A key that is not a setting is passed over with a warning: platforms add
   * keys of their own, and keep those of an older version of the connector.
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
          "The configuration is not a JSON object: give one key a setting (settings: "
              + names(spec)
              + ")");
    }
    ObjectNode known = known(spec, object, "", warnings);
    return spec.parse(
        Documents.text(known), spec.fromEnvironment(environment, prefixes.toArray(String[]::new)));
  }

  private static ObjectNode known(
      ConfigurationSpec spec, ObjectNode given, String path, Consumer<String> warnings) {
    ObjectNode known = Documents.object();
    for (Map.Entry<String, JsonNode> entry : given.properties()) {
      Optional<Setting<?>> setting = spec.setting(entry.getKey());
      if (setting.isPresent()) {
        String inner = path + entry.getKey() + ".";
        known.set(entry.getKey(), known(setting.get(), entry.getValue(), inner, warnings));
      } else if (!addDotted(spec, entry.getKey(), entry.getValue(), known)) {
        warnings.accept(
            path
                + entry.getKey()
                + " is not a setting of this connector and is passed over (settings: "
                + names(spec)
                + ")");
      }
    }
    return known;
  }

  private static JsonNode known(
      Setting<?> setting, JsonNode value, String path, Consumer<String> warnings) {
    if (!(value instanceof ObjectNode object)) {
      return value;
    }
    Optional<ConfigurationSpec> fields = setting.type().fields();
    if (fields.isPresent()) {
      return known(fields.get(), object, path, warnings);
    }
    // Of several groups the fields of the one that is chosen are known.
    String discriminator = setting.type().discriminator().orElse("");
    String chosen = object.path(discriminator).asText();
    for (Alternative each : setting.type().alternatives()) {
      if (each.name().equals(chosen)) {
        ObjectNode rest = object.deepCopy();
        JsonNode word = rest.remove(discriminator);
        return known(each.fields(), rest, path, warnings).set(discriminator, word);
      }
    }
    return value;
  }

  /** Takes {@code {"a":{"b":1}}} for a setting named {@code a.b}: some platforms split at dots. */
  private static boolean addDotted(
      ConfigurationSpec spec, String path, JsonNode value, ObjectNode known) {
    boolean any = false;
    for (Map.Entry<String, JsonNode> inner : value.properties()) {
      String name = path + "." + inner.getKey();
      if (spec.setting(name).isPresent()) {
        known.set(name, inner.getValue());
        any = true;
      } else {
        any |= addDotted(spec, name, inner.getValue(), known);
      }
    }
    return any;
  }

  /**
   * Settings as a platform gave them, one of them as it is now, with the JSON type of its form; the
   * platform's own keys and all else as it was.
   */
  public static ObjectNode with(JsonNode given, Configuration configuration, Setting<?> setting) {
    ObjectNode now = given.deepCopy();
    configuration
        .json(setting)
        .ifPresent(json -> now.set(setting.name(), Documents.parse(json, "value of a setting")));
    return now;
  }

  private static String names(ConfigurationSpec spec) {
    return String.join(", ", spec.settings().stream().map(Setting::name).toList());
  }
}
