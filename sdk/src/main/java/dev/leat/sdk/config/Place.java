package dev.leat.sdk.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.sdk.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where in the settings a value stands, and what is wrong there. All places of one reading share
 * their problems. For one thread.
 *
 * @param path the names on the way, joined by dots; empty for the whole
 * @param setting that the value is of, or that it lies within; empty for the whole
 * @param problems by path
 */
record Place(String path, Optional<Setting<?>> setting, Map<String, String> problems) {

  private static final int SHOWN = 80;

  /** The place of one field below this one. */
  Place field(String name) {
    return new Place(path.isEmpty() ? name : path + "." + name, setting, problems);
  }

  Place field(Setting<?> field) {
    return new Place(field(field.name()).path(), Optional.of(field), problems);
  }

  Place element(int number) {
    return new Place(path + "[" + number + "]", setting, problems);
  }

  /** The settings of an object that stands here; empty if something is wrong with them. */
  Optional<Configuration> read(ConfigurationSpec spec, ObjectNode given) {
    int before = problems.size();
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : given.properties()) {
      if (spec.setting(entry.getKey()).isEmpty()) {
        unknown(entry.getKey(), spec);
      }
    }
    for (Setting<?> each : spec.settings()) {
      field(each).value(each, given.path(each.name())).ifPresent(v -> values.put(each.name(), v));
    }
    return problems.size() > before
        ? Optional.empty()
        : Optional.of(new Configuration(spec, values));
  }

  private <T> Optional<T> value(Setting<T> declared, JsonNode given) {
    if (!isLeftOut(declared, given)) {
      return declared.type().read(given, this);
    }
    if (declared.presence() == Setting.Presence.REQUIRED) {
      // Which of its own settings an object lacks says more than that it is missing.
      Optional<ConfigurationSpec> fields = declared.type().fields();
      if (fields.isPresent()) {
        return declared.type().read(Json.DOCUMENTS.createObjectNode(), this);
      }
      missing(declared.type().expectation() + " (" + declared.description() + ")");
    }
    return declared.defaultValue();
  }

  /** Forms send an empty text for a field that nobody has filled in. */
  private static boolean isLeftOut(Setting<?> declared, JsonNode given) {
    return given.isMissingNode()
        || given.isNull()
        || (declared.presence() == Setting.Presence.OPTIONAL
            && declared.type().kind() == SettingType.Kind.TEXT
            && given.isTextual()
            && given.asText().isBlank());
  }

  void missing(String expectation) {
    problem(path + " is missing: set it to " + expectation);
  }

  void malformed(JsonNode given, SettingType<?> type) {
    boolean secret =
        type.holdsSecrets()
            || setting.filter(each -> each.role() == Setting.Role.SECRET).isPresent();
    String shown = secret ? "not usable" : shown(given);
    problem(path + " is " + shown + ": set it to " + type.expectation());
  }

  private void unknown(String name, ConfigurationSpec spec) {
    Optional<String> nearest =
        NearestName.of(name, spec.settings().stream().map(Setting::name).toList());
    Place there = field(name);
    there.problem(
        there.path()
            + " is not a setting of this connector: "
            + nearest.map(each -> "did you mean " + each + "?").orElse("remove it")
            + " (settings: "
            + String.join(", ", spec.settings().stream().map(Setting::name).toList())
            + ")");
  }

  private void problem(String text) {
    problems.putIfAbsent(path, text);
  }

  private static String shown(JsonNode value) {
    if (!value.isValueNode()) {
      return "not a single value";
    }
    String text = value.asText().replaceAll("//[^/]*@", "//" + Redactor.MASK + "@");
    return "\"" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text) + "\"";
  }
}
