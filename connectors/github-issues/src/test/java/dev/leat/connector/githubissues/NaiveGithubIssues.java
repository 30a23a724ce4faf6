package dev.leat.connector.githubissues;

import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.row.JsonRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The loop as examples often write it: the pages of one question to their end, and the last row's
 * time as the next {@code since}.
 */
final class NaiveGithubIssues {

  /** Rows by key, as a table that merges would hold them. */
  final Map<String, String> table = new TreeMap<>();

  private final HttpSource api;
  private Optional<String> since = Optional.empty();

  NaiveGithubIssues(HttpSource api) {
    this.api = api;
  }

  void sync() throws InterruptedException {
    Request list =
        Request.get("/repos/leat/playground/issues")
            .query("state", "all")
            .query("sort", "updated")
            .query("direction", "asc")
            .query("per_page", 100);
    Request question = since.isPresent() ? list.query("since", since.get()) : list;
    for (int page = 1; ; page++) {
      List<JsonRow> rows = api.fetch(question.query("page", page)).page().rows("");
      if (rows.isEmpty()) {
        return;
      }
      rows.forEach(row -> table.put("[" + row.text("id").orElseThrow() + "]", row.json()));
      since = rows.get(rows.size() - 1).text("updated_at");
    }
  }
}
