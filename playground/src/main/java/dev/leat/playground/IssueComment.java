package dev.leat.playground;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One comment. Immutable.
 *
 * @param issue the number of the issue that it belongs to
 */
record IssueComment(long id, int issue, Instant updatedAt) {

  /** The row, as the endpoint sends it. */
  Map<String, Object> fields() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", id);
    row.put("user", Issue.user((int) (id % 9)));
    row.put("created_at", updatedAt.toString());
    row.put("updated_at", updatedAt.toString());
    row.put("body", "Note " + id + " on " + issue);
    row.put("issue_url", Issue.REPOSITORY + "/issues/" + issue);
    return row;
  }
}
