package dev.leat.docs;

import dev.leat.testkit.server.Asked;
import dev.leat.testkit.server.FakeServer;
import dev.leat.testkit.server.Reply;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What GitHub's manual says of an organisation's repositories, their issues and comments, on a real
 * socket: arrays, {@code since}, and links that count pages.
 */
final class FakeGithub implements AutoCloseable {

  static final String TOKEN = "a-token";

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<String> REPOSITORIES = List.of("a", "b", "c");
  private static final int REPOSITORIES_A_PAGE = 2;
  private static final int ROWS_A_PAGE = 4;

  private final Map<Integer, Instant> issues = new TreeMap<>();
  private final FakeServer server = FakeServer.start().handling(this::answer);

  /** Ten issues in each repository, of which two at a time changed in the same second. */
  FakeGithub() {
    for (int repository = 0; repository < REPOSITORIES.size(); repository++) {
      for (int i = 0; i < 10; i++) {
        issues.put(100 * repository + i, START.plusSeconds(i / 2));
      }
    }
  }

  URI address() {
    return server.address("");
  }

  synchronized void changeIssue(int id) {
    issues.put(id, START.plusSeconds(60));
  }

  /** What a table of all issues must hold, by their ids. */
  synchronized Map<String, String> issues() {
    Map<String, String> rows = new TreeMap<>();
    issues.forEach((id, at) -> rows.put("[" + id + "]", row(id, at)));
    return rows;
  }

  private static String row(int id, Instant at) {
    return "{\"id\":%d,\"updated_at\":\"%s\"}".formatted(id, at);
  }

  private synchronized Reply answer(Asked asked) {
    if (!asked.header("Authorization").equals(Optional.of("Bearer " + TOKEN))) {
      return Reply.json(401, "{\"message\":\"Bad credentials\"}");
    }
    if (asked.path().equals("/orgs/acme/repos")) {
      return page(asked, REPOSITORIES.stream().map(this::repository).toList(), REPOSITORIES_A_PAGE);
    }
    String[] path = asked.path().split("/", -1);
    int repository = REPOSITORIES.indexOf(path[3]);
    if (asked.path().endsWith("/issues/comments")) {
      return page(asked, List.of(row(1_000 + repository, START)), ROWS_A_PAGE);
    }
    Instant since = asked.query("since").map(Instant::parse).orElse(Instant.EPOCH);
    List<String> rows = new ArrayList<>();
    issues.entrySet().stream()
        .filter(each -> each.getKey() / 100 == repository)
        .filter(each -> !each.getValue().isBefore(since))
        .sorted(Comparator.comparing(Map.Entry::getValue))
        .forEach(each -> rows.add(row(each.getKey(), each.getValue())));
    return page(asked, rows, ROWS_A_PAGE);
  }

  private String repository(String name) {
    return "{\"id\":%d,\"name\":\"%s\"}".formatted(REPOSITORIES.indexOf(name), name);
  }

  private Reply page(Asked asked, List<String> rows, int size) {
    int page = asked.query("page").map(Integer::valueOf).orElse(1);
    int from = Math.min(rows.size(), (page - 1) * size);
    int to = Math.min(rows.size(), from + size);
    Reply reply = Reply.json(200, "[" + String.join(",", rows.subList(from, to)) + "]");
    if (to == rows.size()) {
      return reply;
    }
    String target = asked.target().replaceAll("[?&]page=\\d+", "");
    String next = target + (target.contains("?") ? "&" : "?") + "page=" + (page + 1);
    return reply.header("Link", "<" + server.address(next) + ">; rel=\"next\"");
  }

  @Override
  public void close() {
    server.close();
  }
}
