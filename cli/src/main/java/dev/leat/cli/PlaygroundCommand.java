package dev.leat.cli;

import dev.leat.playground.Faults;
import dev.leat.playground.IdGaps;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.playground.PlaygroundOptions.Compression;
import dev.leat.playground.PlaygroundOptions.Field;
import dev.leat.playground.PlaygroundOptions.Layout;
import dev.leat.playground.PlaygroundOptions.Order;
import dev.leat.playground.PlaygroundOptions.Since;
import dev.leat.playground.PlaygroundOptions.StepWindow;
import dev.leat.playground.PlaygroundOptions.Total;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code leat playground}. */
@Command(
    name = "playground",
    description = {
      "Serve seeded people, and issues of a repository with their comments, over a local API with"
          + " the endpoints that the bundled connectors read, and jobs that export the people.",
      "Rows, faults and requests are changed and seen under /control while it runs."
    },
    showDefaultValues = true,
    footer = {
      "%nExamples:",
      "  leat playground",
      "  leat playground --rows 200000 --ties 10 --page-cap 25",
      "  curl -X POST -d '{\"fault\":\"rate_limited\",\"retry_after\":\"2\",\"next\":1}'"
          + " http://127.0.0.1:5001/control/faults",
      "  curl -X POST -d '{\"fault\":\"odd_row\",\"oddity\":\"duplicate_key\",\"probability\":1}'"
          + " http://127.0.0.1:5001/control/faults"
    })
final class PlaygroundCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Option(names = "--port", description = "Port on 127.0.0.1; 0 takes a free one.")
  private int port = Playground.USUAL_PORT;

  @Option(names = "--rows", description = "People, and issues, at the start.")
  private int rows = 200;

  @Option(names = "--seed", description = "The same seed gives the same rows.")
  private long seed = 1;

  @Option(names = "--page-cap", description = "Most rows in a page.")
  private int pageCap = 50;

  @Option(names = "--ties", description = "Neighbouring rows that share one updatedAt.")
  private int ties = 1;

  @Option(
      names = "--gap",
      paramLabel = "FROM-TO",
      description = "Ids that are left out, e.g. 101-250.",
      converter = GapConverter.class)
  private IdGaps gap = IdGaps.none();

  @Option(names = "--spacing", description = "Time between two updatedAt.")
  private Duration spacing = Duration.ofMinutes(1);

  @Option(names = "--newest-age", description = "Age of the newest row at the start.")
  private Duration newestAge = Duration.ofHours(1);

  @Option(names = "--since", description = "${COMPLETION-CANDIDATES}")
  private Since since = Since.EXCLUSIVE;

  @Option(names = "--order", description = "${COMPLETION-CANDIDATES}")
  private Order order = Order.OLDEST_FIRST;

  @Option(names = "--total", description = "${COMPLETION-CANDIDATES}")
  private Total total = Total.TRUTHFUL;

  @Option(names = "--offset-field", description = "${COMPLETION-CANDIDATES}")
  private Field offsetField = Field.SENT;

  @Option(names = "--max-id-field", description = "${COMPLETION-CANDIDATES}")
  private Field maxIdField = Field.SENT;

  @Option(names = "--step-window", description = "${COMPLETION-CANDIDATES}")
  private StepWindow stepWindow = StepWindow.WHOLE;

  @Option(
      names = "--changes",
      paramLabel = "N",
      description = "Random rows that change after each request for them.")
  private int changesPerRequest;

  @Option(names = "--latency", description = "Waited before each answer, e.g. PT0.1S.")
  private Duration latency = Duration.ZERO;

  @Option(names = "--token", description = "Bearer token that every request must carry.")
  private Optional<String> token = Optional.empty();

  @Option(names = "--layout", description = "${COMPLETION-CANDIDATES}")
  private Layout layout = Layout.COMPACT;

  @Option(names = "--compression", description = "${COMPLETION-CANDIDATES}")
  private Compression compression = Compression.WHEN_ACCEPTED;

  PlaygroundCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** With every fault that can be posted in its help. */
  static CommandLine commandLine(Surroundings surroundings) {
    CommandLine line = new CommandLine(new PlaygroundCommand(surroundings));
    List<String> footer = new ArrayList<>();
    footer.add(
        "%nFaults that can be posted to /control/faults, each with \"next\" (how many requests),");
    footer.add(
        "\"request\" (which one), or \"probability\" and \"seed\"; \"path\" names one endpoint:");
    Faults.kinds().forEach(kind -> footer.add("  " + kind));
    footer.addAll(List.of(line.getCommandSpec().usageMessage().footer()));
    line.getCommandSpec().usageMessage().footer(footer.toArray(String[]::new));
    return line;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Playground playground = Playground.start(options())) {
      surroundings.out().println(playground.summary());
      surroundings.out().println("Stop it with Ctrl-C.");
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private PlaygroundOptions options() {
    PlaygroundOptions options =
        PlaygroundOptions.defaults()
            .withPort(port)
            .withRows(rows)
            .withSeed(seed)
            .withPageCap(pageCap)
            .withTies(ties)
            .withGaps(gap)
            .withSpacing(spacing)
            .withNewestAge(newestAge)
            .withSince(since)
            .withOrder(order)
            .withTotal(total)
            .withOffsetField(offsetField)
            .withMaxIdField(maxIdField)
            .withStepWindow(stepWindow)
            .withChangesPerRequest(changesPerRequest)
            .withLatency(latency)
            .withLayout(layout)
            .withCompression(compression)
            .withClock(surroundings.clock());
    return token.map(options::withBearerToken).orElse(options);
  }

  /** Reads {@code 101-250}. */
  static final class GapConverter implements ITypeConverter<IdGaps> {

    @Override
    public IdGaps convert(String range) {
      String[] ends = range.split("-", -1);
      try {
        if (ends.length == 2) {
          return IdGaps.between(Long.parseLong(ends[0].strip()), Long.parseLong(ends[1].strip()));
        }
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("two ids, e.g. 101-250, got " + range);
      }
      throw new TypeConversionException("two ids, e.g. 101-250, got " + range);
    }
  }
}
