package dev.leat.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeListTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FakeServer server = FakeServer.start();
  private final FakeList users = FakeList.keyedBy("id");

  @AfterEach
  void stop() {
    server.close();
  }

  /** Five users, the last of which changed first. */
  private FakeList five() {
    for (int id = 1; id <= 5; id++) {
      users.put("{\"id\":%d,\"at\":\"2026-01-0%d\"}".formatted(id, 6 - id));
    }
    server.handling("/users", users);
    return users;
  }

  private HttpResponse<String> get(String target) throws IOException, InterruptedException {
    URI address = target.startsWith("http") ? URI.create(target) : server.address(target);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static List<Integer> ids(JsonNode rows) {
    List<Integer> ids = new ArrayList<>();
    rows.forEach(row -> ids.add(row.path("id").intValue()));
    return ids;
  }

  private List<Integer> ids(String target) throws Exception {
    return ids(JSON.readTree(get(target).body()));
  }

  @Test
  void givesAllRowsAtOnceByTheirKey() throws Exception {
    five().put("{\"id\":10}");

    assertThat(ids("/users")).containsExactly(1, 2, 3, 4, 5, 10);
    assertThat(get("/others").statusCode()).isEqualTo(404);
  }

  @Test
  void sortsAndFilters() throws Exception {
    five().sortedBy("at").since("since", "at");
    assertThat(ids("/users?since=2026-01-04")).containsExactly(2, 1);

    users.newestFirstBy("at");
    assertThat(ids("/users?since=2026-01-04")).containsExactly(1, 2);

    users.filteredBy((row, query) -> row.path("id").asInt() % 2 == 1);
    assertThat(ids("/users")).containsExactly(1, 3, 5);
  }

  @Test
  void aTokenStandsForAPlaceThatDoesNotMove() throws Exception {
    five().sortedBy("at").rowsAt("data").pagesOf(2).byToken("next", "token");

    JsonNode first = JSON.readTree(get("/users").body());
    users.remove("5");
    JsonNode second = JSON.readTree(get("/users?token=" + first.path("next").asText()).body());
    JsonNode third = JSON.readTree(get("/users?token=" + second.path("next").asText()).body());

    assertThat(ids(first.path("data"))).containsExactly(5, 4);
    assertThat(ids(second.path("data"))).containsExactly(3, 2);
    assertThat(ids(third.path("data"))).containsExactly(1);
    assertThat(third.path("next").isNull()).isTrue();
  }

  @Test
  void numbersOfPagesAndOfRowsMoveWithTheRows() throws Exception {
    five().pagesOf(2).byPageNumber("page").afterEachAnswer(list -> list.remove("1"));

    assertThat(ids("/users?page=1")).containsExactly(1, 2);
    assertThat(ids("/users?page=2")).as("3 has moved to the first page").containsExactly(4, 5);

    users.byOffset("skip");
    assertThat(ids("/users?skip=3")).containsExactly(5);
    assertThat(ids("/users?skip=9")).isEmpty();
  }

  @Test
  void linksLeadToTheNextPageAndKeepTheQuery() throws Exception {
    five().since("since", "at").pagesOf(3, "limit").byLinkHeader("page");

    HttpResponse<String> first = get("/users?limit=2&since=2026-01-02");
    String link = first.headers().firstValue("Link").orElseThrow();
    HttpResponse<String> last = get(link.substring(1, link.indexOf('>')));

    assertThat(ids(JSON.readTree(first.body()))).containsExactly(1, 2);
    assertThat(ids(JSON.readTree(last.body()))).containsExactly(3, 4);
    assertThat(last.headers().firstValue("Link")).isEmpty();
    assertThat(ids("/users?limit=100")).as("no more than there may be").hasSize(3);
  }

  @Test
  void whatIsNoRowIsRefused() {
    assertThatThrownBy(() -> users.put("[1]")).hasMessageContaining("JSON object");
    assertThatThrownBy(() -> users.put("{\"name\":1}")).hasMessageContaining("\"id\"");
  }

  @Test
  void aServerRefusesOnceThenAnswers() throws Exception {
    five();
    server.refuseOnce(429, Duration.ofSeconds(3));

    HttpResponse<String> refused = get("/users");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("3");
    assertThat(get("/users").statusCode()).isEqualTo(200);
  }
}
