package dev.leat.sdk.protocol;

import dev.leat.sdk.Connector;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** All that the process of a connector has around it. */
record ProcessSurroundings(
    Map<String, String> environment, OutputStream out, PrintStream err, Clock clock) {

  /** The settings of a file, or none, and those of the environment, which win. */
  Configuration configuration(Optional<Path> file, Connector connector) {
    ConfigurationSpec spec = connector.configurationSpec();
    String json = file.map(each -> read("configuration", each)).orElse("{}");
    return spec.parse(json, spec.fromEnvironment(environment, "LEAT_"));
  }

  /** The state of a file, or the empty one. */
  State state(Optional<Path> file, StateOwner owner) {
    return file.map(each -> State.parse(read("state", each), owner))
        .orElseGet(() -> State.empty(owner));
  }

  private static String read(String what, Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new ConfigurationException(
          "There is no " + what + " file " + file + ": create it, or name another one", e);
    } catch (CharacterCodingException e) {
      throw new ConfigurationException("The " + what + " file " + file + " is not UTF-8", e);
    } catch (IOException e) {
      throw new ConfigurationException(
          "The " + what + " file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
