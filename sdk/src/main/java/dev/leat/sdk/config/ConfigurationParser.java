package dev.leat.sdk.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads settings and collects every problem before it says anything. */
final class ConfigurationParser {

  private static final int SHOWN = 80;

  private final ConfigurationSpec spec;
  private final Map<String, String> problems = new TreeMap<>();

  ConfigurationParser(ConfigurationSpec spec) {
    this.spec = spec;
  }

  Configuration parse(String json, Map<String, String> overrides) {
    ObjectNode given;
    try {
      given = Json.object(json);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("The configuration is no JSON object: " + e.getMessage(), e);
    }
    overrides.forEach(given::put);
    ObjectNode typed = typed(given);
    validate(typed);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(
          (problems.size() == 1 ? "1 problem" : problems.size() + " problems")
              + " in the configuration"
              + String.join("", problems.values().stream().map(each -> "\n- " + each).toList()));
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (Setting<?> setting : spec.settings()) {
      JsonNode value = typed.get(setting.name());
      if (value != null) {
        texts.put(setting.name(), value.asText().strip());
      } else {
        setting.defaultValue().ifPresent(each -> texts.put(setting.name(), each.toString()));
      }
    }
    return new Configuration(spec, texts, overrides.keySet());
  }

  /** Text where another type is asked for becomes that type; nulls count as not given. */
  private ObjectNode typed(ObjectNode given) {
    ObjectNode typed = Json.DOCUMENTS.createObjectNode();
    for (Map.Entry<String, JsonNode> entry : given.properties()) {
      JsonNode value = entry.getValue();
      Optional<Setting<?>> setting = spec.setting(entry.getKey());
      if (setting.isEmpty()) {
        problems.put(entry.getKey(), unknown(entry.getKey()));
      } else if (!value.isNull()) {
        typed.set(entry.getKey(), typed(setting.get(), value));
      }
    }
    return typed;
  }

  private JsonNode typed(Setting<?> setting, JsonNode value) {
    Optional<?> parsed =
        value.isValueNode() ? setting.type().parse(value.asText()) : Optional.empty();
    if (parsed.isEmpty()) {
      problems.put(setting.name(), malformed(setting, value));
      return value;
    }
    JsonNodeFactory nodes = Json.DOCUMENTS.getNodeFactory();
    return switch (setting.type().kind()) {
      case WHOLE_NUMBER -> nodes.numberNode((Long) parsed.get());
      case FLAG -> nodes.booleanNode((Boolean) parsed.get());
      default -> nodes.textNode(value.asText().strip());
    };
  }

  private void validate(ObjectNode typed) {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Json.text(ConfigurationSchema.forValidation(spec)), InputFormat.JSON);
    schema
        .validate(Json.text(typed), InputFormat.JSON)
        .forEach(
            error -> {
              String name =
                  error.getProperty() == null
                      ? error.getInstanceLocation().toString().replaceFirst("^/", "")
                      : error.getProperty();
              spec.setting(name)
                  .ifPresentOrElse(
                      setting ->
                          problems.computeIfAbsent(
                              name,
                              each ->
                                  typed.has(name)
                                      ? malformed(setting, typed.get(name))
                                      : missing(setting)),
                      () -> problems.putIfAbsent(name, error.getMessage()));
            });
  }

  private static String missing(Setting<?> setting) {
    return setting.name()
        + " is missing: set it to "
        + setting.type().expectation()
        + " ("
        + setting.description()
        + ")";
  }

  private static String malformed(Setting<?> setting, JsonNode value) {
    String shown = setting.role() == Setting.Role.SECRET ? "not usable" : shown(value);
    return setting.name() + " is " + shown + ": set it to " + setting.type().expectation();
  }

  private static String shown(JsonNode value) {
    if (!value.isValueNode()) {
      return "no single value";
    }
    String text = value.asText().replaceAll("//[^/]*@", "//" + Redactor.MASK + "@");
    return "\"" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text) + "\"";
  }

  private String unknown(String name) {
    Optional<String> nearest =
        NearestName.of(name, spec.settings().stream().map(Setting::name).toList());
    return name
        + " is no setting of this connector: "
        + nearest.map(each -> "did you mean " + each + "?").orElse("remove it")
        + " (settings: "
        + String.join(", ", spec.settings().stream().map(Setting::name).toList())
        + ")";
  }
}
