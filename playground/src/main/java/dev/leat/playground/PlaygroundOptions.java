package dev.leat.playground;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Everything that can be chosen about a playground before it starts. Immutable; each {@code with}
 * method returns a changed copy, and no value out of range can be built.
 *
 * @param port port on 127.0.0.1; 0 takes any free one, which is the default
 * @param rows people, and issues, at the start, 0 or more; 200 by default
 * @param seed the same seed, rows and clock give the same rows; 1 by default
 * @param pageCap most rows in one page, at least 1, whatever the request asks for; 50 by default
 * @param ties how many neighbouring rows share one {@code updatedAt}; 1 by default, for none
 * @param gaps ids that the people at the start leave out; none by default. {@code rows} counts what
 *     is left
 * @param spacing time between two different {@code updatedAt} at the start; 1 minute by default
 * @param newestAge age of the newest {@code updatedAt} at the start; 1 hour by default, so a client
 *     that holds back a few minutes of late rows can close every row
 * @param since whether each endpoint's {@code since} includes rows of exactly that time; exclusive
 *     by default where people are served page by page. The step endpoint has no such filter;
 *     issues, comments and exports always include
 * @param order order of the keyset, timestamp and replay endpoints; oldest first by default
 * @param scrollLife when keyset tokens expire; never by default
 * @param total what the offset and replay endpoints say about the number of rows
 * @param offsetField whether the offset endpoint repeats {@code offset}
 * @param maxIdField whether the step endpoint tells {@code max_id}
 * @param stepWindow whether the page cap cuts a step window; it does not by default
 * @param changesPerRequest random rows of what an endpoint serves that change, at the present,
 *     after each request to it; none by default
 * @param latency waited before each answer of an endpoint; none by default
 * @param bearerToken token that the endpoints require; none by default. The control endpoint never
 *     asks for it
 * @param layout white space of the JSON; compact by default
 * @param compression whether a body over 1 KiB is compressed for a client that accepts gzip
 * @param clock the "now" of inserts and updates; the system's by default
 */
