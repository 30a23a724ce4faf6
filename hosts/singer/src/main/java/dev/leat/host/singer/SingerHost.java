package dev.leat.host.singer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.host.process.Arguments;
import dev.leat.host.process.Documents;
import dev.leat.host.process.Failure;
import dev.leat.host.process.LineOutput;
import dev.leat.host.process.PlatformGoneException;
import dev.leat.host.process.Projection;
import dev.leat.host.process.SampledColumns;
import dev.leat.host.process.Settings;
import dev.leat.host.process.TableByTable;
import dev.leat.host.process.TablePosition;
import dev.leat.host.process.UsageException;
import dev.leat.sdk.Connector;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.config.SettingsFile;
import dev.leat.sdk.contract.Discovery;
import dev.leat.sdk.contract.WayOut;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.protocol.ExitCode;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs a connector as a Singer tap: one command, then the process may end. */
public final class SingerHost {

  /** In place of a file: the settings are in the environment. */
  private static final String FROM_ENVIRONMENT = "ENV";

  private static final WayOut WITHOUT_BOOKMARK =
      () ->
          "take the stream's bookmark out of the state, or give no --state (meltano state clear):"
              + " its next sync reads everything";

  private final Connector connector;
  private final Map<String, String> environment;
  private final Clock clock;
  private final LineOutput lines;
  private final Log log;
  private Redactor redactor = Redactor.none();

  private SingerHost(
      Connector connector,
      OutputStream out,
      PrintStream err,
      Map<String, String> environment,
      Clock clock) {
    this.connector = connector;
    this.environment = environment;
    this.clock = clock;
    this.lines = new LineOutput(out);
    this.log = new Log(err);
  }

  /**
   * Runs one command: {@code --about}, {@code --version}, {@code --config F --discover}, {@code
   * --config F --test}, or a sync: {@code --config F [--catalog F] [--state F]}.
   *
   * @param arguments as Singer gives them; {@code --properties} is another word for {@code
   *     --catalog}, and several {@code --config} are merged, the last one winning; a setting that
   *     the source replaces is written back to the file it came from
   * @param out Singer's messages, one a line, and nothing else; not closed
   * @param err for people; not closed
   * @param environment {@code LEAT_<SETTING>} wins over a setting of the file; with {@code --config
   *     ENV}, {@code TAP_<NAME>_<SETTING>} is a setting
   * @param clock the time of records, and of the connector
   * @return an {@link ExitCode}'s number; 0 of a sync only if every stream is complete
   */
  public static int run(
      Connector connector,
      List<String> arguments,
      OutputStream out,
      OutputStream err,
      Map<String, String> environment,
      Clock clock) {
    PrintStream forPeople = new PrintStream(err, true, StandardCharsets.UTF_8);
    SingerHost host = new SingerHost(connector, out, forPeople, environment, clock);
    try {
      return host.command(arguments).number();
    } catch (PlatformGoneException e) {
      return ExitCode.OUTPUT_CLOSED.number();
    }
  }

  private ExitCode command(List<String> arguments) {
    try {
      Arguments line =
          Arguments.parse(
              arguments,
              Set.of("--config", "--catalog", "--properties", "--state", "--format"),
              Set.of("--about", "--version", "--discover", "--test"));
      if (!line.words().isEmpty()) {
        throw new UsageException("A tap takes options only, got " + line.words());
      }
      return command(line);
    } catch (PlatformGoneException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(e);
    } catch (Exception | LinkageError | StackOverflowError e) {
      return failed(e);
    }
  }

  private ExitCode command(Arguments line) throws InterruptedException {
    if (line.has("--about")) {
      lines.line(Documents.text(About.of(connector.info(), connector.configurationSpec())));
      return ExitCode.COMPLETE;
    }
    if (line.has("--version")) {
      lines.line("tap-" + connector.info().name() + " " + connector.info().version());
      return ExitCode.COMPLETE;
    }
    Configuration configuration = configuration(line);
    if (line.has("--test")) {
      connector.check(configuration);
      return ExitCode.COMPLETE;
    }
    SampledColumns sampled = new SampledColumns(connector, configuration, clock);
    Schema schema = sampled.of(Discovery.by(connector, configuration));
    if (line.has("--discover")) {
      lines.line(Documents.text(SingerCatalog.catalog(schema)));
      return ExitCode.COMPLETE;
    }
    return sync(line, configuration, schema);
  }

