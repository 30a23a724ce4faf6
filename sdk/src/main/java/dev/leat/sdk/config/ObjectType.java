package dev.leat.sdk.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.sdk.internal.json.Json;
import java.util.Optional;

/** Settings of their own. */
final class ObjectType extends SettingType<Configuration> {

  private final ConfigurationSpec fields;

  ObjectType(ConfigurationSpec fields) {
    super(
        Kind.OBJECT,
        "an object with "
            + String.join(", ", fields.settings().stream().map(Setting::name).toList()));
    this.fields = fields;
  }

  @Override
  Optional<Configuration> read(JsonNode given, Place place) {
    Optional<ObjectNode> object = objectIn(given);
    if (object.isEmpty()) {
      place.malformed(given, this);
      return Optional.empty();
    }
    return place.read(fields, object.get());
  }

  /** An object, or text that is one: an environment and a form have nothing but text. */
  static Optional<ObjectNode> objectIn(JsonNode given) {
    JsonNode node = given.isTextual() ? Json.parsed(given.asText()).orElse(given) : given;
    return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
  }

  @Override
  JsonNode json(Configuration value) {
    return value.node();
  }

  @Override
  void describe(ObjectNode schema) {
    ConfigurationSchema.describe(fields, schema);
  }

  @Override
  public Optional<ConfigurationSpec> fields() {
    return Optional.of(fields);
  }

  @Override
  boolean holdsSecrets() {
    return fields.holdsSecrets();
  }

  @Override
  boolean isScalar() {
    return false;
  }
}
