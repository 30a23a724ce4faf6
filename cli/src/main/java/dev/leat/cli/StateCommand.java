package dev.leat.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code leat state}: the parent of show, reset and set. */
@Command(
    name = "state",
    description = "Show, reset or set where a pipeline stopped.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "%nExamples:",
      "  leat state show keyset",
      "  leat state reset keyset --table user",
      "  leat state set keyset --file state.json"
    })
final class StateCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** The command with its three children. */
  static CommandLine commandLine(Surroundings surroundings) {
    return new CommandLine(new StateCommand())
        .addSubcommand(new StateShowCommand(surroundings))
        .addSubcommand(new StateResetCommand(surroundings))
        .addSubcommand(new StateSetCommand(surroundings));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Say what to do with the state: show, reset or set");
  }
}
