package dev.leat.sdk.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
    Map<String, SettingPath> seen = new HashMap<>();
    for (SettingPath path : pathsOf(settings)) {
      requireApart(path, seen.put(path.text(), path));
      requireApart(path, seen.put(path.variable(""), path));
    }
  }

  private static void requireApart(SettingPath path, SettingPath other) {
    if (other != null && !other.steps().equals(path.steps())) {
      throw new IllegalArgumentException(
          "Settings "
              + other
              + " and "
              + path
              + " cannot be told apart as "
              + path.variable("LEAT_")
              + ": rename one of them");
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
   * Every setting, and after it those that lie within it, in the order of a form. What tells
   * alternatives apart is a choice of its own. A setting of several alternatives is there once.
   */
  public List<SettingPath> paths() {
    return pathsOf(settings);
  }

  private static List<SettingPath> pathsOf(List<Setting<?>> settings) {
    Map<List<String>, SettingPath> paths = new LinkedHashMap<>();
    settings.forEach(each -> add(List.of(), each, paths));
    return List.copyOf(paths.values());
  }

  private static void add(
      List<String> outer, Setting<?> setting, Map<List<String>, SettingPath> paths) {
    List<String> steps = new ArrayList<>(outer);
    steps.add(setting.name());
    paths.putIfAbsent(steps, new SettingPath(steps, setting));
    setting.type().fields().ifPresent(fields -> fields.settings.forEach(f -> add(steps, f, paths)));
    setting.type().discriminator().ifPresent(name -> add(steps, which(setting, name), paths));
    setting
        .type()
        .alternatives()
        .forEach(each -> each.fields().settings.forEach(field -> add(steps, field, paths)));
  }

  private static Setting<String> which(Setting<?> oneOf, String discriminator) {
    String[] names =
        oneOf.type().alternatives().stream().map(Alternative::name).toArray(String[]::new);
    Setting<String> which = Setting.choice(discriminator, oneOf.description(), names);
    return oneOf.presence() == Setting.Presence.REQUIRED ? which : which.optional();
  }

  /**
   * The values that an environment holds, by the texts of their paths, as {@link #parse(String,
   * Map)} takes them. A list or an object is JSON, or each of an object's settings has a variable
   * of its own.
   *
   * @param prefixes of variables, for example {@code LEAT_}; a later one wins
   */
  public Map<String, String> fromEnvironment(Map<String, String> environment, String... prefixes) {
    Map<String, String> values = new LinkedHashMap<>();
    for (SettingPath path : paths()) {
      for (String prefix : prefixes) {
        String value = environment.get(path.variable(prefix));
        if (value != null) {
          values.put(path.text(), value);
        }
      }
    }
    return values;
  }

  /** Whether a value of these settings may hold a secret. */
  boolean holdsSecrets() {
    return settings.stream()
        .anyMatch(each -> each.role() == Setting.Role.SECRET || each.type().holdsSecrets());
  }

  /** The steps to the setting of that path; one step, the path itself, if there is none. */
  List<String> stepsTo(String path) {
    return paths().stream()
        .filter(each -> each.text().equals(path))
        .findFirst()
        .map(SettingPath::steps)
        .orElse(List.of(path));
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
   * @param overrides values, as text, that win over those of {@code json}: by name, and by {@link
   *     SettingPath#text} within another setting
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
    return SchemaReader.read(schema);
  }
}
