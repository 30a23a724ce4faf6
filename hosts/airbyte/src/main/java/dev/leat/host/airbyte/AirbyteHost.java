package dev.leat.host.airbyte;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.host.airbyte.AirbyteMessages.Status;
import dev.leat.host.airbyte.ConfiguredStream.SyncMode;
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
import dev.leat.sdk.Successor;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.contract.Discovery;
import dev.leat.sdk.contract.WayOut;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.protocol.ExitCode;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Runs a connector as a source of Airbyte's protocol: one command, then the process may end. */
public final class AirbyteHost {

  private static final WayOut CLEARING =
      () -> "clear the stream in Airbyte: its next sync reads everything";

  private final Connector connector;
  private final Map<String, String> environment;
  private final Clock clock;
  private final LineOutput lines;
  private final AirbyteMessages messages;
  private final PrintStream err;
  private Redactor redactor = Redactor.none();

  private AirbyteHost(
      Connector connector,
      OutputStream out,
      PrintStream err,
      Map<String, String> environment,
      Clock clock) {
    this.connector = connector;
    this.environment = environment;
    this.clock = clock;
    this.lines = new LineOutput(out);
    this.messages = new AirbyteMessages(lines, clock);
    this.err = err;
  }

  /**
   * Runs one command: {@code spec}, {@code check --config F}, {@code discover --config F} or {@code
   * read --config F --catalog F [--state F]}.
   *
   * @param arguments as Airbyte gives them
   * @param out Airbyte's messages, one a line, and nothing else; not closed
   * @param err for people; not closed
   * @param environment {@code LEAT_<SETTING>} wins over a setting of the file
   * @param clock the time of records, and of the connector
   * @return an {@link ExitCode}'s number; 0 of {@code read} only if every stream is complete. A
   *     failed {@code check} is 0 too, unless the connector has a defect
   */
  public static int run(
      Connector connector,
      List<String> arguments,
      OutputStream out,
      OutputStream err,
      Map<String, String> environment,
      Clock clock) {
    PrintStream forPeople = new PrintStream(err, true, StandardCharsets.UTF_8);
    AirbyteHost host = new AirbyteHost(connector, out, forPeople, environment, clock);
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
              Set.of("--config", "--catalog", "--state", "--manifest-path", "--components-path"),
              Set.of("--debug"));
      String command = line.words().size() == 1 ? line.words().get(0) : "";
      return switch (command) {
        case "spec" -> spec();
        case "check" -> check(line);
        case "discover" -> discover(line);
        case "read" -> read(line);
        default ->
            throw new UsageException(
                "A source takes one of spec, check, discover, read; got " + line.words());
      };
    } catch (PlatformGoneException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(e);
    } catch (Exception | LinkageError | StackOverflowError e) {
      return failed(e);
    }
  }

  private ExitCode spec() {
    messages.send(SpecMessage.of(connector.info(), connector.configurationSpec()));
    return ExitCode.COMPLETE;
  }

  private ExitCode check(Arguments line) throws InterruptedException {
    try {
      connector.check(configuration(line));
      messages.connection("SUCCEEDED", Optional.empty());
    } catch (ConnectorException e) {
      messages.connection("FAILED", Optional.of(Failure.of(e, CLEARING, redactor).message()));
    }
    return ExitCode.COMPLETE;
  }

  private ExitCode discover(Arguments line) throws InterruptedException {
    Configuration configuration = configuration(line);
    Schema schema =
        new SampledColumns(connector, configuration, clock)
            .of(Discovery.by(connector, configuration));
    messages.send(AirbyteCatalog.message(schema));
    return ExitCode.COMPLETE;
  }

  private ExitCode read(Arguments line) throws InterruptedException {
    Configuration configuration = configuration(line);
    List<ConfiguredStream> streams =
        ConfiguredStream.all(Documents.read(Path.of(line.required("--catalog")), "catalog"));
    GivenStates states =
        line.value("--state")
            .map(file -> GivenStates.of(Documents.read(Path.of(file), "state"), messages::warn))
            .orElse(GivenStates.none());
    Schema schema = Discovery.by(connector, configuration);
    StateOwner owner = StateOwner.of(connector.info().name(), configuration.identity());
    List<AirbyteStream> outputs = new ArrayList<>();
    boolean allKnown = true;
    for (ConfiguredStream stream : streams) {
      Optional<Table> table =
          schema.tables().stream().filter(t -> t.name().value().equals(stream.name())).findFirst();
      if (table.isPresent()) {
        outputs.add(output(stream, table.get(), states, owner, configuration));
      } else {
        allKnown = false;
        messages.warn(
            "Stream \"" + stream.name() + "\" is not in the source any more: it is left out");
        messages.status(new TableName(stream.name()), Status.INCOMPLETE);
      }
    }
    ExitCode code = new TableByTable(connector, configuration, CLEARING, clock).read(outputs);
    return code == ExitCode.COMPLETE && !allKnown ? ExitCode.INCOMPLETE : code;
  }

  private AirbyteStream output(
      ConfiguredStream stream,
      Table table,
      GivenStates states,
      StateOwner owner,
      Configuration configuration) {
    SyncMode mode = stream.mode();
    if (mode == SyncMode.INCREMENTAL && !AirbyteCatalog.isIncremental(table)) {
      messages.warn(
          "Stream \""
              + stream.name()
              + "\" is replaced at each sync: it is read in full, not incrementally");
      mode = SyncMode.FULL_REFRESH;
    }
    State from =
        takenOver(table.name(), mode, states, configuration)
            .map(cursor -> State.empty(owner).with(table.name(), cursor))
            .orElse(from(stream.name(), mode, states, owner));
    Projection projection = new Projection(stream.deselected(table));
    return new AirbyteStream(table, mode, from, projection, messages, lines, clock);
  }

  /** Where another connector stopped that this one can take over from. */
  private Optional<Cursor> takenOver(
      TableName table, SyncMode mode, GivenStates states, Configuration configuration) {
    return states.taken(
        table.value(),
        state ->
            mode == SyncMode.INCREMENTAL && connector instanceof Successor successor
                ? successor
                    .takeOver(table, state, configuration)
                    .filter(cursor -> !cursor.isEmpty())
                : Optional.empty());
  }

  /**
   * A full refresh goes on only with a full refresh that broke off, and an incremental read only
   * with an incremental one.
   */
  private State from(String stream, SyncMode mode, GivenStates states, StateOwner owner) {
    Optional<JsonNode> position = states.position(stream);
    boolean wasRefresh =
        position
            .map(each -> each.path("sync_mode").asText())
            .filter("full_refresh"::equals)
            .isPresent();
    if (wasRefresh && mode == SyncMode.INCREMENTAL) {
      messages.warn(
          "Stream \""
              + stream
              + "\" was last read in full: its first incremental read starts from the beginning");
    }
    return position
        .filter(each -> wasRefresh == (mode == SyncMode.FULL_REFRESH))
        .map(each -> TablePosition.state(each, owner))
        .orElse(State.empty(owner));
  }

  private Configuration configuration(Arguments line) {
    JsonNode given = Documents.read(Path.of(line.required("--config")), "configuration");
    Configuration configuration =
        Settings.read(
            connector.configurationSpec(), given, environment, List.of("LEAT_"), messages::warn);
    redactor = configuration.redactor();
    AtomicReference<JsonNode> latest = new AtomicReference<>(given);
    configuration.onReplacement(setting -> replaced(setting, configuration, latest));
    return configuration;
  }

  /** On the thread of whoever replaced it, one at a time. */
  private void replaced(
      Setting<?> setting, Configuration configuration, AtomicReference<JsonNode> latest) {
    if (configuration.isOverridden(setting)) {
      err.println(
          "The source has replaced the setting "
              + setting
              + ", and the new value is lost with this process, because the old one came from the"
              + " environment: set it in Airbyte and take the variable away, then authorise again");
      return;
    }
    ObjectNode now = Settings.with(latest.get(), configuration, setting);
    latest.set(now);
    messages.control(now);
  }

  private ExitCode failed(Throwable thrown) {
    Failure failure = Failure.of(thrown, CLEARING, redactor);
    err.println(failure.isDefect() ? failure.stackTrace() : failure.message());
    messages.error(failure, Optional.empty());
    return failure.exit();
  }
}
