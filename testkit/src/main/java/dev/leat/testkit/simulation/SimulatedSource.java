package dev.leat.testkit.simulation;

import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.HttpStatusException;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Source;
import dev.leat.sdk.http.Verdict;
import dev.leat.sdk.http.answer.Condition;
import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.row.Page;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Serves a {@link SourceModel} while a {@link History} happens to it: each answer is one atomic
 * read, and what the history says comes before it. Answers at the paths of {@link Endpoints},
 * through the real HTTP layer or past it. For many threads: one question at a time, and nothing
 * else of the model meanwhile.
 */
public final class SimulatedSource implements Source {

  /** The address under which {@link #http} finds the endpoints. */
  public static final URI ADDRESS = URI.create("http://source.test");

  /** In how many parts the rows stand, by their ids. */
  public static final int PARTS = 3;

  private static final int KINDS_OF_FAULTS = 7;

  private final History history;
  private final SourceModel model;
  private final Endpoints endpoints;
  private final HttpSource http;
  private long bound = Long.MAX_VALUE;
  private int sync;
  private int page;
  private int next;
  private int faults;
  private int faultsPlayed;
  private long requests;
  private boolean isQuiet;
  private boolean isToBeEmpty;

  /** Questions that were last answered without rows, as an event wanted it. */
  private Set<String> emptied = new HashSet<>();

  private boolean gaveRows;
  private boolean hasBeenEmptied;
  private int refusals;
  private boolean hasRefused;
  private long datedAt = Long.MIN_VALUE;
  private String date;

  /** A source to which nothing has happened yet. */
  public SimulatedSource(History history) {
    this.history = history;
    this.model = new SourceModel(history.server().stamps());
    this.endpoints = new Endpoints(model, history.server(), new Random(history.seed()));
    this.http =
        Http.of(
                outgoing -> exchange(outgoing.address()),
                machineClock(),
                this::pass,
                new Random(history.seed()))
            .at(ADDRESS)
            .answers(Condition.json("/error/code").equalTo("busy").then(Verdict.retry()));
    if (server().manner() == Manner.LEAVES_CURSORS_NULL) {
      model.leaveCursorsNull();
    }
  }

  /** What the source is like. */
  public Server server() {
    return history.server();
  }

  /** The source's rows: the oracle. */
  public SourceModel model() {
    return model;
  }

  /** This source through the HTTP layer, in its own time: sleeps pass at once. */
  public HttpSource http() {
    return http;
  }

  private void pass(Duration time) {
    synchronized (model) {
      model.pass(Math.max(1, time.toMillis()));
    }
  }

  /** What the machine that reads the source takes for the time. */
  public Clock machineClock() {
    return new MachineClock(model, server().machineMillis());
  }

  /**
   * Asks for a page, as a connector would.
   *
   * @param namesAndValues of the query, in turns
   */
  public Answer get(String path, String... namesAndValues) throws InterruptedException {
    if (server().http()) {
      Request request = Request.get(path);
      for (int i = 0; i < namesAndValues.length; i += 2) {
        request = request.query(namesAndValues[i], namesAndValues[i + 1]);
      }
      return http.fetch(request);
    }
    Map<String, String> query = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      query.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    synchronized (model) {
      return directly(path, query);
    }
  }

  private Answer directly(String path, Map<String, String> query) {
    Endpoints.Answer answer = answer(path, query);
    if (answer.status() != 200) {
      throw new SourceDataException(
          path + " answered " + answer.status(),
          new HttpStatusException(answer.status(), path + " answered " + answer.status()));
    }
    Map<String, List<String>> headers =
        server().dated() ? Map.of("Date", List.of(date())) : Map.of();
    byte[] body = answer.json().getBytes(StandardCharsets.UTF_8);
    return new Answer(new Page(body), headers, 0, Duration.ZERO);
  }

  /** Asks for a page through the HTTP layer. */
  @Override
  public Answer fetch(Request request) throws InterruptedException {
    return http.fetch(request);
  }

  /** Whether the source gave rows in this sync, and then none where they had been. */
  boolean hasBeenEmptied() {
    return hasBeenEmptied;
  }

  /** Whether the source refused a question in this sync. */
  boolean hasRefused() {
    return hasRefused;
  }

  /** A sync begins, which may ask so many times. */
  void beginSync(int number, long mostRequests) {
    sync = number;
    page = 0;
    requests = 0;
    bound = mostRequests;
    gaveRows = false;
    hasBeenEmptied = false;
    hasRefused = false;
    happenUpTo(0);
  }

  /** The sync is over; what was to happen during it and has not, happens now. */
  void endSync() {
    happenUpTo(Integer.MAX_VALUE);
    isToBeEmpty = false;
    faults = 0;
    refusals = 0;
  }

  /** Nothing happens any more, and everything becomes visible. */
  void settle(Duration time) {
    isQuiet = true;
    faults = 0;
    refusals = 0;
    model.replicaBehind(0);
    model.pass(time.toMillis());
  }

