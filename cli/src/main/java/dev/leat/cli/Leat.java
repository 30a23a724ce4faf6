package dev.leat.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** The whole command, ready to be executed once. */
  static CommandLine commandLine(Surroundings surroundings) {
    CommandLine line =
        new CommandLine(new Leat())
            .addSubcommand(new DemoCommand(surroundings))
            .addSubcommand(new ListCommand(surroundings))
            .addSubcommand(new SpecCommand(surroundings))
            .addSubcommand(new CheckCommand(surroundings))
            .addSubcommand(new DiscoverCommand(surroundings))
            .addSubcommand(new ReadCommand(surroundings))
            .addSubcommand(new SyncCommand(surroundings))
            .addSubcommand(StateCommand.commandLine(surroundings))
            .addSubcommand(new RunsCommand(surroundings))
            .addSubcommand(new VerifyCommand(surroundings))
            .addSubcommand(new WatchedSyncCommand(surroundings))
            .addSubcommand(new NewCommand(surroundings))
            .addSubcommand(PlaygroundCommand.commandLine(surroundings))
            .addSubcommand(platform(new AirbyteCommand(surroundings)))
            .addSubcommand(platform(new SingerCommand(surroundings)))
            .addSubcommand(new FivetranCommand(surroundings))
            .addSubcommand(new FivetranTestCommand(surroundings))
            .addSubcommand(new PackageCommand(surroundings))
            .addSubcommand(new ClassDataCommand(surroundings))
            .addSubcommand(new AutoComplete.GenerateCompletion());
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

  /** What follows the connector's name is the platform's, not ours to understand. */
  private static CommandLine platform(Object command) {
    return new CommandLine(command).setStopAtPositional(true);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
