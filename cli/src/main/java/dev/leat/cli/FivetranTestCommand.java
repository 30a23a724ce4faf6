package dev.leat.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leat.engine.destination.FileFailure;
import dev.leat.host.fivetran.FivetranHost;
import dev.leat.host.fivetran.tester.FivetranTester;
import dev.leat.host.fivetran.tester.TesterOptions;
import dev.leat.sdk.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code leat fivetran-test}. */
@Command(
    name = "fivetran-test",
    description = {
      "Play Fivetran's side against a server of its contract, in any language: form, tests,"
          + " schema,",
      "two updates with the state carried over, kills and resumes, and the operations table."
    },
    footer = {
      "%nExample:",
      "  leat fivetran-test --port 50051 --config connectors/keyset/configuration.json"
    })
final class FivetranTestCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Option(names = "--host", description = "Default: ${DEFAULT-VALUE}", defaultValue = "localhost")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Default: ${DEFAULT-VALUE}",
      defaultValue = "" + FivetranHost.DEFAULT_PORT)
  private int port;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "JSON file of settings, sent as the platform sends them: as text.")
  private Path config;

  @Option(
      names = "--kills",
      paramLabel = "N",
      description = "How often to kill and resume. Default: ${DEFAULT-VALUE}",
      defaultValue = "3")
  private int kills;

  FivetranTestCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return FivetranTester.run(
        host + ":" + port,
        settings(surroundings.directory().resolve(config)),
        TesterOptions.defaults().kills(kills),
        surroundings.out(),
        surroundings.err());
  }

  /** The file's settings as a form of plain fields has them: those of an object one by one. */
  static Map<String, String> settings(Path file) {
    try {
      JsonNode given = new ObjectMapper().readTree(Files.readString(file));
      if (!given.isObject()) {
        throw new ConfigurationException(file + " is not a JSON object of settings");
      }
      Map<String, String> fields = new LinkedHashMap<>();
      addFields("", given, fields);
      return fields;
    } catch (JsonProcessingException e) {
      throw new ConfigurationException(
          file + " is not a JSON object of settings: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new ConfigurationException(
          "The file of settings "
              + file
              + " cannot be read ("
              + FileFailure.reason(e)
              + "): check the path",
          e);
    }
  }

  private static void addFields(String path, JsonNode object, Map<String, String> fields) {
    for (Map.Entry<String, JsonNode> each : object.properties()) {
      JsonNode value = each.getValue();
      if (value.isObject()) {
        addFields(path + each.getKey() + ".", value, fields);
      } else if (!value.isNull()) {
        fields.put(path + each.getKey(), value.isArray() ? value.toString() : value.asText());
      }
    }
  }
}
