package dev.leat.cli;

import dev.leat.engine.destination.FileFailure;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.state.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leat state set}. */
@Command(
    name = "set",
    description = {
      "Replace the stored state by a document of the form that leat state show prints.",
      "It must belong to this connector and source."
    },
    footer = {
      "%nExample:",
      "  leat state show keyset > state.json",
      "  leat state set keyset --file state.json"
    })
final class StateSetCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  @Mixin private StateTarget target;

  @Option(
      names = "--file",
      required = true,
      paramLabel = "FILE",
      description = "File with the state; - reads standard input.")
  private String file;

  StateSetCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    State state = State.parseUnchecked(read(), target.owner(surroundings));
    String pipeline = target.pipeline(surroundings);
    target.destination().destination().replaceState(pipeline, Optional.of(state.json()));
    surroundings.out().println(pipeline + ": state set in " + target.destination().uri());
    return 0;
  }

  private String read() {
    try {
      return file.equals("-")
          ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
          : Files.readString(surroundings.directory().resolve(file));
    } catch (IOException e) {
      throw new ConfigurationException(
          "The state in "
              + file
              + " cannot be read ("
              + FileFailure.reason(e)
              + "): check the path",
          e);
    }
  }
}
