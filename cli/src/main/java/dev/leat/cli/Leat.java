package dev.leat.cli;

import dev.leat.cli.verify.Subject;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** The root command: lists the others. */
@Command(
    name = "leat",
    mixinStandardHelpOptions = true,
    version = "leat " + Leat.VERSION,
    scope = ScopeType.INHERIT,
    description = "Runs connectors: from a source to a destination, no row lost.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:complete",
      "2:the command line is wrong",
      "3:incomplete: rows may have been missed, and the reason is shown",
      "10:configuration: change a setting, a permission or a file",
      "11:the source is unavailable: wait, the next sync resumes",
      "12:the source broke its promise",
      "70:a defect of the connector or of Leat",
      "75:another process runs this pipeline: wait for it",
      "143:stopped by SIGTERM, after a checkpoint"
    })
final class Leat implements Runnable {

  static final String VERSION = "0.1.0";

  /** In the order in which help lists them. */
  private static final List<String> COMMANDS =
      List.of(
          "demo",
          "list",
          "spec",
          "check",
          "discover",
          "read",
          "sync",
          "state",
          "runs",
          "show",
          "verify",
          Subject.WATCHED_SYNC,
          "new",
          "playground",
          "airbyte",
          "singer",
          "fivetran",
          "fivetran-test",
          "package",
          "class-data");

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /**
   * The whole command, ready to be executed once with these arguments. If they begin with the name
   * of a command, only that one is there: to make them all takes longer than most of them run.
   */
  static CommandLine commandLine(Surroundings surroundings, String... arguments) {
    CommandLine line = new CommandLine(new Leat());
    if (arguments.length > 0 && COMMANDS.contains(arguments[0])) {
      line.addSubcommand(arguments[0], command(arguments[0], surroundings));
    } else {
      COMMANDS.forEach(name -> line.addSubcommand(name, command(name, surroundings)));
      line.addSubcommand(new AutoComplete.GenerateCompletion());
    }
    // Looked at before anything is parsed: the logging library wants to know at once.
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("--debug")
                .scopeType(ScopeType.INHERIT)
                .description(
                    "Log every request and decision to standard error; secrets stay masked.")
                .build());
    Failures failures = new Failures(surroundings);
    return line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
        .setExecutionExceptionHandler(failures)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }

  private static Object command(String name, Surroundings surroundings) {
    return switch (name) {
      case "demo" -> new DemoCommand(surroundings);
      case "list" -> new ListCommand(surroundings);
      case "spec" -> new SpecCommand(surroundings);
      case "check" -> new CheckCommand(surroundings);
      case "discover" -> new DiscoverCommand(surroundings);
      case "read" -> new ReadCommand(surroundings);
      case "sync" -> new SyncCommand(surroundings);
      case "state" -> StateCommand.commandLine(surroundings);
      case "runs" -> new RunsCommand(surroundings);
      case "show" -> new ShowCommand(surroundings);
      case "verify" -> new VerifyCommand(surroundings);
      case Subject.WATCHED_SYNC -> new WatchedSyncCommand(surroundings);
      case "new" -> new NewCommand(surroundings);
      case "playground" -> PlaygroundCommand.commandLine(surroundings);
      case "airbyte" -> platform(new AirbyteCommand(surroundings));
      case "singer" -> platform(new SingerCommand(surroundings));
      case "fivetran" -> new FivetranCommand(surroundings);
      case "fivetran-test" -> new FivetranTestCommand(surroundings);
      case "package" -> new PackageCommand(surroundings);
      case "class-data" -> new ClassDataCommand(surroundings);
      default -> throw new IllegalArgumentException("There is no command " + name);
    };
  }

  /** What follows the connector's name is the platform's, not ours to understand. */
  private static CommandLine platform(Object command) {
    return new CommandLine(command).setStopAtPositional(true);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