  private ExitCode sync(Arguments line, Configuration configuration, Schema schema) {
    Optional<String> catalog = line.value("--catalog").or(() -> line.value("--properties"));
    JsonNode chosen =
        catalog.isPresent()
            ? Documents.read(Path.of(catalog.get()), "catalog")
            : SingerCatalog.catalog(schema);
    Bookmarks bookmarks =
        line.value("--state")
            .map(file -> Bookmarks.of(Documents.read(Path.of(file), "state"), log::warning))
            .orElseGet(Bookmarks::new);
    StateOwner owner = StateOwner.of(connector.info().name(), configuration.identity());
    List<SingerStream> outputs = new ArrayList<>();
    boolean allKnown = true;
    for (CatalogEntry entry : CatalogEntry.all(chosen)) {
      if (!entry.isSelected()) {
        continue;
      }
      Optional<Table> table =
          schema.tables().stream()
              .filter(each -> each.name().value().equals(entry.stream()))
              .findFirst();
      if (table.isPresent()) {
        outputs.add(output(entry, table.get(), bookmarks, owner));
      } else {
        allKnown = false;
        log.critical(
            "Stream \"" + entry.stream() + "\" is not in the source any more: it is left out");
      }
    }
    ExitCode code =
        new TableByTable(connector, configuration, WITHOUT_BOOKMARK, clock).read(outputs);
    return code == ExitCode.COMPLETE && !allKnown ? ExitCode.INCOMPLETE : code;
  }

  private SingerStream output(
      CatalogEntry entry, Table table, Bookmarks bookmarks, StateOwner owner) {
    ReplicationMethod method = entry.method(table);
    Optional<JsonNode> bookmark = bookmarks.given(table.name());
    Optional<ReplicationMethod> last =
        bookmark.flatMap(each -> ReplicationMethod.parse(each.path("replication_method").asText()));
    if (last.isPresent() && last.get() != method) {
      log.warning(
          "Stream \"" + table.name() + "\" is now read as " + method + ": from the beginning");
    }
    State from =
        bookmark
            .filter(each -> last.filter(method::equals).isPresent())
            .map(each -> TablePosition.state(each, owner))
            .orElse(State.empty(owner));
    // Rows of one reading carry one version, also over a break; the next full table is a newer one.
    boolean goesOn = from.cursor(table.name()).isPresent();
    long before = bookmark.map(each -> each.path("version").asLong()).orElse(0L);
    long version = goesOn && before > 0 ? before : Math.max(before + 1, clock.millis());
    Projection projection = new Projection(entry.deselected(table));
    return new SingerStream(table, method, projection, from, version, bookmarks, lines, log, clock);
  }

  private Configuration configuration(Arguments line) {
    ObjectNode given = Documents.object();
    Map<String, Path> files = new HashMap<>();
    Optional<Path> lastFile = Optional.empty();
    List<String> prefixes = new ArrayList<>(List.of("LEAT_"));
    line.required("--config");
    for (String file : line.values("--config")) {
      if (file.equals(FROM_ENVIRONMENT)) {
        String name = connector.info().name().toUpperCase(Locale.ROOT).replace('-', '_');
        prefixes.add("TAP_" + name + "_");
      } else if (Documents.read(Path.of(file), "configuration") instanceof ObjectNode object) {
        given.setAll(object);
        lastFile = Optional.of(Path.of(file));
        object.fieldNames().forEachRemaining(key -> files.put(key, Path.of(file)));
      } else {
        throw new ConfigurationException(
            "The configuration in " + file + " is not a JSON object: give one key a setting");
      }
    }
    Configuration configuration =
        Settings.read(connector.configurationSpec(), given, environment, prefixes, log::warning);
    redactor = configuration.redactor();
    Optional<Path> forNewKeys = lastFile;
    SettingsFile.keep(
        configuration,
        setting -> Optional.ofNullable(files.get(setting.name())).or(() -> forNewKeys),
        log::warning);
    return configuration;
  }

  private ExitCode failed(Throwable thrown) {
    Failure failure = Failure.of(thrown, WITHOUT_BOOKMARK, redactor);
    log.critical(failure.message());
    if (failure.isDefect()) {
      log.detail(failure.stackTrace());
    }
    return failure.exit();
  }
}
