package dev.leat.sdk.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All settings of a connector, in the order in which a form shows them. Immutable.
 *
 * @param settings names are unique
 */
public record ConfigurationSpec(List<Setting<?>> settings) {

  /**
   * @throws IllegalArgumentException if two settings share a name
   */
  public ConfigurationSpec {
    settings = List.copyOf(settings);
    Set<String> names = new HashSet<>();
    for (Setting<?> setting : settings) {
      if (!names.add(setting.name())) {
        throw new IllegalArgumentException("Setting " + setting.name() + " is declared twice");
      }
    }
  }

  /** A specification of these settings. */
  public static ConfigurationSpec of(Setting<?>... settings) {
    return new ConfigurationSpec(List.of(settings));
  }

  /** This specification with more settings after its own. */
  public ConfigurationSpec and(Setting<?>... more) {
    List<Setting<?>> all = new ArrayList<>(settings);
    all.addAll(List.of(more));
    return new ConfigurationSpec(all);
  }

  /** The setting of that name; empty if there is none. */
  public Optional<Setting<?>> setting(String name) {
    return settings.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /**
   * The settings as a JSON Schema (draft 2020-12): defaults, limits, and {@code writeOnly} for
   * secrets.
   *
   * @return JSON text, indented
   */
  public String jsonSchema() {
    return ConfigurationSchema.of(this);
  }

  /**
   * Reads settings and validates all of them. A value may be given as text whatever its type.
   *
   * @param json an object with one key a setting
   * @param overrides values by setting name that win over those of {@code json}
   * @throws dev.leat.sdk.error.ConfigurationException if anything is wrong; the message lists every
   *     problem with its fix, and shows no secret
   */
  public Configuration parse(String json, Map<String, String> overrides) {
    return new ConfigurationParser(this).parse(json, overrides);
  }

  /**
   * {@link #parse(String, Map)} without overrides.
   *
   * @throws dev.leat.sdk.error.ConfigurationException if anything is wrong
   */
  public Configuration parse(String json) {
    return parse(json, Map.of());
  }

  /**
   * The specification that a JSON Schema of {@link #jsonSchema}'s form stands for: how a connector
   * in another language declares its settings.
   *
   * @throws IllegalArgumentException if the schema is not of that form; the message says where
   */
  public static ConfigurationSpec fromJsonSchema(String schema) {
    return ConfigurationSchema.read(schema);
  }
}
