package dev.leat.host.process;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.sdk.error.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The JSON documents that a platform hands over and takes back, every digit kept. Stateless. */
public final class Documents {

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNumberLength(10_000)
                          .build())
                  .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Documents() {}

  /** An empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * Reads a file that holds one JSON document.
   *
   * @param what the file is to the user, for messages: {@code catalog}
   * @throws ConfigurationException if it cannot be read or is no JSON; no content is shown, it may
   *     be secret
   */
  public static JsonNode read(Path file, String what) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new ConfigurationException(
          "The " + what + " cannot be read from " + file + ": give a file in UTF-8", e);
    }
    return parse(text, what);
  }

  /**
   * Reads one JSON document.
   *
   * @throws ConfigurationException as {@link #read} does
   */
  public static JsonNode parse(String text, String what) {
    try {
      JsonNode document = MAPPER.readTree(text);
      if (document == null || document.isMissingNode()) {
        throw new ConfigurationException("The " + what + " is empty: it must be a JSON document");
      }
      return document;
    } catch (JsonProcessingException e) {
      // The exception quotes the document: only its place is told.
      throw new ConfigurationException(
          "The "
              + what
              + " is no JSON document: look at line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr());
    }
  }

  /** The document as compact JSON on one line, keys in their order. */
  public static String text(JsonNode document) {
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** A text as a JSON string, quotes and escapes included. */
  public static String quoted(String text) {
    return text(MAPPER.getNodeFactory().textNode(text));
  }
}
