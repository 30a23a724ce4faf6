package dev.leat.connector.githubissues;

import dev.leat.playground.Changes;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.sdk.Connector;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.http.transport.Transport;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.TableName;
import dev.leat.testkit.Pipeline;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A playground's repository and a pipeline that reads it over real HTTP, in one time, which each
 * request moves on by a second.
 */
final class Repository implements AutoCloseable {

  static final TableName ISSUE = new TableName("issue");
  static final TableName COMMENT = new TableName("issue_comment");

  private static final Transport NETWORK = Transport.overNetwork(Map.of());

  private final Ticks clock = new Ticks(Instant.parse("2026-01-31T12:00:00Z"));
  final Playground source;
  final Pipeline ours;
  final HttpSource api;

  private volatile int atIssues;
  private volatile int atComments;
  private int changes;
  private final Random random = new Random(1);

  /** A clock for many threads. */
  private static final class Ticks extends Clock {
    private final AtomicReference<Instant> now;

    Ticks(Instant start) {
      now = new AtomicReference<>(start);
    }

    void pass(Duration time) {
      now.updateAndGet(instant -> instant.plus(time));
    }

    @Override
    public Instant instant() {
      return now.get();
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

  Repository(PlaygroundOptions options) throws InterruptedException {
    this(options, "merge");
  }

  Repository(PlaygroundOptions options, String load) throws InterruptedException {
    source = Playground.start(options.withClock(clock));
    Http http = Http.of(this::send, clock, clock::pass, new Random(1));
    api = http.at(source.address());
    Connector connector = new GithubIssuesConnector().over(http);
    ours =
        new Pipeline(
            connector,
            """
            {"base_url": "%s", "owner": "leat", "repository": "playground", "load": "%s"}\
            """
                .formatted(source.address(), load),
            clock);
  }

  /**
   * From now on so many issues change or are commented on after each page of issues, and so many
   * change after each page of comments.
   */
  void changing(int afterIssues, int afterComments) {
    atIssues = afterIssues;
    atComments = afterComments;
  }

  private synchronized Exchange send(Transport.Outgoing outgoing)
      throws IOException, InterruptedException {
    clock.pass(Duration.ofSeconds(1));
    Exchange answer = NETWORK.send(outgoing);
    if (outgoing.address().getPath().endsWith("/comments")) {
      touch(atComments);
    } else if (atIssues > 0) {
      source.issues().change(new Changes(0, atIssues, 0, ++changes));
    }
    Map<String, List<String>> headers = new LinkedHashMap<>(answer.headers());
    // The server's own date is that of the machine, not that of the test.
    headers.keySet().removeIf("date"::equalsIgnoreCase);
    return new Exchange(answer.status(), headers, answer.body());
  }

  /** Without comments: else each request for comments would be followed by more of them. */
  private void touch(int rows) {
    for (int row = 0; row < rows; row++) {
      source.issues().touch(1 + random.nextInt(source.options().rows()));
    }
  }

  void pass(Duration time) {
    clock.pass(time);
  }

  /** What the table of issues must hold. */
  Map<String, String> issues() {
    return byKey(source.issues().issues());
  }

  /** What the table of comments must hold. */
  Map<String, String> comments() {
    return byKey(source.issues().comments());
  }

  private static Map<String, String> byKey(List<String> rows) {
    Map<String, String> byKey = new TreeMap<>();
    rows.forEach(row -> byKey.put("[" + JsonRow.parse(row).text("id").orElseThrow() + "]", row));
    return byKey;
  }

  @Override
  public void close() {
    source.close();
  }
}
