package dev.leat.sdk.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.sdk.internal.json.Json;
import java.util.ArrayList;
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
 * Valid settings, each of them a value of its type. They stay as they are, but for what the source
 * itself replaces by {@link #replace}. Thread-safe. Shows no secret in any of its texts.
 *
 * <p>The value of a setting that is an object is a configuration, too: a part of this one.
 */
public final class Configuration {

  private final ConfigurationSpec spec;
  private final List<Consumer<Setting<?>>> listeners = new ArrayList<>();
  private final Set<String> everySecret = new LinkedHashSet<>();
  private volatile Set<String> overridden = Set.of();
  private volatile Map<String, Object> values;
  private volatile Redactor masking = Redactor.none();
  private volatile Optional<Within> within = Optional.empty();

  /** What a part is a part of. */
  private record Within(Configuration whole, Setting<?> setting) {}

  /**
   * @param values valid values by setting name, defaults included
   */
  Configuration(ConfigurationSpec spec, Map<String, Object> values) {
    this.spec = spec;
    this.values = Map.copyOf(values);
  }

  /**
   * Makes all parts parts of this.
   *
   * @param overrides paths of the settings whose values came from the overrides
   */
  Configuration asWhole(Set<String> overrides) {
    overridden = Set.copyOf(overrides);
    for (Setting<?> each : spec.settings()) {
      adopt(values.get(each.name()), new Within(this, each));
    }
    everySecret.addAll(secrets());
    masking = Redactor.of(everySecret);
    return this;
  }

  private static void adopt(Object value, Within within) {
    if (value instanceof Configuration part) {
      part.within = Optional.of(within);
      part.values.values().forEach(each -> adopt(each, within));
    } else if (value instanceof Chosen chosen) {
      adopt(chosen.settings(), within);
    } else if (value instanceof List<?> list) {
      list.forEach(each -> adopt(each, within));
    }
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
  @SuppressWarnings("unchecked") // The setting's own type has made it.
  public <T> Optional<T> find(Setting<T> setting) {
    return Optional.ofNullable((T) values.get(setting.name())).or(setting::defaultValue);
  }

  /**
   * Takes the value that the source has put in a setting's place, for example the new refresh token
   * that voids the last one. Call it before that value is used: when this returns, {@link #value}
   * gives it, {@link #redactor} masks it if it is secret, and the host that runs the connector has
   * been notified, to keep it for the next sync.
   *
   * @throws IllegalArgumentException if the setting is none of these, or says which source is read,
   *     or if the value is not of its form; a secret is not shown
   */
  public <T> void replace(Setting<T> setting, T value) {
    Configuration whole = within.map(Within::whole).orElse(this);
    synchronized (whole) {
      Setting<?> declared = declared(setting);
      put(declared, valid(declared, setting.type().json(value)));
      List<String> secrets = whole.secrets();
      if (whole.everySecret.addAll(secrets)) {
        whole.masking = Redactor.of(whole.everySecret);
      }
      Setting<?> top = within.<Setting<?>>map(Within::setting).orElse(declared);
      whole.listeners.forEach(each -> each.accept(top));
    }
  }

  private Setting<?> declared(Setting<?> setting) {
    Setting<?> declared =
        spec.setting(setting.name())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "There is no setting " + setting + " to replace: declare it"));
    if (declared.role() == Setting.Role.IDENTITY) {
      throw identity(setting);
    }
    return declared;
  }

  private Object valid(Setting<?> declared, JsonNode json) {
    Place place = new Place(declared.name(), Optional.of(declared), new TreeMap<>());
    Object value =
        declared
            .type()
            .read(json, place)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "The value that replaces setting "
                            + declared
                            + " is not usable: it must be "
                            + declared.type().expectation()));
    Map<String, String> before = new TreeMap<>();
    addIdentity(declared, values.get(declared.name()), declared.name(), before);
    Map<String, String> after = new TreeMap<>();
    addIdentity(declared, value, declared.name(), after);
    if (!before.equals(after)) {
      throw identity(declared);
    }
    return value;
  }

  private static IllegalArgumentException identity(Setting<?> setting) {
    return new IllegalArgumentException(
        "Setting "
            + setting
            + " says which source is read and the state belongs to it: it cannot be replaced");
  }

  private void put(Setting<?> declared, Object value) {
    Map<String, Object> replaced = new LinkedHashMap<>(values);
    replaced.put(declared.name(), value);
    adopt(value, within.orElse(new Within(this, declared)));
    values = Map.copyOf(replaced);
  }

  /**
   * From now on tells this listener of each setting that is replaced, on the thread that replaces
   * it, before the value is used; one at a time. A setting that lies within another one is reported
   * as that one. What the listener throws, {@link #replace} throws.
   */
  public synchronized void onReplacement(Consumer<Setting<?>> listener) {
    listeners.add(listener);
  }

  /**
   * Whether the setting's value, or a part of it, came from the overrides of {@link
   * ConfigurationSpec#parse(String, Map)}, which win again at the next start, whatever has been
   * replaced until then.
   */
  public boolean isOverridden(Setting<?> setting) {
    return spec.paths().stream()
        .filter(path -> path.steps().get(0).equals(setting.name()))
        .anyMatch(path -> overridden.contains(path.text()));
  }

  /** The settings these are values of. */
  public ConfigurationSpec spec() {
    return spec;
  }

  /**
   * Every value, secrets and defaults included, as one JSON object with a key a setting: for
   * handing the settings on to a child process. Each value has the JSON type of its form. Never to
   * be logged.
   */
  public String json() {
    return Json.text(node());
  }

  /**
   * One value, secrets included, as JSON of its form's type. Never to be logged.
   *
   * @return empty if none was given and there is no default
   */
  public Optional<String> json(Setting<?> setting) {
    return Optional.ofNullable(node().get(setting.name())).map(Json::text);
  }

  ObjectNode node() {
    Map<String, Object> now = values;
    ObjectNode node = Json.DOCUMENTS.createObjectNode();
    for (Setting<?> each : spec.settings()) {
      if (now.containsKey(each.name())) {
        node.set(each.name(), node(each, now.get(each.name())));
      }
    }
    return node;
  }

  @SuppressWarnings("unchecked") // The setting's own type has made it.
  private static <T> JsonNode node(Setting<T> setting, Object value) {
    return setting.type().json((T) value);
  }

  /** The values of the settings that say which source is read, as text, by path. */
  public Map<String, String> identity() {
    Map<String, String> identity = new TreeMap<>();
    for (Setting<?> each : spec.settings()) {
      addIdentity(each, values.get(each.name()), each.name(), identity);
    }
    return identity;
  }

  private static void addIdentity(
      Setting<?> setting, Object value, String path, Map<String, String> identity) {
    if (value != null && setting.role() == Setting.Role.IDENTITY) {
      identity.put(path, ConfigurationSchema.text(node(setting, value)));
    } else {
      addIdentityWithin(value, path, identity);
    }
  }

  private static void addIdentityWithin(Object value, String path, Map<String, String> identity) {
    if (value instanceof Configuration part) {
      part.identity().forEach((inner, text) -> identity.put(path + "." + inner, text));
    } else if (value instanceof Chosen chosen) {
      addIdentityWithin(chosen.settings(), path, identity);
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        addIdentityWithin(list.get(i), path + "[" + i + "]", identity);
      }
    }
  }

  /**
   * Masks every secret of these settings, also one that replaces another later on, and the other
   * one still.
   */
  public Redactor redactor() {
    return Redactor.asOf(() -> within.map(Within::whole).orElse(this).masking);
  }

  /**
   * The values of all secrets that are set, however deep, as of now; each word of a list by itself.
   * To mask them, use {@link #redactor}.
   */
  public List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    for (Setting<?> each : spec.settings()) {
      Object value = values.get(each.name());
      if (value != null && each.role() == Setting.Role.SECRET) {
        words(node(each, value), secrets);
      } else {
        secretsWithin(value, secrets);
      }
    }
    return List.copyOf(secrets);
  }

  private static void secretsWithin(Object value, List<String> secrets) {
    if (value instanceof Configuration part) {
      secrets.addAll(part.secrets());
    } else if (value instanceof Chosen chosen) {
      secretsWithin(chosen.settings(), secrets);
    } else if (value instanceof List<?> list) {
      list.forEach(each -> secretsWithin(each, secrets));
    }
  }

  private static void words(JsonNode node, List<String> words) {
    if (node.isValueNode()) {
      words.add(node.asText());
    } else {
      node.forEach(each -> words(each, words));
    }
  }

  /** Names and values, secrets masked. */
  @Override
  public String toString() {
    Map<String, String> shown = new LinkedHashMap<>();
    for (Setting<?> each : spec.settings()) {
      Object value = values.get(each.name());
      if (value != null) {
        shown.put(each.name(), shown(each, value));
      }
    }
    return shown.toString();
  }

  private static String shown(Setting<?> setting, Object value) {
    if (setting.role() == Setting.Role.SECRET) {
      return Redactor.MASK;
    }
    return value instanceof Configuration || value instanceof Chosen || value instanceof List<?>
        ? value.toString()
        : ConfigurationSchema.text(node(setting, value));
  }
}
