package dev.leat.playground;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Issues and comments, in pages that are counted. */
class IssuesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

  private final SettableClock clock = new SettableClock(NOW);
  private final PlaygroundOptions ten =
      PlaygroundOptions.defaults().withClock(clock).withRows(10).withPageCap(100);
  private Playground playground = Playground.start(ten);
  private Client client = new Client(playground);

  @AfterEach
  void close() {
    playground.close();
  }

  private void restart(PlaygroundOptions options) {
    playground.close();
    playground = Playground.start(options);
    client = new Client(playground);
  }

  private List<Integer> numbers(HttpResponse<byte[]> response) {
    List<Integer> numbers = new ArrayList<>();
    Client.json(response).forEach(row -> numbers.add(row.path("number").intValue()));
    return numbers;
  }

  private List<Integer> numbers(String... parameters) {
    return numbers(client.get(Endpoint.ISSUES, parameters));
  }

  @Test
  void openIssuesComeNewestFirstUnlessOtherwiseAskedFor() {
    assertThat(numbers()).containsExactly(10, 8, 7, 5, 4, 2, 1);
    assertThat(numbers("state", "all", "sort", "updated", "direction", "asc"))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  }

  @Test
  void aChangedIssueMovesToTheEndAndSinceIncludesItsTime() {
    playground.issues().touch(3);
    assertThat(numbers("state", "all", "sort", "updated", "direction", "asc")).endsWith(10, 3);
    assertThat(numbers("state", "all", "since", NOW.toString())).containsExactly(3);
    assertThat(numbers("state", "all", "since", NOW.plusSeconds(1).toString())).isEmpty();
  }

  @Test
  void linksCountThePagesAndKeepTheQuestion() {
    HttpResponse<byte[]> first =
        client.get(Endpoint.ISSUES, "state", "all", "direction", "asc", "per_page", "4");
    HttpResponse<byte[]> second = client.get(next(first).orElseThrow());
    HttpResponse<byte[]> third = client.get(next(second).orElseThrow());
    assertThat(next(first).orElseThrow()).endsWith("direction=asc&per_page=4&page=2");
    assertThat(first.headers().firstValue("Link").orElseThrow()).contains("page=3>; rel=\"last\"");
    assertThat(numbers(second)).containsExactly(5, 6, 7, 8);
    assertThat(numbers(third)).containsExactly(9, 10);
    assertThat(next(third)).isEmpty();
    assertThat(third.headers().firstValue("Link").orElseThrow()).contains("page=1>; rel=\"first\"");
  }

  private static Optional<String> next(HttpResponse<byte[]> response) {
    Matcher link = NEXT.matcher(response.headers().firstValue("Link").orElse(""));
    return link.find() ? Optional.of(link.group(1)) : Optional.empty();
  }

  @Test
  void aPageHasThirtyRowsUnlessAskedForAndAHundredAtMost() {
    restart(ten.withRows(300).withPageCap(1_000));
    assertThat(numbers("state", "all")).hasSize(30);
    assertThat(numbers("state", "all", "per_page", "500")).hasSize(100);
  }

  @Test
  void aRowThatMovesShiftsTheNextPage() {
    String[] first = {"state", "all", "sort", "updated", "direction", "asc", "per_page", "4"};
    playground.after(1, Endpoint.ISSUES, () -> playground.issues().touch(2));
    HttpResponse<byte[]> page = client.get(Endpoint.ISSUES, first);
    assertThat(numbers(page)).containsExactly(1, 2, 3, 4);
    assertThat(numbers(client.get(next(page).orElseThrow()))).containsExactly(6, 7, 8, 9);
  }

  @Test
  void everySixthIssueIsAPullRequest() {
    List<Integer> pullRequests = new ArrayList<>();
    for (JsonNode row : Client.json(client.get(Endpoint.ISSUES, "state", "all"))) {
      if (row.has("pull_request")) {
        pullRequests.add(row.path("number").intValue());
      }
    }
    assertThat(pullRequests).containsExactly(6);
  }

  @Test
  void aCommentIsListedAndChangesItsIssue() {
    int before = Client.json(comments(4, "")).size();
    clock.advance(Duration.ofMinutes(1));
    playground.issues().comment(4);
    assertThat(Client.json(comments(4, ""))).hasSize(before + 1);
    assertThat(Client.json(comments(4, "?since=2026-03-01T12:01:00Z"))).hasSize(1);
    assertThat(numbers("state", "all", "since", "2026-03-01T12:01:00Z")).containsExactly(4);
  }

  @Test
  void anIssueSaysHowManyCommentsItHas() {
    restart(ten.withRows(200));
    for (JsonNode row : Client.json(client.get(Endpoint.ISSUES, "state", "all", "per_page", "9"))) {
      int number = row.path("number").intValue();
      assertThat(Client.json(comments(number, "?per_page=100")))
          .hasSize(Math.min(100, row.path("comments").intValue()));
    }
    assertThat(Client.json(comments(200, "?per_page=100&page=2"))).hasSize(30);
  }

  @Test
  void commentsOfAnIssueThatThereIsNotAreNotFound() {
    assertThat(comments(11, "").statusCode()).isEqualTo(404);
    assertThat(client.get("/repos/leat/playground/issues/first/comments").statusCode())
        .isEqualTo(404);
    assertThat(client.get("/repos/leat/another/issues").statusCode()).isEqualTo(404);
  }

  private HttpResponse<byte[]> comments(int number, String query) {
    return client.get("/repos/leat/playground/issues/" + number + "/comments" + query);
  }

  @Test
  void rowsChangeAfterEachRequestForThem() {
    restart(ten.withChangesPerRequest(2));
    assertThat(numbers("state", "all", "since", NOW.toString())).isEmpty();
    assertThat(numbers("state", "all", "since", NOW.toString())).hasSize(2);
    client.page(Endpoint.TIMESTAMP, "since", NOW.minusSeconds(1).toString());
    assertThat(client.page(Endpoint.TIMESTAMP, "since", NOW.minusSeconds(1).toString()).ids())
        .hasSize(2);
  }

  @Test
  void aQuotaThatIsUsedUpSaysWhenThereIsMore() {
    playground
        .faults()
        .add(
            Endpoint.ISSUE_COMMENTS,
            new Fault.QuotaUsedUp(Duration.ofSeconds(30)),
            Occasion.next(1));
    assertThat(client.get(Endpoint.ISSUES).statusCode()).isEqualTo(200);
    HttpResponse<byte[]> refused = comments(1, "");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue("X-RateLimit-Remaining")).contains("0");
    assertThat(refused.headers().firstValue("X-RateLimit-Reset"))
        .contains(Long.toString(NOW.plusSeconds(30).getEpochSecond()));
    assertThat(comments(1, "").statusCode()).isEqualTo(200);
  }

  @Test
  void faultsOfRowsStrikeInAnArrayToo() {
    playground.faults().add(new Fault.NullCursor(), Occasion.next(1));
    playground.faults().add(new Fault.EmptyPage(), Occasion.next(1));
    JsonNode rows = Client.json(client.get(Endpoint.ISSUES));
    assertThat(rows.path(rows.size() - 1).path("updated_at").isNull()).isTrue();
    assertThat(Client.json(client.get(Endpoint.ISSUES))).isEmpty();
  }

  @Test
  void theControlEndpointShowsAndChangesThem() {
    client.call(
        "POST", "/control/issues/changes", "{\"insert\":1,\"update\":2,\"delete\":1,\"seed\":3}");
    assertThat(lines("/control/issues")).isEqualTo(playground.issues().issues()).hasSize(10);
    assertThat(lines("/control/comments")).isEqualTo(playground.issues().comments());
  }

  private List<String> lines(String path) {
    return new String(client.get(path).body(), StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void requestsAreLoggedByTheirPath() {
    comments(4, "?page=1");
    assertThat(playground.requests().to(Endpoint.ISSUE_COMMENTS))
        .extracting(ReceivedRequest::path)
        .containsExactly("/repos/leat/playground/issues/4/comments");
    assertThat(playground.endpoint(Endpoint.ISSUES))
        .isEqualTo(URI.create(playground.address() + "/repos/leat/playground/issues"));
  }
}
