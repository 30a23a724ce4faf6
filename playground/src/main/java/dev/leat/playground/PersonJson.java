package dev.leat.playground;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

/** The JSON of one person: compact, UTF-8, fields in the order of the table's columns. */
final class PersonJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();
  private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

  private PersonJson() {}

  static byte[] encode(Person person) {
    return encode(person, Map.of());
  }

  /** Encodes a person with fields that the table did not begin with, behind its own columns. */
  static byte[] encode(Person person, Map<String, String> added) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(320);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("id", person.id());
      json.writeStringField("name", person.name());
      json.writeStringField("email", person.email());
      json.writeStringField("address", person.address());
      json.writeStringField("company", person.company());
      json.writeStringField("job", person.job());
      json.writeStringField("updatedAt", person.updatedAt().toString());
      json.writeStringField("createdAt", person.createdAt().toString());
      for (Map.Entry<String, String> field : added.entrySet()) {
        json.writeStringField(field.getKey(), field.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing person " + person.id() + " to memory failed", e);
    }
    return bytes.toByteArray();
  }

  static Person decode(byte[] json) {
    try {
      JsonNode row = MAPPER.readTree(json);
      return new Person(
          row.required("id").textValue(),
          row.required("name").textValue(),
          row.required("email").textValue(),
          row.required("address").textValue(),
          row.required("company").textValue(),
          row.required("job").textValue(),
          Instant.parse(row.required("updatedAt").textValue()),
          Instant.parse(row.required("createdAt").textValue()));
    } catch (IOException e) {
      throw new UncheckedIOException("Reading a stored person back failed", e);
    }
  }
}
