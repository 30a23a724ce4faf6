package dev.leat.cli;

import dev.leat.sdk.Connector;
import dev.leat.sdk.error.ConfigurationException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that gives a pipeline a name of its own. */
final class PipelineChoice {

  private static final String FORM = "[A-Za-z0-9][A-Za-z0-9_.-]{0,99}";

  @Option(
      names = "--pipeline",
      paramLabel = "NAME",
      description =
          "By what name state, runs and tables are kept, e.g. one for each account. Default: the"
              + " connector's name")
  private Optional<String> pipeline = Optional.empty();

  /**
   * The name that was given; empty for the connector's.
   *
   * @throws ConfigurationException if it cannot be one
   */
  Optional<String> given() {
    pipeline.ifPresent(name -> require("--pipeline", name));
    return pipeline;
  }

  /** The name that holds. */
  String of(Connector connector) {
    return given().orElse(connector.info().name());
  }

  /**
   * Checks a name.
   *
   * @throws ConfigurationException if it has other characters than letters, digits and a few signs
   */
  static void require(String option, String name) {
    if (!name.matches(FORM)) {
      throw new ConfigurationException(
          option
              + " \""
              + name
              + "\" cannot be a name: use letters, digits, _, . and -, a letter or digit first, at"
              + " most 100");
    }
  }
}
