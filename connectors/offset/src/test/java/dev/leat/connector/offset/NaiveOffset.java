package dev.leat.connector.offset;

import dev.leat.sdk.http.Answer;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.row.JsonRow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The loop as examples often write it: the state is the last row's time after each page, the offset
 * lives in memory and comes from the answer, and {@code total} says when to stop.
 */
final class NaiveOffset {

  /** Rows by key, as a table that merges would hold them. */
  final Map<String, String> table = new TreeMap<>();

  private final HttpSource api;
  private final int mostCalls;

  /** What survives a crash: {@code last_updated_at}. */
  String state = "0001-01-01T00:00:00Z";

  private int calls;

  /**
   * @param mostCalls after so many requests in one sync the loop is taken for endless
   */
  NaiveOffset(HttpSource api, int mostCalls) {
    this.api = api;
    this.mostCalls = mostCalls;
  }

  /** Syncs to the end; false if the loop had to be stopped. */
  boolean sync() throws InterruptedException {
    return sync(Integer.MAX_VALUE);
  }

  /** Syncs until so many checkpoints are written, as if it crashed then. */
  boolean sync(int checkpoints) throws InterruptedException {
    calls = 0;
    Request window =
        Request.get("")
            .query("order_by", "updatedAt")
            .query("order_type", "asc")
            .query("updated_since", state)
            .query("limit", 50);
    long offset = 0;
    for (int written = 0; written < checkpoints; written++) {
      Answer answer = fetch(window.query("offset", offset));
      if (answer == null) {
        return false;
      }
      List<JsonRow> rows = answer.page().rows("/data");
      if (rows.isEmpty()) {
        return true;
      }
      upsert(rows);
      state = rows.get(rows.size() - 1).text("updatedAt").orElseThrow();
      offset = answer.page().wholeNumber("/offset").orElse(0L) + rows.size();
      if (offset >= answer.page().wholeNumber("/total").orElse(0L)) {
        return true;
      }
    }
    return true;
  }

  private Answer fetch(Request request) throws InterruptedException {
    return ++calls > mostCalls ? null : api.fetch(request);
  }

  private void upsert(List<JsonRow> rows) {
    rows.forEach(row -> table.put(row.text("id").orElseThrow(), row.json()));
  }
}
