package dev.leat.sdk.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.sdk.internal.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One of several objects, told apart by a word in them. */
final class OneOfType extends SettingType<Chosen> {

  private final String discriminator;
  private final List<Alternative> alternatives;
  private final SettingType<String> names;

  OneOfType(String discriminator, List<Alternative> alternatives) {
    super(
        Kind.ONE_OF,
        "an object whose "
            + discriminator
            + " is one of "
            + String.join(", ", alternatives.stream().map(Alternative::name).toList()));
    this.discriminator = discriminator;
    this.alternatives = List.copyOf(alternatives);
    this.names = choice(alternatives.stream().map(Alternative::name).toList());
    requireApart();
  }

  private void requireApart() {
    if (alternatives.isEmpty()) {
      throw new IllegalArgumentException("One of nothing cannot be chosen: name alternatives");
    }
    Set<String> seen = new HashSet<>();
    for (Alternative each : alternatives) {
      if (!seen.add(each.name())) {
        throw new IllegalArgumentException("Alternative " + each.name() + " is declared twice");
      }
      if (each.fields().setting(discriminator).isPresent()) {
        throw new IllegalArgumentException(
            "Alternative "
                + each.name()
                + " has a setting "
                + discriminator
                + ", which is what tells the alternatives apart: rename one of the two");
      }
    }
  }

  @Override
  Optional<Chosen> read(JsonNode given, Place place) {
    Optional<ObjectNode> object = ObjectType.objectIn(given);
    if (object.isEmpty()) {
      place.malformed(given, this);
      return Optional.empty();
    }
    Place name = place.field(discriminator);
    JsonNode word = object.get().path(discriminator);
    if (word.isMissingNode() || word.isNull()) {
      name.missing(names.expectation());
      return Optional.empty();
    }
    ObjectNode rest = object.get().deepCopy();
    rest.remove(discriminator);
    return names
        .read(word, name)
        .flatMap(this::alternative)
        .flatMap(
            each ->
                place.read(each.fields(), rest).map(settings -> new Chosen(each.name(), settings)));
  }

  private Optional<Alternative> alternative(String name) {
    return alternatives.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  @Override
  JsonNode json(Chosen value) {
    ObjectNode object = Json.DOCUMENTS.createObjectNode();
    object.put(discriminator, value.name());
    object.setAll(value.settings().node());
    return object;
  }

  @Override
  void describe(ObjectNode schema) {
    schema.put("type", "object");
    var oneOf = schema.putArray("oneOf");
    for (Alternative each : alternatives) {
      ObjectNode one = oneOf.addObject();
      one.put("title", each.title());
      ConfigurationSchema.describe(each.fields(), one);
      ObjectNode properties = Json.DOCUMENTS.createObjectNode();
      properties.putObject(discriminator).put("type", "string").put("const", each.name());
      properties.setAll((ObjectNode) one.get("properties"));
      one.set("properties", properties);
      one.withArray("/required").insert(0, discriminator);
    }
  }

  @Override
  public List<Alternative> alternatives() {
    return alternatives;
  }

  @Override
  public Optional<String> discriminator() {
    return Optional.of(discriminator);
  }

  @Override
  boolean holdsSecrets() {
    return alternatives.stream().anyMatch(each -> each.fields().holdsSecrets());
  }

  @Override
  boolean isScalar() {
    return false;
  }
}
