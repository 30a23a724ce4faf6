package dev.leat.sdk.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Valid settings. They stay as they are, but for what the source itself replaces by {@link
 * #replace}. Thread-safe. Shows no secret in any of its texts.
 */
public final class Configuration {

  private final ConfigurationSpec spec;
  private final Set<String> overridden;
  private final List<Consumer<Setting<?>>> listeners = new ArrayList<>();
  private final Set<String> everySecret = new LinkedHashSet<>();
  private volatile Map<String, String> texts;
  private volatile Redactor masking;

  /**
   * @param texts valid values as text, by setting name, defaults included
   * @param overridden names of the settings whose values came from the overrides
   */
  Configuration(ConfigurationSpec spec, Map<String, String> texts, Set<String> overridden) {
    this.spec = spec;
    this.overridden = Set.copyOf(overridden);
    this.texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    everySecret.addAll(secrets());
    this.masking = Redactor.of(everySecret);
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

  /**
   * Takes the value that the source has put in a setting's place, for example the new refresh token
   * that voids the last one. Call it before that value is used: when this returns, {@link #value}
   * gives it, {@link #redactor} masks it if it is secret, and whoever runs the connector has been
   * told, to keep it for the next sync.
   *
   * @throws IllegalArgumentException if the setting is none of these, or says which source is read,
   *     or if the value is not of its form; a secret is not shown
   */
  public synchronized <T> void replace(Setting<T> setting, T value) {
    Setting<?> declared =
        spec.setting(setting.name())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "There is no setting " + setting + " to replace: declare it"));
    if (declared.role() == Setting.Role.IDENTITY) {
      throw new IllegalArgumentException(
          "Setting "
              + setting
              + " says which source is read and the state belongs to it: it cannot be replaced");
    }
    String text = value.toString().strip();
    if (declared.type().parse(text).isEmpty()) {
      throw new IllegalArgumentException(
          "The value that replaces setting "
              + setting
              + " is not usable: it must be "
              + declared.type().expectation());
    }
    if (declared.role() == Setting.Role.SECRET && everySecret.add(text)) {
      masking = Redactor.of(everySecret);
    }
    Map<String, String> replaced = new LinkedHashMap<>(texts);
    replaced.put(setting.name(), text);
    texts = Collections.unmodifiableMap(replaced);
    listeners.forEach(each -> each.accept(declared));
  }

  /**
   * From now on tells this listener of each setting that is replaced, on the thread that replaces
   * it, before the value is used; one at a time. What the listener throws, {@link #replace} throws.
   */
  public synchronized void onReplacement(Consumer<Setting<?>> listener) {
    listeners.add(listener);
  }

  /**
   * Whether the setting's value came from the overrides of {@link ConfigurationSpec#parse(String,
   * Map)}, which win again at the next start, whatever has been replaced until then.
   */
  public boolean isOverridden(Setting<?> setting) {
    return overridden.contains(setting.name());
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
    Map<String, String> now = texts;
    Map<String, String> identity = new TreeMap<>();
    for (Setting<?> setting : spec.settings()) {
      if (setting.role() == Setting.Role.IDENTITY && now.containsKey(setting.name())) {
        identity.put(setting.name(), now.get(setting.name()));
      }
    }
    return identity;
  }

  /**
   * Masks every secret of these settings, also one that replaces another later on, and the other
   * one still.
   */
  public Redactor redactor() {
    return Redactor.asOf(() -> masking);
  }

  /** The values of all secrets that are set, as of now. To mask them, use {@link #redactor}. */
  public List<String> secrets() {
    Map<String, String> now = texts;
    return spec.settings().stream()
        .filter(each -> each.role() == Setting.Role.SECRET && now.containsKey(each.name()))
        .map(each -> now.get(each.name()))
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
