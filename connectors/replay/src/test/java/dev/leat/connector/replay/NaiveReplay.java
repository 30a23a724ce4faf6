package dev.leat.connector.replay;

import dev.leat.sdk.http.Answer;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.row.JsonRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The loop as examples often write it: one request from two hours before the last row, and the
 * state is the last row's time.
 */
final class NaiveReplay {

  private static final String NEVER = "0001-01-01T00:00:00Z";

  /** Rows by key, as a table that merges would hold them. */
  final Map<String, String> table = new TreeMap<>();

  /** What survives a crash: {@code last_timestamp}. */
  String state = NEVER;

  /** Rows that the last sync delivered. */
  int delivered;

  private final HttpSource api;

  NaiveReplay(HttpSource api) {
    this.api = api;
  }

  /** Syncs once. */
  void sync() throws InterruptedException {
    String since =
        state.equals(NEVER) ? NEVER : Instant.parse(state).minus(2, ChronoUnit.HOURS).toString();
    Answer answer = api.fetch(Request.get("").query("since", since));
    List<JsonRow> rows = answer.page().rows("/data");
    rows.forEach(row -> table.put(row.text("id").orElseThrow(), row.json()));
    delivered = rows.size();
    if (!rows.isEmpty()) {
      state = rows.get(rows.size() - 1).text("updatedAt").orElseThrow();
    }
  }
}