public record PlaygroundOptions(
    int port,
    int rows,
    long seed,
    int pageCap,
    int ties,
    IdGaps gaps,
    Duration spacing,
    Duration newestAge,
    Map<Endpoint, Since> since,
    Order order,
    ScrollLife scrollLife,
    Total total,
    Field offsetField,
    Field maxIdField,
    StepWindow stepWindow,
    int changesPerRequest,
    Duration latency,
    Optional<String> bearerToken,
    Layout layout,
    Compression compression,
    Clock clock) {

  /** Whether a row of exactly the asked time belongs to the answer. */
  public enum Since {
    /** {@code updatedAt >= since}. */
    INCLUSIVE,
    /** {@code updatedAt > since}. */
    EXCLUSIVE
  }

  /** The order of rows by (updatedAt, id). */
  public enum Order {
    /** Strictly ascending. */
    OLDEST_FIRST,
    /** Strictly descending. */
    NEWEST_FIRST
  }

  /** What the field {@code total} says. */
  public enum Total {
    /** The number of rows that match. */
    TRUTHFUL,
    /** Nothing: the field is not sent. */
    OMITTED,
    /** Half of the rows that match. */
    TOO_SMALL,
    /** Twice the rows that match, and one. */
    TOO_LARGE
  }

  /** Whether an optional field of an answer is sent. */
  public enum Field {
    /** The field is in the answer. */
    SENT,
    /** The field is left out. */
    OMITTED
  }

  /** What happens to a step window that holds more rows than the page cap. */
  public enum StepWindow {
    /** It is delivered whole. */
    WHOLE,
    /** Only its lowest ids are delivered, and nothing says so. */
    CUT_AT_PAGE_CAP
  }

  /** White space of JSON bodies. */
  public enum Layout {
    /** None. */
    COMPACT,
    /** Indented, over many lines. */
    PRETTY
  }

  /** Whether gzip is ever used. */
  public enum Compression {
    /** For a body over 1 KiB when the request accepts gzip. */
    WHEN_ACCEPTED,
    /** Not at all. */
    NEVER
  }

  /** Refuses values out of range, with the range. */
  public PlaygroundOptions {
    requireAtLeast("port", 0, port);
    if (port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535, got " + port);
    }
    requireAtLeast("rows", 0, rows);
    requireAtLeast("pageCap", 1, pageCap);
    requireAtLeast("ties", 1, ties);
    requireAtLeast("changesPerRequest", 0, changesPerRequest);
    requireNotNegative("spacing", spacing);
    requireNotNegative("newestAge", newestAge);
    requireNotNegative("latency", latency);
    if (bearerToken.isPresent() && bearerToken.get().isBlank()) {
      throw new IllegalArgumentException(
          "bearerToken is blank: give a token, or none to let every request in");
    }
    since = Map.copyOf(since);
  }

  /** Returns the options described above, with every default. */
  public static PlaygroundOptions defaults() {
    return new OptionsDraft().finish();
  }

  /** Returns how {@code endpoint} reads its {@code since} or {@code updated_since}. */
  public Since since(Endpoint endpoint) {
    return since.getOrDefault(endpoint, Since.EXCLUSIVE);
  }

  /** Returns these options on {@code newPort}; 0 takes any free port. */
  public PlaygroundOptions withPort(int newPort) {
    return with(draft -> draft.port = newPort);
  }

  /** Returns these options with {@code newRows} people at the start. */
  public PlaygroundOptions withRows(int newRows) {
    return with(draft -> draft.rows = newRows);
  }

  /** Returns these options with other people. */
  public PlaygroundOptions withSeed(long newSeed) {
    return with(draft -> draft.seed = newSeed);
  }

  /** Returns these options with at most {@code rowsPerPage} rows in a page. */
  public PlaygroundOptions withPageCap(int rowsPerPage) {
    return with(draft -> draft.pageCap = rowsPerPage);
  }

  /** Returns these options with {@code rowsPerTimestamp} neighbours on one {@code updatedAt}. */
  public PlaygroundOptions withTies(int rowsPerTimestamp) {
    return with(draft -> draft.ties = rowsPerTimestamp);
  }

  /** Returns these options with ids left out. */
  public PlaygroundOptions withGaps(IdGaps newGaps) {
    return with(draft -> draft.gaps = newGaps);
  }

  /** Returns these options with another distance between timestamps. */
  public PlaygroundOptions withSpacing(Duration newSpacing) {
    return with(draft -> draft.spacing = newSpacing);
  }

  /** Returns these options with the newest row {@code age} old at the start. */
  public PlaygroundOptions withNewestAge(Duration age) {
    return with(draft -> draft.newestAge = age);
  }

  /** Returns these options with one rule for the {@code since} of every endpoint. */
  public PlaygroundOptions withSince(Since rule) {
    return with(
        draft -> {
          for (Endpoint endpoint : Endpoint.values()) {
            draft.since.put(endpoint, rule);
          }
        });
  }

  /** Returns these options with another rule for the {@code since} of one endpoint. */
  public PlaygroundOptions withSince(Endpoint endpoint, Since rule) {
    return with(draft -> draft.since.put(endpoint, rule));
  }

  /** Returns these options with another order of rows. */
  public PlaygroundOptions withOrder(Order newOrder) {
    return with(draft -> draft.order = newOrder);
  }

  /** Returns these options with keyset tokens that expire. */
  public PlaygroundOptions withScrollLife(ScrollLife life) {
    return with(draft -> draft.scrollLife = life);
  }

  /** Returns these options with another claim about the number of rows. */
  public PlaygroundOptions withTotal(Total newTotal) {
    return with(draft -> draft.total = newTotal);
  }

  /** Returns these options with {@code offset} sent or left out. */
  public PlaygroundOptions withOffsetField(Field field) {
    return with(draft -> draft.offsetField = field);
  }

  /** Returns these options with {@code max_id} sent or left out. */
  public PlaygroundOptions withMaxIdField(Field field) {
    return with(draft -> draft.maxIdField = field);
  }

  /** Returns these options with step windows whole or cut. */
  public PlaygroundOptions withStepWindow(StepWindow window) {
    return with(draft -> draft.stepWindow = window);
  }

  /** Returns these options with rows that change after each request. */
  public PlaygroundOptions withChangesPerRequest(int rowsChanged) {
    return with(draft -> draft.changesPerRequest = rowsChanged);
  }

  /** Returns these options with a wait before each answer. */
  public PlaygroundOptions withLatency(Duration newLatency) {
    return with(draft -> draft.latency = newLatency);
  }

  /**
   * Returns these options with its endpoints closed to requests without {@code token}: as a bearer
   * token, or, for the events of tickets, as that of {@link Playground#EMAIL}.
   */
  public PlaygroundOptions withBearerToken(String token) {
    return with(draft -> draft.bearerToken = Optional.of(token));
  }

  /** Returns these options with other white space. */
  public PlaygroundOptions withLayout(Layout newLayout) {
    return with(draft -> draft.layout = newLayout);
  }

  /** Returns these options with gzip allowed or not. */
  public PlaygroundOptions withCompression(Compression newCompression) {
    return with(draft -> draft.compression = newCompression);
  }

  /** Returns these options with another "now". */
  public PlaygroundOptions withClock(Clock newClock) {
    return with(draft -> draft.clock = newClock);
  }

  /** Names the options a reader needs first, and never the bearer token. */
  @Override
  public String toString() {
    return new Overview(this).optionsOnOneLine();
  }

  private PlaygroundOptions with(Consumer<OptionsDraft> change) {
    OptionsDraft draft = new OptionsDraft(this);
    change.accept(draft);
    return draft.finish();
  }

  private static void requireAtLeast(String name, int least, int value) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be " + least + " or more, got " + value);
    }
  }

  private static void requireNotNegative(String name, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(name + " must not be negative, got " + value);
    }
  }
}
