package dev.leat.playground;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private final SettableClock clock = new SettableClock(NOW);
  private final Playground playground =
      Playground.start(PlaygroundOptions.defaults().withRows(20).withClock(clock));
  private final People people = playground.people();
  private final Client client = new Client(playground);

  @AfterEach
  void close() {
    playground.close();
  }

  @Test
  void anInsertMakesUpWhatIsNotGiven() {
    HttpResponse<byte[]> response =
        client.call("POST", "/control/people", "{\"name\":\"Nina Simone\"}");
    assertThat(response.statusCode()).isEqualTo(201);
    Person person = people.find("21").orElseThrow();
    assertThat(person.name()).isEqualTo("Nina Simone");
    assertThat(person.updatedAt()).isEqualTo(NOW).isEqualTo(person.createdAt());
    assertThat(Client.json(response).path("id").textValue()).isEqualTo("21");
  }

  @Test
  void anInsertUnderATakenIdIsAConflict() {
    assertThat(client.call("POST", "/control/people", "{\"id\":\"20\"}").statusCode())
        .isEqualTo(409);
    assertThat(client.call("POST", "/control/people", "{\"id\":\"90\"}").statusCode())
        .isEqualTo(201);
    assertThat(people.insert().id()).isEqualTo("91");
  }

  @Test
  void anUpdateHappensNowUnlessItIsBackDated() {
    clock.advance(Duration.ofSeconds(7));
    client.call("PATCH", "/control/people/5", "{\"job\":\"Pilot\"}");
    assertThat(people.find("5").orElseThrow().job()).isEqualTo("Pilot");
    assertThat(people.find("5").orElseThrow().updatedAt()).isEqualTo(NOW.plusSeconds(7));
    client.call("PATCH", "/control/people/5", "{\"updatedAt\":\"2001-01-01T00:00:00Z\"}");
    assertThat(client.page(Endpoint.KEYSET).ids().get(0)).isEqualTo("5");
  }

  @Test
  void aDeleteRemovesThePersonAndNeverReusesTheId() {
    assertThat(client.call("DELETE", "/control/people/20", "").statusCode()).isEqualTo(200);
    assertThat(client.call("DELETE", "/control/people/20", "").statusCode()).isEqualTo(404);
    assertThat(client.call("PATCH", "/control/people/20", "{}").statusCode()).isEqualTo(404);
    assertThat(people.insert().id()).isEqualTo("21");
  }

  @Test
  void theTableIsOneRowALine() {
    String table = new String(client.get("/control/people").body(), StandardCharsets.UTF_8);
    List<String> lines = table.lines().toList();
    assertThat(lines).hasSize(20);
    assertThat(lines.get(0)).startsWith("{\"id\":\"1\",\"name\":");
  }

  @Test
  void changesAreCountedAndNamed() {
    JsonNode done =
        Client.json(
            client.call(
                "POST", "/control/changes", "{\"insert\":3,\"update\":2,\"delete\":4,\"seed\":9}"));
    assertThat(done.path("inserted")).hasSize(3);
    assertThat(done.path("updated")).hasSize(2);
    assertThat(done.path("deleted")).hasSize(4);
    assertThat(people.size()).isEqualTo(19);
    assertThat(people.stream().filter(person -> person.updatedAt().equals(NOW))).hasSize(5);
  }

  @Test
  void anAddedFieldIsInTheRowsThatChangeFromThenOn() {
    HttpResponse<byte[]> response =
        client.call("POST", "/control/fields", "{\"name\":\"phone\",\"value\":\"030 1234\"}");
    assertThat(response.statusCode()).isEqualTo(201);
    client.call("PATCH", "/control/people/5", "{\"job\":\"Pilot\"}");
    client.call("POST", "/control/people", "");
    String table = new String(client.get("/control/people").body(), StandardCharsets.UTF_8);
    assertThat(table.lines().filter(line -> line.endsWith(",\"phone\":\"030 1234\"}")))
        .hasSize(2)
        .satisfiesExactly(
            row -> assertThat(row).startsWith("{\"id\":\"5\","),
            row -> assertThat(row).startsWith("{\"id\":\"21\","));
    assertThat(people.find("5").orElseThrow().job()).isEqualTo("Pilot");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "phone", " "})
  void aFieldThatTheTableHasOrThatHasNoNameIsRefused(String name) {
    people.addField("phone", Person::id);
    HttpResponse<byte[]> response =
        client.call(
            "POST", "/control/fields", "{\"name\":\"" + name + "\",\"value\":\"030 1234\"}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Client.json(response).path("message").textValue()).contains("\"" + name + "\"");
  }

  @Test
  void requestsAreListedAndForgottenWithoutThoseToControl() {
    client.page(Endpoint.STEP, "start_id", "1", "end_id", "2");
    JsonNode logged = Client.json(client.get("/control/requests")).path("requests");
    assertThat(logged).hasSize(1);
    assertThat(logged.at("/0/query").textValue()).isEqualTo("start_id=1&end_id=2");
    client.call("DELETE", "/control/requests", "");
    assertThat(playground.requests().count()).isZero();
  }

  @Test
  void faultsAreScriptedByName() {
    client.call(
        "POST",
        "/control/faults",
        "{\"fault\":\"rate_limited\",\"path\":\"/pagination/offset\",\"next\":1,\"retry_after\":\"3\"}");
    assertThat(client.get(Endpoint.KEYSET).statusCode()).isEqualTo(200);
    assertThat(client.get(Endpoint.OFFSET).headers().firstValue("Retry-After")).contains("3");
    client.call("DELETE", "/control/faults", "");
    assertThat(playground.faults().scripted()).isEmpty();
  }

  @Test
  void everyKindOfFaultHasANameThatScriptsIt() {
    Map<String, String> more =
        Map.of(
            "redirect", ",\"location\":\"http://a.invalid/\"",
            "odd_row", ",\"oddity\":\"nul\"",
            "odd_encoding", ",\"encoding\":\"utf_16\"");
    for (String line : Faults.kinds()) {
      String kind = line.split("[ :]", 2)[0];
      String body = "{\"fault\":\"" + kind + "\"" + more.getOrDefault(kind, "") + "}";
      assertThat(client.call("POST", "/control/faults", body).statusCode()).as(kind).isEqualTo(200);
    }
    assertThat(playground.faults().scripted())
        .extracting(scripted -> scripted.fault().getClass().getSimpleName())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Fault.class.getPermittedSubclasses()).map(Class::getSimpleName).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"fault\":\"gremlins\"}",
        "{\"fault\":\"server_error\",\"status\":200}",
        "{\"fault\":\"slow\",\"path\":\"/nowhere\"}",
        "{\"fault\":\"slow\",\"probability\":2}",
        "{\"fault\":\"slow\",\"nxt\":1}",
        "{\"fault\":\"odd_row\"}",
        "{\"fault\":\"odd_row\",\"oddity\":\"very\"}",
        "{\"fault\":\"odd_encoding\",\"encoding\":\"UTF_16\"}",
        "[]",
        "{"
      })
  void aFaultThatMakesNoSenseIsRefused(String body) {
    HttpResponse<byte[]> response = client.call("POST", "/control/faults", body);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Client.json(response).path("message").textValue()).isNotBlank();
    assertThat(playground.faults().scripted()).isEmpty();
  }
}
