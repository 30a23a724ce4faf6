package dev.leat.connector.timestamp;

import dev.leat.sdk.http.Answer;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.row.JsonRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The loop as examples often write it: ask since the last row's time until nothing comes. */
final class NaiveTimestamp {

  /** Rows by key, as a table that merges would hold them. */
  final Map<String, String> table = new TreeMap<>();

  private final HttpSource api;
  private final int mostCalls;

  /** What survives a crash: {@code last_timestamp}; empty if it became null. */
  Optional<String> state = Optional.of("0001-01-01T00:00:00Z");

  private int calls;

  /**
   * @param mostCalls after so many requests in one sync the loop is taken for endless
   */
  NaiveTimestamp(HttpSource api, int mostCalls) {
    this.api = api;
    this.mostCalls = mostCalls;
  }

  /** Syncs to the end; false if the loop had to be stopped. */
  boolean sync() throws InterruptedException {
    calls = 0;
    Request all = Request.get("");
    while (true) {
      Answer answer = fetch(state.map(time -> all.query("since", time)).orElse(all));
      if (answer == null) {
        return false;
      }
      List<JsonRow> rows = answer.page().rows("/data");
      if (rows.isEmpty()) {
        return true;
      }
      upsert(rows);
      state = rows.get(rows.size() - 1).text("updatedAt");
    }
  }

  private Answer fetch(Request request) throws InterruptedException {
    return ++calls > mostCalls ? null : api.fetch(request);
  }

  private void upsert(List<JsonRow> rows) {
    rows.forEach(row -> table.put(row.text("id").orElseThrow(), row.json()));
  }
}
