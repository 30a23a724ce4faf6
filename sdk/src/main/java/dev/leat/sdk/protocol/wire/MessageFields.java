package dev.leat.sdk.protocol.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.sdk.contract.DefectException;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.error.Remedy;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.internal.json.Json;
import dev.leat.sdk.schema.Column;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Disposition;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The values of one message that carries no row. What is missing or of a wrong type is an {@link
 * IllegalArgumentException} that names it.
 */
final class MessageFields {

  private final ObjectNode node;

  private MessageFields(ObjectNode node) {
    this.node = node;
  }

  /** The current line, which must be one JSON object without a key that stands twice. */
  static MessageFields of(LineSource line) {
    return new MessageFields(
        Json.object(
            new String(
                line.bytes(), line.from(), line.to() - line.from(), StandardCharsets.UTF_8)));
  }

  MessageFields only(String... known) {
    List<String> names = Arrays.asList(known);
    node.fieldNames()
        .forEachRemaining(
            each -> {
              if (!names.contains(each)) {
                throw new IllegalArgumentException(
                    "protocol version "
                        + Protocol.VERSION
                        + " knows no \""
                        + each
                        + "\" in this message");
              }
            });
    return this;
  }

  boolean has(String key) {
    return node.has(key);
  }

  String text(String key) {
    JsonNode value = node.path(key);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("\"" + key + "\" must be there and be a string");
    }
    return value.textValue();
  }

  Optional<String> optionalText(String key) {
    return has(key) ? Optional.of(text(key)) : Optional.empty();
  }

  /** A whole number that is not negative. */
  long count(String key) {
    return count(key, node.path(key));
  }

  MessageFields object(String key) {
    if (!(node.path(key) instanceof ObjectNode object)) {
      throw new IllegalArgumentException("\"" + key + "\" must be there and be an object");
    }
    return new MessageFields(object);
  }

  /** The value of a key as JSON text. */
  String json(String key) {
    return Json.text(object(key).node);
  }

  /** Refuses a tally other than the one that the message states, if it states one. */
  void requireTally(Tally tally) {
    if (has("counts")) {
      ObjectNode stated = object("counts").node;
      Set<String> tables = new TreeSet<>();
      tally.counts().fieldNames().forEachRemaining(tables::add);
      stated.fieldNames().forEachRemaining(tables::add);
      for (String table : tables) {
        long said = stated.has(table) ? count(table, stated.get(table)) : 0;
        if (said != tally.count(table)) {
          throw new IllegalArgumentException(
              "the checkpoint counts "
                  + said
                  + " lines of table \""
                  + table
                  + "\" since the one before, "
                  + tally.count(table)
                  + " arrived: lines were lost or doubled");
        }
      }
    }
    if (has("digest") && !text("digest").equals(tally.digest())) {
      throw new IllegalArgumentException(
          "the checkpoint's digest is "
              + text("digest")
              + ", the lines that arrived have "
              + tally.digest()
              + ": a line was changed, lost or doubled");
    }
  }

  Table table() {
    only("name", "primary_key", "disposition", "version_column", "columns");
    List<String> keys = new ArrayList<>();
    for (JsonNode key : array("primary_key")) {
      if (!key.isTextual()) {
        throw new IllegalArgumentException("\"primary_key\" must be a list of column names");
      }
      keys.add(key.textValue());
    }
    List<Column> columns = new ArrayList<>();
    for (MessageFields column : objects("columns")) {
      column.only("name", "type");
      columns.add(new Column(column.text("name"), type(column.text("type"))));
    }
    return new Table(
        new TableName(text("name")),
        columns,
        keys,
        disposition(keys),
        optionalText("version_column"));
  }

  /** The objects of a list. */
  List<MessageFields> objects(String key) {
    List<MessageFields> objects = new ArrayList<>();
    for (JsonNode each : array(key)) {
      if (!(each instanceof ObjectNode object)) {
        throw new IllegalArgumentException("\"" + key + "\" must be a list of objects");
      }
      objects.add(new MessageFields(object));
    }
    return objects;
  }

  /** The exception that an error message stands for. */
  RuntimeException failure() {
    only("type", "kind", "message", "remedy");
    Remedy remedy = optionalText("remedy").map(MessageFields::remedy).orElse(null);
    String message = text("message");
    String kind = text("kind");
    if (kind.equals(Messages.DEFECT)) {
      return new DefectException(message);
    }
    for (ConnectorException.Kind each : ConnectorException.Kind.values()) {
      if (kind.equals(Messages.lowerCase(each))) {
        return switch (each) {
          case CONFIGURATION -> new ConfigurationException(message, null, remedy);
          case SOURCE_UNAVAILABLE -> new SourceUnavailableException(message, null, remedy);
          case SOURCE_DATA -> new SourceDataException(message, null, remedy);
        };
      }
    }
    throw new IllegalArgumentException(
        "\"kind\" is \"" + kind + "\", which is not a kind of error");
  }

  private static Remedy remedy(String word) {
    return Arrays.stream(Remedy.values())
        .filter(each -> word.equals(Messages.lowerCase(each)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"remedy\" is \"" + word + "\", which is not a remedy: use start_over"));
  }

  private Disposition disposition(List<String> keys) {
    if (!has("disposition")) {
      return keys.isEmpty() ? Disposition.APPEND : Disposition.MERGE;
    }
    String word = text("disposition");
    return Arrays.stream(Disposition.values())
        .filter(each -> word.equals(Messages.lowerCase(each)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"disposition\" is \"" + word + "\": use merge, append or replace"));
  }

  private static DataType type(String word) {
    return DataType.parse(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"type\" is \"" + word + "\": use one of " + DataType.names()));
  }

  private JsonNode array(String key) {
    JsonNode value = node.path(key);
    if (!value.isArray()) {
      throw new IllegalArgumentException("\"" + key + "\" must be there and be a list");
    }
    return value;
  }

  private static long count(String key, JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw new IllegalArgumentException("\"" + key + "\" must be a whole number from 0 on");
    }
    return value.longValue();
  }
}
