package dev.leat.sdk.protocol.wire;

import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.contract.DefectException;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads the one line with which a connector's process answers {@code spec}, {@code check} or {@code
 * discover}; ask for the answer to the command that was given. Waits for the end of the stream.
 *
 * <p>Each method throws {@link ProtocolException} if the stream is anything but that line, {@link
 * ConnectorException} if the process says that it failed, and {@link DefectException} if it says
 * that it crashed.
 */
public final class ReplyReader {

  private final LineSource lines;

  /** A reader of the output of one command. */
  public ReplyReader(InputStream in) {
    this.lines = new LineSource(in, Protocol.LONGEST_LINE);
  }

  /** The answer to {@code spec}. */
  public ConnectorDescription spec() {
    return answer("spec", ReplyReader::description);
  }

  /** The answer to {@code check}: returns if the settings work. */
  public void check() {
    answer(
        "check",
        fields -> {
          if (!fields.only("type", "result").text("result").equals("succeeded")) {
            throw new IllegalArgumentException(
                "\"result\" must be \"succeeded\"; a check that failed answers with an error");
          }
          return fields;
        });
  }

  /** The answer to {@code discover}. */
  public Schema catalog() {
    return answer("catalog", ReplyReader::catalog);
  }

  private static ConnectorDescription description(MessageFields fields) {
    fields.only("type", "connector", "version", "documentation", "configuration");
    ConnectorInfo info =
        new ConnectorInfo(
            fields.text("connector"),
            fields.text("version"),
            URI.create(fields.text("documentation")));
    return new ConnectorDescription(
        info, ConfigurationSpec.fromJsonSchema(fields.json("configuration")));
  }

  private static Schema catalog(MessageFields fields) {
    List<Table> tables = new ArrayList<>();
    fields.only("type", "tables").objects("tables").forEach(each -> tables.add(each.table()));
    return new Schema(tables);
  }

  private <T> T answer(String expected, Function<MessageFields, T> decoding) {
    if (!lines.next()) {
      throw lines.fault(lines.from(), "the stream ends without an answer");
    }
    LineFields line = LineFields.of(lines);
    T answer;
    try {
      MessageFields fields = MessageFields.of(lines);
      String type = line.text("type");
      if (type.equals("error")) {
        throw fields.failure();
      }
      if (!type.equals(expected)) {
        throw new IllegalArgumentException(
            "a message of type \"" + expected + "\" is expected, got \"" + type + "\"");
      }
      answer = decoding.apply(fields);
    } catch (IllegalArgumentException e) {
      throw lines.fault(lines.from(), e.getMessage(), e);
    }
    if (lines.next()) {
      throw lines.fault(lines.from(), "something follows the answer");
    }
    return answer;
  }
}
