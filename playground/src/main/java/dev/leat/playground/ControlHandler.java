package dev.leat.playground;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;

/** Lets another process change the table and script faults. Thread-safe. */
final class ControlHandler implements PlaygroundHandler {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LARGEST_BODY_BYTES = 1 << 20;
  private static final String ONE_PERSON = "/control/people/";

  private final Playground playground;

  ControlHandler(Playground playground) {
    this.playground = playground;
  }

  @Override
  public Answer answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    try {
      if (path.startsWith(ONE_PERSON)) {
        return person(exchange, path.substring(ONE_PERSON.length()));
      }
      return switch (exchange.getRequestMethod() + " " + path) {
        case "GET /control/people" -> table();
        case "POST /control/people" -> insert(body(exchange));
        case "POST /control/changes" -> change(body(exchange), playground.people()::change);
        case "GET /control/issues" -> lines(playground.issues().issues());
        case "GET /control/comments" -> lines(playground.issues().comments());
        case "POST /control/issues/changes" -> change(body(exchange), playground.issues()::change);
        case "GET /control/ticket-events" -> lines(playground.ticketEvents().events());
        case "POST /control/ticket-events/changes" ->
            change(body(exchange), playground.ticketEvents()::change);
        case "POST /control/fields" -> addField(body(exchange));
        case "GET /control/requests" -> requests();
        case "DELETE /control/requests" -> forgetRequests();
        case "GET /control/faults" -> faults();
        case "POST /control/faults" -> addFault(body(exchange));
        case "DELETE /control/faults" -> forgetFaults();
        default ->
            throw Refusal.of(
                404,
                "not_found",
                "Nothing answers %s %s: GET / lists what does"
                    .formatted(exchange.getRequestMethod(), path));
      };
    } catch (IllegalArgumentException e) {
      throw Refusal.of(400, "bad_value", e.getMessage(), e);
    }
  }

  private Answer person(HttpExchange exchange, String id) throws IOException {
    try {
      return switch (exchange.getRequestMethod()) {
        case "GET" -> found(id);
        case "PATCH" -> update(id, new PersonPatch(body(exchange)));
        case "DELETE" -> answer(200, playground.people().delete(id));
        default ->
            throw Refusal.of(
                405,
                "method_not_allowed",
                "A person takes GET, PATCH and DELETE, got " + exchange.getRequestMethod());
      };
    } catch (NoSuchElementException e) {
      throw Refusal.of(404, "no_such_person", e.getMessage(), e);
    }
  }

  private Answer found(String id) {
    Person person =
        playground
            .people()
            .find(id)
            .orElseThrow(() -> new NoSuchElementException("Nobody has id " + id));
    return answer(200, person);
  }

  private Answer update(String id, PersonPatch patch) {
    patch.requireNoOtherIdThan(id);
    People people = playground.people();
    return answer(
        200,
        patch.setsUpdatedAt()
            ? people.rewrite(id, patch::applyTo)
            : people.update(id, patch::applyTo));
  }

  private Answer insert(ObjectNode body) {
    PersonPatch patch = new PersonPatch(body);
    try {
      return answer(201, playground.people().insertCompleted(patch::applyTo));
    } catch (IllegalStateException e) {
      throw Refusal.of(409, "id_taken", e.getMessage(), e);
    }
  }

  private static Answer change(ObjectNode body, Function<Changes, Changes.Done> table) {
    ControlFields fields = new ControlFields(body, Set.of("insert", "update", "delete", "seed"));
    Changes changes =
        new Changes(
            fields.count("insert", 0),
            fields.count("update", 0),
            fields.count("delete", 0),
            fields.number("seed", 1));
    Changes.Done done = table.apply(changes);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("inserted", done.inserted());
    answer.put("updated", done.updated());
    answer.put("deleted", done.deleted());
    return Answer.json(200, answer);
  }

  private Answer addField(ObjectNode body) {
    ControlFields fields = new ControlFields(body, Set.of("name", "value"));
    String name = fields.requiredText("name");
    String value = fields.requiredText("value");
    playground.people().addField(name, person -> value);
    return Answer.json(201, Map.of("name", name, "value", value));
  }

  private Answer table() {
    List<StoredPerson> rows = playground.people().snapshot();
    int size = 0;
    for (StoredPerson row : rows) {
      size = Math.addExact(size, row.json().length + 1);
    }
    ByteArrayOutputStream lines = new ByteArrayOutputStream(size);
    for (StoredPerson row : rows) {
      lines.writeBytes(row.json());
      lines.write('\n');
    }
    return Answer.of(200, "application/x-ndjson", lines.toByteArray());
  }

  private static Answer lines(List<String> rows) {
    StringBuilder lines = new StringBuilder();
    rows.forEach(row -> lines.append(row).append('\n'));
    return Answer.text(200, "application/x-ndjson", lines.toString());
  }

  private Answer requests() {
    List<Map<String, Object>> all =
        playground.requests().all().stream().map(ControlHandler::described).toList();
    return Answer.json(200, Map.of("requests", all));
  }

  private static Map<String, Object> described(ReceivedRequest request) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("number", request.number());
    fields.put("method", request.method());
    fields.put("path", request.path());
    fields.put("query", request.query());
    fields.put("status", request.status());
    request.fault().ifPresent(fault -> fields.put("fault", fault.match(FaultJson.NAMES)));
    return fields;
  }

  private Answer forgetRequests() {
    playground.requests().clear();
    return requests();
  }

  private Answer faults() {
    return Answer.json(
        200,
        Map.of(
            "faults", playground.faults().scripted().stream().map(FaultJson::described).toList()));
  }

  private Answer addFault(ObjectNode body) {
    playground.faults().add(FaultJson.parse(body));
    return faults();
  }

  private Answer forgetFaults() {
    playground.faults().clear();
    return faults();
  }

  private static Answer answer(int status, Person person) {
    return Answer.jsonBytes(status, PersonJson.encode(person));
  }

  private static ObjectNode body(HttpExchange exchange) throws IOException {
    byte[] bytes;
    try (InputStream in = exchange.getRequestBody()) {
      bytes = in.readNBytes(LARGEST_BODY_BYTES);
    }
    try {
      if (bytes.length == 0) {
        return MAPPER.createObjectNode();
      }
      if (MAPPER.readTree(bytes) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      throw Refusal.of(400, "bad_json", "The body is no JSON: " + e.getOriginalMessage(), e);
    }
    throw Refusal.of(400, "bad_json", "The body must be one JSON object, or empty");
  }
}
