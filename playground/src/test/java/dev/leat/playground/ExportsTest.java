package dev.leat.playground;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs that export the people there were when they began. */
class ExportsTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final Playground playground =
      Playground.start(PlaygroundOptions.defaults().withClock(clock).withRows(10).withPageCap(4));
  private final Client client = new Client(playground);

  @AfterEach
  void close() {
    playground.close();
  }

  private JsonNode begin(String body) {
    return Client.json(client.call("POST", "/exports", body));
  }

  private String state(String id) {
    return Client.json(client.get("/exports/" + id)).path("state").textValue();
  }

  private List<String> part(String id, int number) {
    return new Client.Page(Client.json(client.get("/exports/" + id + "/parts/" + number))).ids();
  }

  @Test
  void aJobIsDoneWhenItIsAskedAboutForTheSecondTime() {
    String id = begin("").path("id").textValue();
    assertThat(client.get("/exports/" + id + "/parts/1").statusCode()).isEqualTo(409);
    assertThat(state(id)).isEqualTo("running");
    assertThat(state(id)).isEqualTo("done");
    assertThat(part(id, 1)).isEqualTo(Ids.between(1, 4));
  }

  @Test
  void itHoldsTheRowsThereWereWhenItBegan() {
    JsonNode job = begin("{}");
    playground.people().insert();
    playground.people().delete("1");
    String id = job.path("id").textValue();
    state(id);
    state(id);
    List<String> all = new ArrayList<>();
    for (int part = 1; part <= job.path("parts").intValue(); part++) {
      all.addAll(part(id, part));
    }
    assertThat(all).isEqualTo(Ids.between(1, 10));
    assertThat(client.get("/exports/" + id + "/parts/4").statusCode()).isEqualTo(404);
  }

  @Test
  void itHoldsRowsFromATimeOn() {
    String id = begin("{\"since\":\"2026-03-01T10:59:00Z\"}").path("id").textValue();
    state(id);
    state(id);
    assertThat(part(id, 1)).isEqualTo(Ids.between(9, 10));
  }

  @Test
  void itIsKnownForAnHourOrUntilItIsGivenUp() {
    String kept = begin("").path("id").textValue();
    String givenUp = begin("").path("id").textValue();
    client.call("DELETE", "/exports/" + givenUp, "");
    assertThat(client.get("/exports/" + givenUp).statusCode()).isEqualTo(404);
    clock.advance(Duration.ofHours(1));
    assertThat(state(kept)).isEqualTo("running");
    clock.advance(Duration.ofSeconds(1));
    assertThat(client.get("/exports/" + kept).statusCode()).isEqualTo(410);
  }

  @Test
  void whatItCannotReadIsRefused() {
    assertThat(client.call("POST", "/exports", "{\"since\":\"yesterday\"}").statusCode())
        .isEqualTo(400);
    assertThat(client.call("POST", "/exports", "{").statusCode()).isEqualTo(400);
    assertThat(client.get("/exports").statusCode()).isEqualTo(404);
    assertThat(client.call("PUT", "/exports", "").statusCode()).isEqualTo(405);
  }
}
