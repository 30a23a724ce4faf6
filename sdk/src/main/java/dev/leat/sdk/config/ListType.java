package dev.leat.sdk.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.sdk.internal.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values of one form. */
final class ListType<E> extends SettingType<List<E>> {

  private final SettingType<E> element;

  ListType(SettingType<E> element) {
    super(
        Kind.LIST,
        element.isScalar()
            ? "a list, each of it " + element.expectation()
            : "a list of JSON objects, each " + element.expectation());
    this.element = element;
  }

  @Override
  Optional<List<E>> read(JsonNode given, Place place) {
    Optional<ArrayNode> array = given.isTextual() ? parsed(given.asText()) : array(given);
    if (array.isEmpty()) {
      place.malformed(given, this);
      return Optional.empty();
    }
    List<E> values = new ArrayList<>();
    boolean whole = true;
    for (int i = 0; i < array.get().size(); i++) {
      Optional<E> value = element.read(array.get().get(i), place.element(i));
      value.ifPresent(values::add);
      whole &= value.isPresent();
    }
    return whole ? Optional.of(List.copyOf(values)) : Optional.empty();
  }

  /** Text as an environment or a form gives it: a JSON array, or words with commas between. */
  private Optional<ArrayNode> parsed(String text) {
    if (text.strip().startsWith("[")) {
      return Json.parsed(text).flatMap(ListType::array);
    }
    if (!element.isScalar()) {
      return Optional.empty();
    }
    ArrayNode words = Json.DOCUMENTS.createArrayNode();
    for (String each : text.split(",", -1)) {
      if (!each.isBlank()) {
        words.add(each.strip());
      }
    }
    return Optional.of(words);
  }

  private static Optional<ArrayNode> array(JsonNode node) {
    return node instanceof ArrayNode array ? Optional.of(array) : Optional.empty();
  }

  @Override
  JsonNode json(List<E> value) {
    ArrayNode array = Json.DOCUMENTS.createArrayNode();
    value.forEach(each -> array.add(element.json(each)));
    return array;
  }

  @Override
  void describe(ObjectNode schema) {
    schema.put("type", "array");
    element.describe(schema.putObject("items"));
  }

  @Override
  public Optional<SettingType<?>> element() {
    return Optional.of(element);
  }

  @Override
  boolean holdsSecrets() {
    return element.holdsSecrets();
  }

  @Override
  boolean isScalar() {
    return false;
  }
}
