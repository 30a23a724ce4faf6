package dev.leat.sdk.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;

/** Valid settings. Immutable. Shows no secret in any of its texts. */
public final class Configuration {

  private final ConfigurationSpec spec;
  private final Map<String, String> texts;

  /**
   * @param texts valid values as text, by setting name, defaults included
   */
  Configuration(ConfigurationSpec spec, Map<String, String> texts) {
    this.spec = spec;
    this.texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
  }

  /**
   * The value of a setting that is required or has a default.
   *
   * @throws NoSuchElementException if the setting has no value: declare a default or use {@link
   *     #find}
   */
  public <T> T value(Setting<T> setting) {
    return find(setting)
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    "Setting " + setting + " has no value: give it a default, or use find()"));
  }

  /** The value of a setting; empty if none was given and it has no default. */
  public <T> Optional<T> find(Setting<T> setting) {
    String text = texts.get(setting.name());
    return text == null ? setting.defaultValue() : setting.type().parse(text);
  }

  /** The settings these are values of. */
  public ConfigurationSpec spec() {
    return spec;
  }

  /**
   * Every value as text, secrets included, by setting name: for handing the settings on to a child
   * process. Never to be logged.
   */
  public Map<String, String> texts() {
    return texts;
  }

  /** The values of the settings that say which source is read, by setting name. */
  public Map<String, String> identity() {
    Map<String, String> identity = new TreeMap<>();
    for (Setting<?> setting : spec.settings()) {
      if (setting.role() == Setting.Role.IDENTITY && texts.containsKey(setting.name())) {
        identity.put(setting.name(), texts.get(setting.name()));
      }
    }
    return identity;
  }

  /** The values of all secrets that were given; for a {@link Redactor}. */
  public List<String> secrets() {
    return spec.settings().stream()
        .filter(each -> each.role() == Setting.Role.SECRET && texts.containsKey(each.name()))
        .map(each -> texts.get(each.name()))
        .toList();
  }

  /** Names and values, secrets masked. */
  @Override
  public String toString() {
    Map<String, String> shown = new LinkedHashMap<>(texts);
    for (Setting<?> setting : spec.settings()) {
      if (setting.role() == Setting.Role.SECRET) {
        shown.replace(setting.name(), Redactor.MASK);
      }
    }
    return shown.toString();
  }
}
