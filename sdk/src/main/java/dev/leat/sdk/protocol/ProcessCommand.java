package dev.leat.sdk.protocol;

import com.google.common.collect.ImmutableList;
import dev.leat.sdk.schema.TableName;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the process of a connector is asked to do. Immutable. */
record ProcessCommand(
    Command command, Optional<Path> config, Optional<Path> state, List<TableName> tables) {

  static final String USAGE =
      """
      Usage: spec
             check    [--config FILE]
             discover [--config FILE]
             read     [--config FILE] [--state FILE] [--tables a,b]
      A variable LEAT_<SETTING> in the environment wins over the setting in FILE.\
      """;

  /** The four things that the process of a connector can do. */
  enum Command {
    SPEC(),
    CHECK("--config"),
    DISCOVER("--config"),
    READ("--config", "--state", "--tables");

    private final ImmutableList<String> options;

    Command(String... options) {
      this.options = ImmutableList.copyOf(options);
    }
  }

  /**
   * Reads the arguments.
   *
   * @throws CommandException if they are not of the form that {@link #USAGE} states
   */
  static ProcessCommand parse(List<String> arguments) {
    if (arguments.isEmpty()) {
      throw new CommandException("A command is missing");
    }
    Command command =
        Arrays.stream(Command.values())
            .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(arguments.get(0)))
            .findFirst()
            .orElseThrow(
                () ->
                    new CommandException(
                        "\"" + arguments.get(0) + "\" is no command of a connector"));
    ProcessCommand line =
        new ProcessCommand(command, Optional.empty(), Optional.empty(), List.of());
    for (int i = 1; i < arguments.size(); i += 2) {
      String option = arguments.get(i);
      if (!command.options.contains(option)) {
        throw new CommandException(arguments.get(0) + " has no option \"" + option + "\"");
      }
      if (arguments.subList(1, i).contains(option) && i > 1) {
        throw new CommandException(option + " stands twice");
      }
      if (i + 1 == arguments.size()) {
        throw new CommandException(option + " needs a value");
      }
      line = line.with(option, arguments.get(i + 1));
    }
    return line;
  }

  private ProcessCommand with(String option, String value) {
    return switch (option) {
      case "--config" -> new ProcessCommand(command, Optional.of(Path.of(value)), state, tables);
      case "--state" -> new ProcessCommand(command, config, Optional.of(Path.of(value)), tables);
      default ->
          new ProcessCommand(
              command,
              config,
              state,
              Arrays.stream(value.split(",", -1)).map(ProcessCommand::table).toList());
    };
  }

  private static TableName table(String name) {
    try {
      return new TableName(name.strip());
    } catch (IllegalArgumentException e) {
      throw new CommandException("--tables: " + e.getMessage());
    }
  }
}
