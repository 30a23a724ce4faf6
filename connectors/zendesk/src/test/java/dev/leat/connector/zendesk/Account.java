package dev.leat.connector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connector.contract.LiveSource;
import dev.leat.playground.Changes;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.sdk.Operation;
import dev.leat.sdk.schema.TableName;
import dev.leat.testkit.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** An account whose tickets change while a pipeline reads what happened to them. */
final class Account implements AutoCloseable {

  static final TableName EVENT = new TableName("ticket_event");
  static final TableName CHILD = new TableName("ticket_child_event");

  private static final ObjectMapper JSON = new ObjectMapper();

  final LiveSource live;
  final Playground source;
  private int changes;

  Account(PlaygroundOptions options) {
    live = new LiveSource(options);
    source = live.source();
  }

  /** A pipeline that follows the events. */
  Pipeline following() throws InterruptedException {
    return reading("");
  }

  /** A pipeline that begins at a time. */
  Pipeline from(Instant start) throws InterruptedException {
    return reading(", \"start_date\": \"%s\"".formatted(start));
  }

  /** A pipeline that reads what lies between two times. */
  Pipeline between(Instant start, Instant end) throws InterruptedException {
    return reading(", \"start_date\": \"%s\", \"end_date\": \"%s\"".formatted(start, end));
  }

  private Pipeline reading(String more) throws InterruptedException {
    String settings =
        "{\"base_url\": \"%s\", \"email\": \"%s\", \"api_token\": \"none-is-asked-for\"%s}"
            .formatted(source.address(), Playground.EMAIL, more);
    return live.pipeline(new ZendeskConnector(), settings);
  }

  /** From now on so many tickets change after each page. */
  void changing(int afterEachPage) {
    live.afterEachAnswer(
        path -> source.ticketEvents().change(new Changes(0, afterEachPage, 0, ++changes)));
  }

  /** Until all that has happened is given. */
  void pass(Duration time) {
    live.pass(time);
  }

  /** The events of the source by their id, each with what it consists of. */
  Map<String, JsonNode> events() {
    Map<String, JsonNode> events = new TreeMap<>();
    LiveSource.byId(source.ticketEvents().events())
        .forEach((id, row) -> events.put(id, parsed(row)));
    return events;
  }

  /** Both tables hold these events, and nothing else. */
  static void assertHolds(Pipeline ours, Map<String, JsonNode> events) {
    assertThat(tree(ours.rows(EVENT))).isEqualTo(withoutChildren(events));
    assertThat(tree(ours.rows(CHILD))).isEqualTo(children(events.values()));
  }

  /** Both tables hold these events, and maybe others. */
  static void assertHoldsAtLeast(Pipeline ours, Map<String, JsonNode> events) {
    assertThat(tree(ours.rows(EVENT))).containsAllEntriesOf(withoutChildren(events));
    assertThat(tree(ours.rows(CHILD))).containsAllEntriesOf(children(events.values()));
  }

  private static Map<String, JsonNode> withoutChildren(Map<String, JsonNode> events) {
    Map<String, JsonNode> rows = new TreeMap<>();
    events.forEach(
        (id, event) -> {
          ObjectNode row = event.deepCopy();
          row.remove("child_events");
          rows.put(id, row);
        });
    return rows;
  }

  private static Map<String, JsonNode> children(Collection<JsonNode> events) {
    Map<String, JsonNode> rows = new TreeMap<>();
    for (JsonNode event : events) {
      for (JsonNode child : event.path("child_events")) {
        ObjectNode row = child.deepCopy();
        row.set("ticket_event_id", event.path("id"));
        rows.put("[" + child.path("id").asText() + "]", row);
      }
    }
    return rows;
  }

  private static Map<String, JsonNode> tree(Map<String, String> rows) {
    Map<String, JsonNode> trees = new TreeMap<>();
    rows.forEach((id, row) -> trees.put(id, parsed(row)));
    return trees;
  }

  /** How many events a sync has sent. */
  static long sent(Pipeline ours) {
    return ours.lastSync().operations().stream()
        .filter(Operation.Upsert.class::isInstance)
        .filter(each -> each.findTable().filter(EVENT::equals).isPresent())
        .count();
  }

  private static JsonNode parsed(String row) {
    try {
      return JSON.readTree(row);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(row, e);
    }
  }

  @Override
  public void close() {
    live.close();
  }
}
