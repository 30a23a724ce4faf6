package dev.leat.connector.contract;

import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.http.transport.Transport;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.walk.ApiConnector;
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
import java.util.function.Consumer;

/**
 * A playground that is read over real HTTP, and the pipelines that read it, in one time, which each
 * request moves on by a second. Thread-safe.
 */
public final class LiveSource implements AutoCloseable {

  private static final Transport NETWORK = Transport.overNetwork(Map.of());

  private final Ticks clock = new Ticks(Instant.parse("2026-01-31T12:00:00Z"));
  private final Http http = Http.of(this::send, clock, clock::pass, new Random(1));
  private final Playground playground;
  private volatile Consumer<String> afterEachAnswer = path -> {};

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

  /** Starts the source, in the time of this object. */
  public LiveSource(PlaygroundOptions options) {
    playground = Playground.start(options.withClock(clock));
  }

  /** The source itself. */
  public Playground source() {
    return playground;
  }

  /** The time of source and pipelines. */
  public Instant now() {
    return clock.instant();
  }

  /** The source as a connector asks it. */
  public HttpSource api() {
    return http.at(playground.address());
  }

  /** A pipeline of this connector, which asks this source whatever its settings say. */
  public Pipeline pipeline(ApiConnector connector, String settings) throws InterruptedException {
    return new Pipeline(connector.over(http), settings, clock);
  }

  /** From now on, what happens at the source after it has answered a request for a path. */
  public void afterEachAnswer(Consumer<String> change) {
    afterEachAnswer = change;
  }

  /** Lets time pass. */
  public void pass(Duration time) {
    clock.pass(time);
  }

  /** Rows by their {@code id}, as a table that merges holds them. */
  public static Map<String, String> byId(List<String> rows) {
    Map<String, String> byId = new TreeMap<>();
    rows.forEach(row -> byId.put("[" + JsonRow.parse(row).text("id").orElseThrow() + "]", row));
    return byId;
  }

  private synchronized Exchange send(Transport.Outgoing outgoing)
      throws IOException, InterruptedException {
    clock.pass(Duration.ofSeconds(1));
    Exchange answer = NETWORK.send(outgoing);
    afterEachAnswer.accept(outgoing.address().getPath());
    Map<String, List<String>> headers = new LinkedHashMap<>(answer.headers());
    // The server's own date is that of the machine, not that of the test.
    headers.keySet().removeIf("date"::equalsIgnoreCase);
    return new Exchange(answer.status(), headers, answer.body());
  }

  @Override
  public void close() {
    playground.close();
  }
}
