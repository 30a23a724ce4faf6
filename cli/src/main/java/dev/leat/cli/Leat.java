package dev.leat.cli;

import dev.leat.cli.verify.Subject;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** The root command: lists the others. */
@Command(
    name = "leat",
    addMethodSubcommands = false,
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

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /**
   * The whole command, ready to be executed once with these arguments. If they begin with the name
   * of a command, only that one is there: to make them all takes longer than most of them run.
   */
  static CommandLine commandLine(Surroundings surroundings, String... arguments) {
    CommandLine line = new CommandLine(new Leat());
    Map<String, Supplier<Object>> commands = commands(surroundings);
    Supplier<Object> asked = arguments.length == 0 ? null : commands.get(arguments[0]);
    if (asked != null) {
      line.addSubcommand(arguments[0], asked.get());
    } else {
      commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
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

  /** By name, in the order in which help lists them. */
  private static Map<String, Supplier<Object>> commands(Surroundings surroundings) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("demo", () -> new DemoCommand(surroundings));
    commands.put("list", () -> new ListCommand(surroundings));
    commands.put("spec", () -> new SpecCommand(surroundings));
    commands.put("check", () -> new CheckCommand(surroundings));
    commands.put("discover", () -> new DiscoverCommand(surroundings));
    commands.put("read", () -> new ReadCommand(surroundings));
    commands.put("sync", () -> new SyncCommand(surroundings));
    commands.put("state", () -> StateCommand.commandLine(surroundings));
    commands.put("runs", () -> new RunsCommand(surroundings));
    commands.put("verify", () -> new VerifyCommand(surroundings));
    commands.put(Subject.WATCHED_SYNC, () -> new WatchedSyncCommand(surroundings));
    commands.put("new", () -> new NewCommand(surroundings));
    commands.put("playground", () -> PlaygroundCommand.commandLine(surroundings));
    commands.put("airbyte", () -> platform(new AirbyteCommand(surroundings)));
    commands.put("singer", () -> platform(new SingerCommand(surroundings)));
    commands.put("fivetran", () -> new FivetranCommand(surroundings));
    commands.put("fivetran-test", () -> new FivetranTestCommand(surroundings));
    commands.put("package", () -> new PackageCommand(surroundings));
    commands.put("class-data", () -> new ClassDataCommand(surroundings));
    return commands;
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
