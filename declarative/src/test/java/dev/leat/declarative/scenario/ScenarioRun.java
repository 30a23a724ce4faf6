package dev.leat.declarative.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.declarative.ManifestFile;
import dev.leat.declarative.compile.FileConnector;
import dev.leat.sdk.Connector;
import dev.leat.sdk.Operation;
import dev.leat.sdk.Successor;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One scenario, sync by sync, with the state kept from each to the next. */
final class ScenarioRun {

  private final JsonNode scenario;
  private final Set<String> without;
  private final ScriptedSource source;
  private final VirtualTime time = new VirtualTime();
  private State state;

  /** The rows that were sent so far, by stream. */
  final Map<String, Set<String>> rows = new TreeMap<>();

  /** What one command gave. */
  static final class Outcome {
    final Map<String, Set<String>> requests = new TreeMap<>();
    final List<String> warnings = new ArrayList<>();
    final List<Duration> waits = new ArrayList<>();
    String failure = "";
    int asked;
    Schema schema;
  }

  /**
   * @param without streams, and fields of the manifest, that are left out
   */
  ScenarioRun(JsonNode scenario, Set<String> without) {
    this.scenario = scenario;
    this.without = without;
    this.source = new ScriptedSource(scenario.path("server"));
  }

  /** Runs one of its commands. */
  Outcome run(JsonNode sync) {
    Outcome outcome = new Outcome();
    time.now =
        Instant.parse(
            sync.path("clock").asText(scenario.path("clock").asText("2024-03-01T00:00:00Z")));
    time.waits = outcome.waits;
    source.load(server(sync));
    try {
      ObjectNode config = scenario.path("config").deepCopy();
      sync.path("config").properties().forEach(e -> config.set(e.getKey(), e.getValue()));
      Connector connector = connector(sync, config);
      Configuration settings =
          connector
              .configurationSpec()
              .parse(config.toString().replace("{{base}}", ScriptedSource.BASE));
      command(sync.path("command").asText("read"), connector, settings, sync, outcome);
    } catch (RuntimeException e) {
      outcome.failure = e.getClass().getSimpleName() + ": " + e.getMessage();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    outcome.asked = source.asked();
    outcome.requests.putAll(source.takeLog());
    return outcome;
  }

  private void command(
      String command, Connector connector, Configuration settings, JsonNode sync, Outcome outcome)
      throws InterruptedException {
    switch (command) {
      case "check" -> connector.check(settings);
      case "discover" -> outcome.schema = connector.discover(settings);
      case "spec" -> connector.configurationSpec().jsonSchema();
      default -> {
        Schema schema = selected(connector.discover(settings), sync);
        outcome.schema = schema;
        JsonNode given = sync.has("state") ? sync.get("state") : scenario.path("state");
        if (state == null || sync.has("state")) {
          state = given(given, (Successor) connector, settings);
        }
        SyncResult result =
            connector.sync(
                SyncRequest.of(settings, schema, state, time),
                operation -> take(operation, outcome));
        outcome.failure = result.incompleteBecause().orElse("");
      }
    }
  }

  /** What the original kept, taken over. */
  private static State given(JsonNode states, Successor connector, Configuration settings) {
    State state = State.empty(StateOwner.of(connector.info().name(), settings.identity()));
    for (JsonNode each : states) {
      JsonNode stream = each.path("stream");
      TableName table = new TableName(stream.path("stream_descriptor").path("name").asText());
      Optional<Cursor> cursor =
          connector.takeOver(table, stream.path("stream_state").toString(), settings);
      if (cursor.isPresent() && !cursor.get().isEmpty()) {
        state = state.with(table, cursor.get());
      }
    }
    return state;
  }

  private Schema selected(Schema discovered, JsonNode sync) {
    JsonNode streams = sync.has("streams") ? sync.get("streams") : scenario.path("streams");
    if (streams.isMissingNode()) {
      return discovered;
    }
    List<TableName> names = new ArrayList<>();
    streams.forEach(
        each ->
            names.add(
                new TableName(each.isTextual() ? each.asText() : each.path("name").asText())));
    names.removeIf(name -> !discovered.contains(name));
    return discovered.only(names);
  }

  private void take(Operation operation, Outcome outcome) {
    if (operation instanceof Operation.Upsert upsert) {
      rows.computeIfAbsent(upsert.table().value(), missing -> new TreeSet<>())
          .add(Scenarios.row(Scenarios.read(upsert.row().json())));
    } else if (operation instanceof Operation.Checkpoint checkpoint) {
      state = checkpoint.state();
    } else if (operation instanceof Operation.Warning warning) {
      outcome.warnings.add(warning.message());
    } else if (operation instanceof Operation.SetAside aside) {
      outcome.warnings.add("set aside: " + aside.reason());
    }
  }

  private Connector connector(JsonNode sync, JsonNode config) {
    JsonNode manifest = sync.has("manifest") ? sync.get("manifest") : scenario.get("manifest");
    String text = manifest.isTextual() ? manifest.asText() : withSettings(manifest, config);
    FileConnector connector =
        ManifestFile.connector(
            "scenario", "manifest.yaml", text.replace("{{base}}", ScriptedSource.BASE), time);
    return connector.over(Http.of(source, time, wait -> time.pass(wait), new Random(1)));
  }

  /** The scenarios leave out what settings there are: those that are set are said to be there. */
  private String withSettings(JsonNode manifest, JsonNode config) {
    ObjectNode whole = manifest.deepCopy();
    List<JsonNode> streams = new ArrayList<>();
    whole
        .path("streams")
        .forEach(
            each -> {
              if (!without.contains(each.path("name").asText())) {
                streams.add(each);
              }
            });
    whole.set("streams", Scenarios.array(streams));
    whole
        .putObject("concurrency_level")
        .put("type", "ConcurrencyLevel")
        .put("default_concurrency", 1);
    without.forEach(whole::remove);
    ObjectNode properties =
        whole.withObject("/spec").withObject("/connection_specification").withObject("/properties");
    whole.withObject("/spec/connection_specification").put("type", "object");
    config
        .properties()
        .forEach(
            each -> {
              if (!properties.has(each.getKey())) {
                properties.set(each.getKey(), schema(each.getValue()));
              }
            });
    return whole.toString();
  }

  private static JsonNode schema(JsonNode value) {
    ObjectNode schema = Scenarios.object();
    if (value.isObject()) {
      schema.put("type", "object");
      ObjectNode properties = schema.putObject("properties");
      value.properties().forEach(each -> properties.set(each.getKey(), schema(each.getValue())));
    } else if (value.isArray()) {
      schema.put("type", "array");
      schema.set("items", value.isEmpty() ? Scenarios.object() : schema(value.get(0)));
    } else {
      schema.put(
          "type",
          value.isBoolean()
              ? "boolean"
              : value.isIntegralNumber() ? "integer" : value.isNumber() ? "number" : "string");
    }
    return schema;
  }

  private JsonNode server(JsonNode sync) {
    ObjectNode server = scenario.path("server").deepCopy();
    for (Map.Entry<String, JsonNode> each : sync.path("server").properties()) {
      switch (each.getKey()) {
        case "prepend" -> {
          List<JsonNode> routes = new ArrayList<>();
          each.getValue().forEach(routes::add);
          server.path("routes").forEach(routes::add);
          server.set("routes", Scenarios.array(routes));
        }
        case "datasets" ->
            each.getValue()
                .properties()
                .forEach(e -> server.withObject("/datasets").set(e.getKey(), e.getValue()));
        default -> server.set(each.getKey(), each.getValue());
      }
    }
    return server;
  }

  /** The state as it is kept. */
  String state() {
    return state == null ? "" : state.json();
  }

  /** The columns of a table. */
  static Map<String, String> columns(Table table) {
    Map<String, String> columns = new LinkedHashMap<>();
    table.columns().forEach(each -> columns.put(each.name(), each.type().toString()));
    return columns;
  }

  /** A clock that waits move. */
  private static final class VirtualTime extends Clock {
    private Instant now = Instant.EPOCH;
    private List<Duration> waits = new ArrayList<>();

    synchronized void pass(Duration wait) {
      waits.add(wait);
      now = now.plus(wait);
    }

    @Override
    public synchronized Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
