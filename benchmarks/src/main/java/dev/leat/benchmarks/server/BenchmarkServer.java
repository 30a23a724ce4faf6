package dev.leat.benchmarks.server;

import dev.leat.benchmarks.Shape;
import dev.leat.benchmarks.Variant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the benchmark's table on 127.0.0.1 until its standard input ends. Prints its port.
 *
 * <p>{@code
 * /control/load?shape=user&variant=first&rows=1000000&page_cap=1000&rows_a_part=1000000&latency_ms=0&limit=0&window=10&at_once=0}
 * fills the table anew; {@code /control/counts} says what was asked for since the last time, and
 * what the rows' digest is; {@code /control/peek} says it and does not forget.
 */
public final class BenchmarkServer implements AutoCloseable {

  private final Clock clock;
  private final ServerSocketChannel socket;
  private final ExecutorService connections = Executors.newCachedThreadPool();
  private final Counts counts;
  private volatile Endpoints endpoints;
  private volatile Behaviour behaviour;

  private BenchmarkServer(Clock clock, ServerSocketChannel socket) {
    this.clock = clock;
    this.counts = new Counts(clock);
    this.socket = socket;
    load(Query.parse("/control/load?rows=1"));
  }

  /** Starts a server with a table of one row, on any free port. */
  public static BenchmarkServer start(Clock clock) throws IOException {
    ServerSocketChannel socket = ServerSocketChannel.open();
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    BenchmarkServer server = new BenchmarkServer(clock, socket);
    server.connections.execute(server::accept);
    return server;
  }

  /** Where it listens. */
  public int port() throws IOException {
    return ((InetSocketAddress) socket.getLocalAddress()).getPort();
  }

  /** Serves until the standard input ends. */
  @SuppressWarnings("SystemOut") // A process that is one command.
  public static void main(String[] arguments) throws IOException {
    try (BenchmarkServer server = start(Clock.systemUTC())) {
      System.out.println(server.port());
      while (System.in.read() >= 0) {
        // Whoever started the server says nothing until it is done.
      }
    }
  }

  /** Stops at once. */
  @Override
  public void close() throws IOException {
    socket.close();
    connections.shutdownNow();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = socket.accept();
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        client.setOption(StandardSocketOptions.SO_SNDBUF, 1 << 20);
        connections.execute(() -> new Connection(client, this::answer).serve());
      }
    } catch (IOException closed) {
      // close() ends the loop.
    }
  }

  private Answer answer(String target) throws InterruptedException {
    Query query = Query.parse(target);
    try {
      return switch (query.path()) {
        case "/control/load" -> {
          load(query);
          yield Answer.json(200, "", List.of(text(counts.take(endpoints.rows()))));
        }
        case "/control/counts" ->
            Answer.json(200, "", List.of(text(counts.take(endpoints.rows()))));
        case "/control/peek" -> Answer.json(200, "", List.of(text(counts.json(endpoints.rows()))));
        default -> data(query);
      };
    } catch (IllegalArgumentException e) {
      return Answer.json(400, "", List.of(text("{\"error\":\"bad request\"}")));
    }
  }

  private Answer data(Query query) throws InterruptedException {
    int atOnce = counts.asked(Endpoints.isBeginning(query));
    try {
      Behaviour.Grant grant = behaviour.ask();
      behaviour.delay();
      if (grant.refused() || behaviour.isTooMany(atOnce)) {
        counts.refuse();
        return Answer.json(
            429, grant.headers(), List.of(text("{\"error\":\"too many requests\"}")));
      }
      Answer answer = Answer.json(200, grant.headers(), endpoints.page(query));
      counts.answered(answer.bodyLength());
      return answer;
    } finally {
      counts.ended();
    }
  }

  private void load(Query query) {
    Shape shape = query.text("shape").map(Shape::named).orElse(Shape.USER);
    Variant variant = query.text("variant").map(Variant::named).orElse(Variant.FIRST);
    int rows = Math.toIntExact(query.number("rows", 1_000_000));
    endpoints = null; // So that two tables never lie in memory at once.
    endpoints =
        new Endpoints(
            RowStore.of(shape, variant, rows),
            Math.toIntExact(query.number("page_cap", 1_000)),
            Math.toIntExact(query.number("rows_a_part", rows)));
    behave(query);
  }

  private void behave(Query query) {
    behaviour =
        new Behaviour(
            clock,
            query.number("latency_ms", 0),
            Math.toIntExact(query.number("limit", 0)),
            query.number("window", 10),
            Math.toIntExact(query.number("at_once", 0)));
  }

  private static ByteBuffer text(String json) {
    return ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
  }
}
