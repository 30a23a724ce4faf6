package dev.leat.playground;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One issue, or pull request, at one moment. Immutable. What is not a component follows from the
 * number.
 *
 * @param comments how many it has
 * @param updatedAt in whole seconds
 */
record Issue(int number, String title, int comments, Instant updatedAt) {
  private static final List<String> WHAT =
      List.of(
          "Gate sticks when the \"upper\" pond is full",
          "Écluse n° 4: the keeper’s log is unreadable",
          "Measure flow in m³/s, not in buckets",
          "水位 is reported twice after a flood",
          "Leak behind the third weir 🌊",
          "Document how to drain the lower channel");
  private static final List<String> LABELS = List.of("leak", "gate", "survey", "docs", "wontfix");

  /** Not where it is served, so that rows are the same on every port. */
  static final String REPOSITORY = "https://api.example.com/repos/leat/playground";

  private static final int PULL_REQUEST_EVERY = 6;
  private static final int MUCH_DISCUSSED_EVERY = 100;
  private static final int MUCH_DISCUSSED = 130;
  private static final int FIRST_ID = 2_000_000_000;

  /** The issue of this number as it is before anybody comments on it. */
  static Issue opened(int number, Instant at) {
    return new Issue(number, WHAT.get(number % WHAT.size()) + " (" + number + ")", 0, at);
  }

  /** How many comments it has at the start: more than a page holds, few, or none. */
  int commentsAtTheStart(long seed) {
    if (number % MUCH_DISCUSSED_EVERY == 0) {
      return MUCH_DISCUSSED;
    }
    return Math.max(0, new SplittableRandom(seed * 31 + number).nextInt(5) - 2);
  }

  long id() {
    return FIRST_ID + 3L * number;
  }

  boolean isOpen() {
    return number % 3 != 0;
  }

  Instant createdAt() {
    return Instant.parse("2020-01-01T00:00:00Z").plus(Duration.ofHours(number));
  }

  Issue touched(String newTitle, Instant now) {
    return new Issue(number, newTitle, comments, now);
  }

  Issue commentedOn(Instant now) {
    return new Issue(number, title, comments + 1, now);
  }

  /** The row, as the endpoint sends it. */
  Map<String, Object> fields() {
    String url = REPOSITORY + "/issues/" + number;
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", id());
    row.put("number", number);
    row.put("title", title);
    row.put("user", user(number % 37));
    row.put("labels", IntStream.range(0, number % 4).mapToObj(this::label).toList());
    row.put("state", isOpen() ? "open" : "closed");
    row.put("locked", false);
    row.put("assignee", number % 4 == 0 ? user(number % 5) : null);
    row.put("comments", comments);
    row.put("created_at", createdAt().toString());
    row.put("updated_at", updatedAt.toString());
    row.put("closed_at", isOpen() ? null : createdAt().plus(Duration.ofDays(1)).toString());
    row.put("body", number % 10 == 0 ? null : "Seen at pond " + number + ".\nAgain at dusk.");
    row.put("url", url);
    row.put("comments_url", url + "/comments");
    if (number % PULL_REQUEST_EVERY == 0) {
      row.put("pull_request", Map.of("url", REPOSITORY + "/pulls/" + number));
    }
    return row;
  }

  /** An account, as it stands within a row. */
  static Map<String, Object> user(int number) {
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("login", "keeper" + number);
    user.put("id", 1_000 + number);
    user.put("type", "User");
    return user;
  }

  private Map<String, Object> label(int place) {
    int which = (number + place) % LABELS.size();
    Map<String, Object> label = new LinkedHashMap<>();
    label.put("id", 500 + which);
    label.put("name", LABELS.get(which));
    return label;
  }
}
