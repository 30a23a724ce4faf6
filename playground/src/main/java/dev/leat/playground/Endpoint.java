package dev.leat.playground;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The ways in which the playground delivers its rows: its people in five, one for each way to sync
 * a table, and from exports; the issues of a repository with their comments; and the events of
 * tickets.
 */
public enum Endpoint {
  /** Follows an opaque scroll token: {@code updated_since}, then {@code scroll_param}. */
  KEYSET("/pagination/keyset", "updated_since, scroll_param", "data, scroll_param"),
  /** Counts rows: {@code limit} and {@code offset} inside {@code updated_since}. */
  OFFSET(
      "/pagination/offset",
      "order_by, order_type, updated_since, limit, offset",
      "data, offset, limit, total"),
  /** Filters by time: {@code since} and {@code until}, at most {@code limit} rows. */
  TIMESTAMP("/incremental/timestamp", "since, until, limit", "data"),
  /** Filters by id: {@code start_id} to {@code end_id}, both inclusive. */
  STEP("/incremental/step", "start_id, end_id", "data, max_id"),
  /** Re-reads a buffer: {@code since}, paged with {@code offset} and {@code limit}. */
  REPLAY("/incremental/replay", "since, offset, limit", "data, total"),
  /** Issues, pull requests among them, in pages that a {@code Link} header counts. */
  ISSUES(
      "/repos/leat/playground/issues",
      "state, sort, direction, since, per_page, page",
      "an array; Link"),
  /** The comments of one issue, oldest first, paged in the same way. */
  ISSUE_COMMENTS(
      "/repos/leat/playground/issues/{number}/comments", "since, per_page, page", "an array; Link"),
  /** Events of tickets since {@code start_time}, in seconds since 1970; the link is in the body. */
  TICKET_EVENTS(
      "/api/v2/incremental/ticket_events.json",
      "start_time",
      "ticket_events, next_page, count, end_of_stream, end_time"),
  /** Runs jobs: {@code POST} begins one, {@code /ID} says how far it is, {@code /ID/parts/N}. */
  EXPORT("/exports", "POST {\"since\"}; /ID; /ID/parts/N", "id, state, parts; data");

  private static final Set<String> READING = Set.of("GET");
  private static final Set<String> RUNNING_JOBS = Set.of("GET", "POST", "DELETE");

  private final String path;
  private final String parameters;
  private final String fields;

  Endpoint(String path, String parameters, String fields) {
    this.path = path;
    this.parameters = parameters;
    this.fields = fields;
  }

  /**
   * Returns the absolute path, without host or query, e.g. {@code /pagination/keyset}; what stands
   * in braces is different in each request.
   */
  public String path() {
    return path;
  }

  /** Returns the query parameters that are understood, separated by a comma and a space. */
  public String parameters() {
    return parameters;
  }

  /** Returns the fields of the answer, separated by a comma and a space. */
  public String fields() {
    return fields;
  }

  /** Returns the endpoint that answers a path; empty if none does. */
  static Optional<Endpoint> of(String path) {
    return Arrays.stream(values()).filter(each -> each.answers(path)).findFirst();
  }

  /** Whether requests for this path come here. */
  boolean answers(String asked) {
    return asked.equals(path)
        || (this == ISSUE_COMMENTS && Paths.COMMENTS.matcher(asked).matches())
        || (this == EXPORT && asked.startsWith(path + "/"));
  }

  /** The methods of HTTP that it takes. */
  Set<String> methods() {
    return this == EXPORT ? RUNNING_JOBS : READING;
  }

  /** Whether the options say what its {@code since} includes. */
  boolean hasSinceRule() {
    return this != STEP && this != EXPORT && rows() == Rows.PEOPLE;
  }

  /** The field of a row that says when it changed. */
  String timeField() {
    return switch (rows()) {
      case PEOPLE -> "updatedAt";
      case ISSUES -> "updated_at";
      case TICKET_EVENTS -> "timestamp";
    };
  }

  /** What an endpoint serves. */
  enum Rows {
    PEOPLE,
    /** And their comments. */
    ISSUES,
    TICKET_EVENTS
  }

  /** What it serves. */
  Rows rows() {
    return switch (this) {
      case ISSUES, ISSUE_COMMENTS -> Rows.ISSUES;
      case TICKET_EVENTS -> Rows.TICKET_EVENTS;
      case KEYSET, OFFSET, TIMESTAMP, STEP, REPLAY, EXPORT -> Rows.PEOPLE;
    };
  }

  /** What stands in the header {@code Authorization} of those who know the token. */
  String credential(String token) {
    if (this != TICKET_EVENTS) {
      return "Bearer " + token;
    }
    byte[] pair = (Playground.EMAIL + "/token:" + token).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /** Paths with something in them that differs. */
  private static final class Paths {
    static final Pattern COMMENTS = Pattern.compile(Pattern.quote(ISSUES.path) + "/[^/]+/comments");

    private Paths() {}
  }
}
