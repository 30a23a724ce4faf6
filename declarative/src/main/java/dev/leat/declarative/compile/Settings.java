package dev.leat.declarative.compile;

import dev.leat.declarative.model.Expression;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.config.SettingPath;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** What the user has set, for expressions, and what of it is secret. Thread-safe. */
final class Settings {

  /** Shorter texts are parts of others by chance. */
  private static final int SHORTEST_SECRET = 4;

  private final Configuration configuration;
  private final Clock clock;
  private final Map<String, Object> config;
  private final Set<Pattern> secretNames = new LinkedHashSet<>();
  private final Set<String> derived = ConcurrentHashMap.newKeySet();

  Settings(Configuration configuration, Clock clock) {
    this.configuration = configuration;
    this.clock = clock;
    this.config = Values.object(configuration.json());
    for (SettingPath each : configuration.spec().paths()) {
      if (each.setting().role() == Setting.Role.SECRET) {
        String name = each.steps().get(each.steps().size() - 1);
        secretNames.add(Pattern.compile("\\b" + Pattern.quote(name) + "\\b"));
      }
    }
  }

  Clock clock() {
    return clock;
  }

  Configuration configuration() {
    return configuration;
  }

  /** The value at a place of the settings; null if there is none. */
  Object at(List<String> steps) {
    Object value = config;
    for (String step : steps) {
      value = value instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return value;
  }

  /** The names that expressions always know. */
  Map<String, Object> names() {
    Map<String, Object> names = new HashMap<>();
    names.put("config", config);
    return names;
  }

  /** The names that an expression of a slice knows. */
  Map<String, Object> names(Slice slice) {
    Map<String, Object> names = names();
    names.putAll(slice.names());
    return names;
  }

  /** The text of an expression of settings. */
  String text(Expression expression) {
    String text = expression.print(names());
    note(expression, text);
    return text;
  }

  /** Takes note of a text that an expression has made: if a secret went into it, it is one too. */
  void note(Expression expression, String made) {
    if (expression.isPlain() || made.length() < SHORTEST_SECRET) {
      return;
    }
    if (secretNames.stream().anyMatch(name -> name.matcher(expression.text()).find())) {
      derived.add(made);
      String last = made.substring(made.lastIndexOf(' ') + 1);
      if (last.length() >= SHORTEST_SECRET) {
        derived.add(last);
      }
    }
  }

  /** Takes note of a text that must not be shown. */
  void keepSecret(String text) {
    if (text.length() >= SHORTEST_SECRET) {
      derived.add(text);
    }
  }

  /** All that must not be shown. */
  List<String> secrets() {
    List<String> all = new ArrayList<>(configuration.secrets());
    all.addAll(derived);
    all.removeIf(String::isEmpty);
    return all;
  }
}
