package dev.leat.sdk.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.internal.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads settings and collects every problem before it says anything. */
final class ConfigurationParser {

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
      throw new ConfigurationException(
          "The configuration is not a JSON object: " + e.getMessage(), e);
    }
    overrides.forEach((path, text) -> override(given, path, text));
    Optional<Configuration> read = new Place("", Optional.empty(), problems).read(spec, given);
    read.ifPresent(configuration -> validate(configuration.node()));
    if (!problems.isEmpty()) {
      throw new ConfigurationException(
          (problems.size() == 1 ? "1 problem" : problems.size() + " problems")
              + " in the configuration"
              + String.join("", problems.values().stream().map(each -> "\n- " + each).toList()));
    }
    return read.orElseThrow().asWhole(overrides.keySet());
  }

  /** Puts text where its path leads; a path that leads nowhere is a key like any other. */
  private void override(ObjectNode given, String path, String text) {
    ObjectNode object = given;
    List<String> steps = spec.stepsTo(path);
    for (String step : steps.subList(0, steps.size() - 1)) {
      JsonNode inner = object.get(step);
      Optional<ObjectNode> there =
          inner == null || inner.isNull()
              ? Optional.of(Json.DOCUMENTS.createObjectNode())
              : ObjectType.objectIn(inner);
      if (there.isEmpty()) {
        // What is wrong with it is said when it is read.
        return;
      }
      object.set(step, there.get());
      object = there.get();
    }
    object.put(steps.get(steps.size() - 1), text);
  }

  /** The library's word on what we took: our own reading and our schema must agree. */
  private void validate(ObjectNode typed) {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Json.text(ConfigurationSchema.forValidation(spec)), InputFormat.JSON);
    schema
        .validate(Json.text(typed), InputFormat.JSON)
        .forEach(
            error ->
                problems.putIfAbsent(
                    error.getInstanceLocation().toString(),
                    error.getInstanceLocation() + " does not fit: " + error.getKeyword()));
  }
}
