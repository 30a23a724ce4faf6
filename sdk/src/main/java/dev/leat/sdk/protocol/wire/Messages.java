package dev.leat.sdk.protocol.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.Operation;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.contract.FailureText;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.internal.json.Json;
import dev.leat.sdk.schema.Column;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import java.util.Locale;

/** Every message but those that carry a row, as JSON. Stateless. */
final class Messages {

  /** The kind of an error line that says the connector crashed. */
  static final String DEFECT = "defect";

  private Messages() {}

  static ObjectNode hello(ConnectorInfo connector) {
    return message("hello")
        .put("protocol", Protocol.VERSION)
        .put("connector", connector.name())
        .put("version", connector.version());
  }

  static ObjectNode schema(Table table) {
    ObjectNode message = message("schema");
    message.set("table", table(table));
    return message;
  }

  static ObjectNode truncate(Operation.Truncate truncate) {
    ObjectNode message = message("truncate").put("table", truncate.table().value());
    truncate.before().ifPresent(before -> message.put("before", before.toString()));
    return message;
  }

  /** {@code reason} is the operation's, secrets masked. */
  static ObjectNode setAside(Operation.SetAside setAside, String reason) {
    return message("set_aside")
        .put("table", setAside.table().value())
        .put("reason", reason)
        .put("record", setAside.record());
  }

  static ObjectNode warning(String text) {
    return message("warning").put("message", text);
  }

  static ObjectNode progress(Operation.Progress progress) {
    return message("progress")
        .put("table", progress.table().value())
        .put("pages", progress.pages())
        .put("retries", progress.retries())
        .put("waited_ms", progress.waited().toMillis());
  }

  static ObjectNode checkpoint(Operation.Checkpoint checkpoint, Tally tally) {
    ObjectNode message = message("checkpoint");
    message.putRawValue("state", new RawValue(checkpoint.state().json()));
    message.set("counts", tally.counts());
    return message.put("digest", tally.digest());
  }

  static ObjectNode end(SyncResult result) {
    ObjectNode message =
        message("end").put("result", result.isComplete() ? "complete" : "incomplete");
    result.incompleteBecause().ifPresent(reason -> message.put("reason", reason));
    return message;
  }

  static ObjectNode error(Throwable failure, Redactor redactor) {
    ObjectNode message =
        message("error")
            .put("kind", kind(failure))
            .put("message", redactor.redact(FailureText.of(failure)));
    if (failure instanceof ConnectorException known) {
      known.remedy().ifPresent(remedy -> message.put("remedy", lowerCase(remedy)));
    }
    return message;
  }

  static ObjectNode spec(ConnectorInfo connector, ConfigurationSpec configuration) {
    ObjectNode message =
        message("spec")
            .put("connector", connector.name())
            .put("version", connector.version())
            .put("documentation", connector.documentation().toString());
    message.set("configuration", Json.object(configuration.jsonSchema()));
    return message;
  }

  static ObjectNode checkSucceeded() {
    return message("check").put("result", "succeeded");
  }

  static ObjectNode catalog(Schema schema) {
    ObjectNode message = message("catalog");
    ArrayNode tables = message.putArray("tables");
    schema.tables().forEach(each -> tables.add(table(each)));
    return message;
  }

  private static ObjectNode table(Table table) {
    ObjectNode node = Json.DOCUMENTS.createObjectNode();
    node.put("name", table.name().value());
    ArrayNode keys = node.putArray("primary_key");
    table.primaryKey().forEach(keys::add);
    node.put("disposition", lowerCase(table.disposition()));
    table.versionColumn().ifPresent(column -> node.put("version_column", column));
    ArrayNode columns = node.putArray("columns");
    for (Column column : table.columns()) {
      columns.addObject().put("name", column.name()).put("type", column.type().toString());
    }
    return node;
  }

  private static String kind(Throwable failure) {
    return failure instanceof ConnectorException known ? lowerCase(known.kind()) : DEFECT;
  }

  /** How a constant is spelled in a message. */
  static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode message(String type) {
    return Json.DOCUMENTS.createObjectNode().put("type", type);
  }
}
