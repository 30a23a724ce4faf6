package dev.leat.sdk.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.io.CharStreams;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The one Jackson set-up: exact numbers, no duplicate keys in documents we own, limits that fit
 * large pages. Thread-safe.
 */
public final class Json {

  /** For pages and rows: sizes are bounded by the largest body that HTTP accepts, not here. */
  public static final JsonFactory PAGES =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(JsonScanner.LONGEST_NUMBER)
                  .maxNestingDepth(JsonScanner.DEEPEST)
                  .build())
          .build();

  /** For documents we own: settings, states, messages. A key that stands twice is refused. */
  public static final ObjectMapper DOCUMENTS =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(PAGES.streamReadConstraints())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final ObjectWriter SORTED =
      DOCUMENTS.writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

  private Json() {}

  /**
   * Parses one JSON object.
   *
   * @throws IllegalArgumentException if the text is anything else; the message says where
   */
  public static ObjectNode object(String json) {
    try {
      JsonNode node = DOCUMENTS.readTree(json);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new IllegalArgumentException(
          "expected a JSON object, got " + (json.isBlank() ? "nothing" : kindOf(node)));
    } catch (JsonProcessingException e) {
      // Without its cause, whose message quotes the document.
      throw new IllegalArgumentException(where(e));
    }
  }

  /** The value that is written there; empty if the text is not one JSON document. */
  public static Optional<JsonNode> parsed(String json) {
    try {
      JsonNode node = DOCUMENTS.readTree(json);
      return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  /**
   * Parses one JSON value.
   *
   * @throws IllegalArgumentException if the text is anything else; the message says where
   */
  public static JsonNode node(String json) {
    try {
      JsonNode node = DOCUMENTS.readTree(json);
      if (node.isMissingNode()) {
        throw new IllegalArgumentException("expected JSON, got nothing");
      }
      return node;
    } catch (JsonProcessingException e) {
      // Without its cause, whose message quotes the document.
      throw new IllegalArgumentException(where(e));
    }
  }

  /**
   * The text of a value within a document; empty if nothing or null stands there, or if the text is
   * no JSON.
   */
  public static Optional<String> textAt(String json, String pointer) {
    JsonNode found;
    try {
      // A key that stands twice is the source's business here: the last one counts.
      found =
          DOCUMENTS
              .reader()
              .without(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .readTree(json)
              .at(pointer);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    if (found.isMissingNode() || found.isNull()) {
      return Optional.empty();
    }
    return Optional.of(found.isValueNode() ? found.asText() : text(found));
  }

  /** Compact JSON text, keys in their order. */
  public static String text(JsonNode node) {
    try {
      return DOCUMENTS.writeValueAsString(node);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * The same, of a document that holds very much text: fewer copies of it are made on the way.
   *
   * @param length about how long the text becomes, in characters
   */
  public static String longText(JsonNode node, int length) {
    StringBuilder text = new StringBuilder(length);
    try {
      DOCUMENTS.writeValue(CharStreams.asWriter(text), node);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  /** Compact JSON text, the keys of each object in the order of their names. */
  public static String sortedText(JsonNode node) {
    try {
      return SORTED.writeValueAsString(node);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** What {@link #sortedText} gives, in UTF-8. */
  public static void writeSorted(JsonNode node, OutputStream out) {
    try {
      SORTED.writeValue(out, node);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** What {@link #text} gives, in UTF-8. */
  public static byte[] bytes(JsonNode node) {
    try {
      return DOCUMENTS.writeValueAsBytes(node);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** What went wrong and where, without a dump of the document (it may hold secrets). */
  public static String where(JsonProcessingException e) {
    String problem = e.getOriginalMessage().replaceAll("(?s)\\s*\\R.*", "");
    problem = problem.replaceAll("(?s)(Unrecognized token) '.*?'(:.*|$)", "$1$2");
    return e.getLocation() == null
        ? problem
        : problem
            + " (line "
            + e.getLocation().getLineNr()
            + ", column "
            + e.getLocation().getColumnNr()
            + ")";
  }

  private static String kindOf(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "an array";
      case STRING -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      case MISSING -> "nothing";
      default -> "null";
    };
  }
}