  /** Requests of the sync so far. */
  long requests() {
    return requests;
  }

  private Endpoints.Answer answer(String path, Map<String, String> query) {
    if (++requests > bound) {
      throw new EndlessSyncException(bound);
    }
    happenUpTo(page++);
    if (!isQuiet && server().manner() == Manner.GROWS_FASTER_THAN_READ) {
      model.pass(1);
      model.insert(server().pageSize() + 1, 0);
    }
    if (refusals > 0) {
      refusals--;
      hasRefused = true;
      return Endpoints.REFUSAL;
    }
    String question = path + query;
    boolean wasEmpty = emptied.remove(question);
    if (isToBeEmpty && !wasEmpty && !isQuiet && endpoints.givesRows(path)) {
      emptied.add(question);
      isToBeEmpty = false;
      return Endpoints.EMPTY;
    }
    gaveRows |= !model.readable().isEmpty();
    hasBeenEmptied |= gaveRows && model.readable().isEmpty();
    return endpoints.answer(path, query);
  }

  private void happenUpTo(int beforePage) {
    List<Event> events = history.events();
    while (next < events.size()) {
      Event event = events.get(next);
      boolean isDue = event.sync() < sync || (event.sync() == sync && event.page() <= beforePage);
      if (!isDue) {
        return;
      }
      next++;
      happen(event);
    }
  }

  private void happen(Event event) {
    // No more rows than one answer holds share a granule: nobody could ask for the rest.
    model.pass(Math.max(server().filterMillis(), server().stamps().clockTick()));
    switch (event.what()) {
      case INSERT -> model.insert(event.number(), event.millis());
      case UPDATE -> model.update(event.number(), event.millis());
      case DELETE -> model.delete(event.number());
      case BACKDATE -> model.backdate(event.millis());
      case FUTURE -> model.stamp(event.number(), event.millis());
      case CORRECT -> model.stamp(event.number(), 0);
      case RESTORE -> model.stamp(event.number(), -event.millis());
      case REFUSE -> refusals = event.number();
      case EMPTY_ANSWER -> isToBeEmpty = true;
      case MOVE -> model.move(event.number(), event.millis());
      case NEW_FIELD -> model.addField();
      case WAIT -> model.pass(event.millis());
      case CLOCK -> model.clockAhead(event.millis());
      case REPLICA -> model.replicaBehind(event.millis());
      case FAULT -> faults += event.number();
      // What befalls the destination is no business of the source.
      case CRASH, MERGE_CHECKPOINTS -> {}
    }
  }

  private Exchange exchange(URI address) throws IOException {
    synchronized (model) {
      return played(address);
    }
  }

  private Exchange played(URI address) throws IOException {
    Set<String> before = Set.copyOf(emptied);
    Endpoints.Answer answer = answer(address.getPath(), query(address));
    Exchange whole = Exchange.json(answer.status(), answer.json());
    if (server().dated()) {
      whole = whole.with("Date", date());
    }
    if (faults > 0) {
      // Nobody sees this answer.
      emptied = new HashSet<>(before);
      faults--;
      return faulty(whole, faultsPlayed++);
    }
    return whole;
  }

  private Exchange faulty(Exchange whole, int which) throws IOException {
    return switch (Math.floorMod(which + history.seed(), KINDS_OF_FAULTS)) {
      case 0 -> throw new IOException("Connection reset");
      case 1 -> {
        byte[] half = Arrays.copyOf(whole.body(), whole.body().length / 2);
        yield new Exchange(200, whole.headers(), half);
      }
      case 2 -> Exchange.json(429, "{}").with("Retry-After", "2");
      case 3 -> Exchange.json(503, "{}");
      case 4 -> Exchange.json(502, "<html>Bad gateway</html>");
      case 5 -> Exchange.json(200, "{\"error\":{\"code\":\"busy\"}}");
      default -> Exchange.json(500, "{}");
    };
  }

  private String date() {
    long second = Math.floorDiv(model.sourceTime(), 1_000L);
    if (second != datedAt) {
      datedAt = second;
      date =
          DateTimeFormatter.RFC_1123_DATE_TIME.format(
              ZonedDateTime.ofInstant(Instant.ofEpochSecond(second), ZoneOffset.UTC));
    }
    return date;
  }

  private static Map<String, String> query(URI address) {
    Map<String, String> query = new LinkedHashMap<>();
    String raw = address.getRawQuery();
    for (String each : raw == null ? new String[0] : raw.split("&")) {
      int equals = each.indexOf('=');
      query.put(
          each.substring(0, equals),
          URLDecoder.decode(each.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return query;
  }

  /** True time, and by how much a machine is wrong. */
  private static final class MachineClock extends Clock {
    private final SourceModel model;
    private final long ahead;

    MachineClock(SourceModel model, long ahead) {
      this.model = model;
      this.ahead = ahead;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(model.now() + ahead);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
