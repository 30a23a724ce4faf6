package dev.leat.playground;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers' JSON with something wrong in it. The bytes given are never changed. */
final class SpoiledJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern TEXT_STARTS = Pattern.compile("\"\\s*:\\s*\"");
  private static final byte NEVER_IN_UTF8 = (byte) 0xFF;

  private SpoiledJson() {}

  static byte[] withField(byte[] json, String field, String value) {
    return written(object(json).put(field, value));
  }

  static Optional<String> textField(byte[] json, String field) {
    return Optional.ofNullable(object(json).path(field).textValue());
  }

  /** Returns the body with its last row changed; unchanged if it has no row. */
  static byte[] withLastRow(byte[] json, Consumer<ObjectNode> change) {
    JsonNode body = tree(json);
    if (rows(body) instanceof ArrayNode rows
        && !rows.isEmpty()
        && rows.get(rows.size() - 1) instanceof ObjectNode lastRow) {
      change.accept(lastRow);
    }
    return written(body);
  }

  /** Returns the body with other rows in place of its own. */
  static byte[] withRows(byte[] json, UnaryOperator<List<JsonNode>> change) {
    JsonNode body = tree(json);
    List<JsonNode> rows = new ArrayList<>();
    rows(body).forEach(rows::add);
    List<JsonNode> changed = change.apply(rows);
    if (body instanceof ObjectNode object) {
      object.putArray(placeIn(object)).addAll(changed);
      return written(object);
    }
    return written(MAPPER.createArrayNode().addAll(changed));
  }

  private static JsonNode rows(JsonNode body) {
    return body.isArray() ? body : body.path(placeIn(body));
  }

  /** The field with the rows of a page. */
  private static String placeIn(JsonNode page) {
    return page.has("ticket_events") ? "ticket_events" : "data";
  }

  /** Returns the body with a stray byte in its first text, or at its end if it has none. */
  static byte[] withInvalidByte(byte[] json) {
    // One character a byte, so that an index into the text is an index into the bytes.
    Matcher text = TEXT_STARTS.matcher(new String(json, StandardCharsets.ISO_8859_1));
    int at = text.find() ? text.end() : json.length;
    byte[] spoiled = Arrays.copyOf(json, json.length + 1);
    spoiled[at] = NEVER_IN_UTF8;
    System.arraycopy(json, at, spoiled, at + 1, json.length - at);
    return spoiled;
  }

  private static ObjectNode object(byte[] json) {
    return (ObjectNode) tree(json);
  }

  private static JsonNode tree(byte[] json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("Reading back an answer's own JSON failed", e);
    }
  }

  private static byte[] written(JsonNode body) {
    try {
      return MAPPER.writeValueAsBytes(body);
    } catch (IOException e) {
      throw new UncheckedIOException("Writing an answer's JSON to memory failed", e);
    }
  }
}
