package dev.leat.host.airbyte;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.host.process.Documents;
import dev.leat.host.process.Failure;
import dev.leat.host.process.LineOutput;
import dev.leat.sdk.schema.TableName;
import java.time.Clock;
import java.util.Optional;

/**
 * Writes Airbyte's messages, but for records and states. Used by one thread, but for {@link
 * #control}.
 */
final class AirbyteMessages {

  /** How a stream stands. */
  enum Status {
    STARTED,
    RUNNING,
    COMPLETE,
    INCOMPLETE
  }

  private final LineOutput lines;
  private final Clock clock;

  AirbyteMessages(LineOutput lines, Clock clock) {
    this.lines = lines;
    this.clock = clock;
  }

  void send(ObjectNode message) {
    lines.line(Documents.text(message));
  }

  void connection(String status, Optional<String> message) {
    ObjectNode line = Documents.object();
    line.put("type", "CONNECTION_STATUS");
    ObjectNode body = line.putObject("connectionStatus").put("status", status);
    message.ifPresent(text -> body.put("message", text));
    send(line);
  }

  void warn(String message) {
    ObjectNode line = Documents.object();
    line.put("type", "LOG");
    line.putObject("log").put("level", "WARN").put("message", message);
    send(line);
  }

  /**
   * The whole new configuration, for the platform to keep: the one message that holds secrets. At
   * once, from any thread: the old secret may be void.
   */
  void control(ObjectNode configuration) {
    ObjectNode line = Documents.object();
    line.put("type", "CONTROL");
    ObjectNode body = line.putObject("control").put("type", "CONNECTOR_CONFIG");
    body.put("emitted_at", clock.millis());
    body.putObject("connectorConfig").set("config", configuration);
    lines.lineAtOnce(Documents.text(line));
  }

  void status(TableName stream, Status status) {
    ObjectNode trace = trace("STREAM_STATUS");
    ObjectNode body = ((ObjectNode) trace.get("trace")).putObject("stream_status");
    body.putObject("stream_descriptor").put("name", stream.value());
    body.put("status", status.name());
    send(trace);
  }

  void error(Failure failure, Optional<TableName> stream) {
    ObjectNode trace = trace("ERROR");
    ObjectNode body = ((ObjectNode) trace.get("trace")).putObject("error");
    body.put("message", failure.message());
    body.put("internal_message", "exit code " + failure.exit().number() + ", " + failure.exit());
    if (!failure.stackTrace().isEmpty()) {
      body.put("stack_trace", failure.stackTrace());
    }
    body.put("failure_type", failureType(failure));
    stream.ifPresent(each -> body.putObject("stream_descriptor").put("name", each.value()));
    send(trace);
  }

  /** Who must act, in Airbyte's words: it retries all but what the user must mend. */
  private static String failureType(Failure failure) {
    return switch (failure.exit()) {
      case CONFIGURATION, USAGE -> "config_error";
      case SOURCE_UNAVAILABLE, TERMINATED -> "transient_error";
      default -> "system_error";
    };
  }

  private ObjectNode trace(String type) {
    ObjectNode line = Documents.object();
    line.put("type", "TRACE");
    line.putObject("trace").put("type", type).put("emitted_at", clock.millis());
    return line;
  }
}
