package dev.leat.connector.stepsize;

import dev.leat.sdk.http.Answer;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.row.JsonRow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The loop as examples often write it: windows of ids up to a constant, and an empty window is
 * taken for the end.
 */
final class NaiveStepSize {

  /** Rows by key, as a table that merges would hold them. */
  final Map<String, String> table = new TreeMap<>();

  private final HttpSource api;
  private final long step;
  private final long maxId;

  /** What survives a crash: {@code current_id}. */
  private long current = 1;

  NaiveStepSize(HttpSource api, long step, long maxId) {
    this.api = api;
    this.step = step;
    this.maxId = maxId;
  }

  /** Syncs to the end. */
  void sync() throws InterruptedException {
    while (current <= maxId) {
      Answer answer =
          api.fetch(Request.get("").query("start_id", current).query("end_id", current + step - 1));
      List<JsonRow> rows = answer.page().rows("/data");
      if (rows.isEmpty()) {
        return;
      }
      rows.forEach(row -> table.put(row.text("id").orElseThrow(), row.json()));
      current += step;
    }
  }
}
