package dev.leat.host.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leat.host.process.PlatformProcess;
import dev.leat.sdk.Connector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One command of a connector under a host, in process: what it printed and how it ended. */
record Command(int exit, List<String> lines, String err) {

  static final ObjectMapper JSON = new ObjectMapper();

  static Command run(
      PlatformProcess.Host host, Connector connector, Clock clock, List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit = host.run(connector, arguments, out, err, Map.of(), clock);
    String printed = out.toString(StandardCharsets.UTF_8);
    if (!printed.isEmpty() && !printed.endsWith("\n")) {
      throw new AssertionError("The last line is cut: " + printed);
    }
    return new Command(exit, printed.lines().toList(), err.toString(StandardCharsets.UTF_8));
  }

  static String file(Path folder, String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not one JSON document: " + text, e);
    }
  }

  static List<String> fieldNames(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Every line as JSON, which each of them must be. */
  List<JsonNode> messages() {
    return lines.stream().map(Command::json).toList();
  }

  /** The messages of one type, in order. */
  List<JsonNode> messages(String type) {
    List<JsonNode> found = new ArrayList<>(messages());
    found.removeIf(each -> !each.path("type").asText().equals(type));
    return found;
  }
}
