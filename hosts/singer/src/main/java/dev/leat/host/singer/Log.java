package dev.leat.host.singer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.host.process.Documents;
import dev.leat.sdk.schema.TableName;
import java.io.PrintStream;

/** What a tap says to people, in the form that Singer's runners look for. Thread-safe. */
final class Log {

  private final PrintStream err;

  Log(PrintStream err) {
    this.err = err;
  }

  void warning(String message) {
    err.println("WARNING " + message);
  }

  /** Why the tap ends with an exit code that is not zero. */
  void critical(String message) {
    err.println("CRITICAL " + message);
  }

  /** For the connector's author; may have many lines. */
  void detail(String text) {
    err.println(text.stripTrailing());
  }

  void records(TableName stream, long count) {
    ObjectNode metric = Documents.object();
    metric.put("type", "counter").put("metric", "record_count").put("value", count);
    metric.putObject("tags").put("endpoint", stream.value());
    err.println("INFO METRIC: " + Documents.text(metric));
  }
}
