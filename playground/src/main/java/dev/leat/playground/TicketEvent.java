package dev.leat.playground;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened to one ticket at one moment. Immutable. What is not a component follows from the
 * id.
 *
 * @param at in whole seconds
 */
record TicketEvent(long id, int ticket, Instant at) {
  private static final List<String> WAYS = List.of("Web form", "Mail", "API", "Rule");
  private static final List<String> STATES = List.of("new", "open", "pending", "solved");
  private static final long FIRST_CHILD = 70_000_000;
  private static final int MOST_CHILDREN = 4;

  /** The row, as the endpoint sends it. */
  Map<String, Object> fields() {
    Map<String, Object> system = new LinkedHashMap<>();
    system.put("client", "Écluse/" + id % 3);
    system.put("location", id % 5 == 0 ? null : "Pond " + id % 5);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", id);
    row.put("ticket_id", ticket);
    row.put("timestamp", at.getEpochSecond());
    row.put("created_at", at.toString());
    row.put("updater_id", 1_000 + id % 11);
    row.put("via", WAYS.get((int) (id % WAYS.size())));
    row.put("event_type", "Audit");
    row.put("system", system);
    row.put("child_events", children());
    return row;
  }

  /** What changed, one thing each; some events have nothing to show. */
  private List<Map<String, Object>> children() {
    List<Map<String, Object>> children = new ArrayList<>();
    for (int place = 0; place < id % MOST_CHILDREN; place++) {
      int state = (int) ((id + place) % STATES.size());
      Map<String, Object> child = new LinkedHashMap<>();
      child.put("id", FIRST_CHILD + MOST_CHILDREN * id + place);
      child.put("event_type", place == 0 ? "Change" : "Comment");
      if (place == 0) {
        child.put("status", STATES.get(state));
        child.put("previous_value", state == 0 ? null : STATES.get(state - 1));
      } else {
        child.put("comment_public", id % 2 == 0);
        child.put("body", "Water at gate " + ticket + " — \"checked\"");
      }
      children.add(child);
    }
    return children;
  }
}
