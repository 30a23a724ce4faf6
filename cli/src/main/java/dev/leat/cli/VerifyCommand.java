package dev.leat.cli;

import dev.leat.cli.verify.KillPoint;
import dev.leat.cli.verify.Subject;
import dev.leat.cli.verify.Verdict;
import dev.leat.cli.verify.VerdictJson;
import dev.leat.cli.verify.VerdictText;
import dev.leat.cli.verify.Verification;
import dev.leat.sdk.Connector;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.protocol.ExitCode;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.TableName;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leat verify}. */
@Command(
    name = "verify",
    description = {
      "Kill a connector again and again, resume it, and compare every row.",
      "",
      "It syncs once undisturbed into a scratch DuckDB file. Then, for each kill, it starts a sync"
          + " into a new file, lets it come to an exact point (a message, a step of a commit, a"
          + " byte of the output, an instant), kills it there with kill -9, resumes it, and"
          + " compares every column of every row with the undisturbed run. Killed are the sync, the"
          + " connector's process, or both. The scratch files are removed at the end.",
      "",
      "Works with any connector: bundled, a jar, or a command that speaks the protocol. The source"
          + " is read about twice for each kill, and must not change meanwhile: the undisturbed run"
          + " is repeated at the end, and if it differs, the verdict is incomplete (exit code 3).",
      "",
      "Exit code 0 only if nothing was lost, doubled or stale after any kill; else 70, or the code"
          + " of a resume that failed, with the first wrong rows and the --at that shows them"
          + " again."
    },
    footer = {
      "%nExamples:",
      "  leat verify keyset",
      "  leat verify target/mine-0.1.0.jar --config mine.json --kills 200",
      "  leat verify --command \"python3 mine.py\" --config mine.json --seed 7",
      "  leat verify keyset --at both:before-message:17 --at both:state-stored:1"
    })
final class VerifyCommand implements Callable<Integer> {

  /** Options of this program that are not those of the processes that it starts. */
  private static final List<String> STARTED_ANEW =
      List.of("-agentlib", "-Dleat.terminal", "-Djava.io.tmpdir", "-XX:ArchiveClassesAtExit");

  private final Surroundings surroundings;
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ConnectorChoice choice;
  @Mixin private ConfigFile config;

  @Option(
      names = "--tables",
      split = ",",
      paramLabel = "TABLE",
      description = "Only these tables, e.g. a,b.")
  private List<String> tables = List.of();

  @Option(
      names = "--kills",
      paramLabel = "N",
      description = "How often to kill. Default: ${DEFAULT-VALUE}",
      defaultValue = "20")
  private int kills;

  @Option(
      names = "--every",
      paramLabel = "N",
      description =
          "Instead of --kills: before and after each message, each batch and each step of a commit,"
              + " or every N-th of these places.")
  private Optional<Integer> every = Optional.empty();

  @Option(
      names = "--at",
      paramLabel = "POINT",
      description =
          "Instead of --kills: VICTIM:MOMENT:NUMBER, e.g. both:before-message:17; may be repeated.")
  private List<String> points = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Chooses the kill points; the same seed, the same points. Default: random")
  private Optional<Long> seed = Optional.empty();

  @Option(names = "--json", description = "Print the figures as one JSON object.")
  private boolean json;

  VerifyCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (kills < 1 || every.filter(each -> each < 1).isPresent()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--kills and --every need a number of at least 1");
    }
    List<KillPoint> chosen = points.stream().map(this::point).toList();
    Connector connector = choice.connector(surroundings);
    Configuration configuration = choice.configuration(connector, config.path(), surroundings);
    return StopSignal.interrupts(() -> verify(connector, configuration, chosen));
  }

  private Schema selection(Schema discovered) {
    List<TableName> names = tables.stream().map(String::strip).map(TableName::new).toList();
    try {
      return names.isEmpty() ? discovered : discovered.only(names);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(e.getMessage(), e);
    }
  }

  private Subject subject(Connector connector, Configuration configuration)
      throws InterruptedException {
    return new Subject(
        program(),
        choice.arguments(),
        choice.settingsFile(connector, config.path(), surroundings),
        tables,
        surroundings.directory(),
        selection(connector.discover(configuration)));
  }

  private int verify(Connector connector, Configuration configuration, List<KillPoint> chosen) {
    Verdict verdict;
    try (StatusLine status = StatusLine.on(surroundings)) {
      Subject subject = subject(connector, configuration);
      Verification verification =
          new Verification(subject, seed.orElseGet(() -> new Random().nextLong()), status::show);
      if (!chosen.isEmpty()) {
        verdict = verification.run(chosen);
      } else if (every.isPresent()) {
        verdict = verification.runEverywhere(every.get());
      } else {
        verdict = verification.run(kills);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      surroundings
          .err()
          .println("leat: stopped; nothing was judged, and the scratch files are gone");
      return ExitCode.TERMINATED.number();
    }
    surroundings.out().println(json ? VerdictJson.of(verdict) : VerdictText.of(verdict));
    return verdict.exitCode();
  }

  private KillPoint point(String text) {
    try {
      return KillPoint.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /**
   * How this very program was started, to start it again: with the quick compiler alone, for each
   * process lives for a few seconds.
   */
  private static List<String> program() {
    List<String> program = new ArrayList<>();
    program.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(each -> STARTED_ANEW.stream().noneMatch(each::startsWith))
        .forEach(program::add);
    program.add("-XX:TieredStopAtLevel=1");
    program.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    return program;
  }
}
