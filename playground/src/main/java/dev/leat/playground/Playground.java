package dev.leat.playground;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running local HTTP API with seeded fake people, fake issues of a repository, and fake events of
 * tickets.
 *
 * <p>It listens on 127.0.0.1 only. Thread-safe: the table, the faults and the hooks may change
 * while requests are served.
 */
public final class Playground implements AutoCloseable {
  /** The port of the example configurations. */
  public static final int USUAL_PORT = 5001;

  /** Whose token opens {@link Endpoint#TICKET_EVENTS}, if the options close the endpoints. */
  public static final String EMAIL = "keeper@example.com";

  static {
    // Read once, when the server's classes load: without it an answer on a kept-alive connection
    // waits some 40 ms for an acknowledgement.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(Playground.class);

  private final PlaygroundOptions options;
  private final People people;
  private final Issues issues;
  private final TicketEvents ticketEvents;
  private final Faults faults;
  private final RequestLog requests = new RequestLog();
  private final Hooks hooks = new Hooks();
  private final TokenHandler tokens = new TokenHandler();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Transmission transmission;
  private final ExecutorService threads;
  private final HttpServer server;

  private Playground(PlaygroundOptions options, HttpServer server) {
    this.options = options;
    this.server = server;
    this.people = new People(options);
    this.issues = new Issues(options);
    this.ticketEvents = new TicketEvents(options);
    this.faults = new Faults(options.clock());
    this.transmission = new Transmission(options.compression(), closed);
    this.threads = Executors.newCachedThreadPool(daemons(server.getAddress().getPort()));
  }

  /**
   * Fills the table and starts to serve it. Close the playground to free its port.
   *
   * @throws UncheckedIOException if the port cannot be opened, with what to do
   */
  public static Playground start(PlaygroundOptions options) {
    HttpServer server;
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      server = HttpServer.create(new InetSocketAddress(loopback, options.port()), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Port %d on 127.0.0.1 could not be opened: stop what listens there, choose another port, or 0 for any free one"
              .formatted(options.port()),
          e);
    }
    try {
      Playground playground = new Playground(options, server);
      playground.serve();
      return playground;
    } catch (RuntimeException | Error e) {
      server.stop(0);
      throw e;
    }
  }

  /** Returns {@code http://127.0.0.1:PORT}, without a slash at its end. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * Returns the full address of an endpoint, as a connector's {@code base_url} wants it.
   *
   * @throws IllegalArgumentException for one whose path is different in each request
   */
  public URI endpoint(Endpoint endpoint) {
    return address().resolve(endpoint.path());
  }

  /**
   * Returns where access tokens are granted, to any client and for any first refresh token, as
   * OAuth 2 has it. Each refresh token is replaced when it is used, and refused from then on.
   */
  public URI tokenEndpoint() {
    return address().resolve(TokenHandler.PATH);
  }

  /** Returns the options it was started with; port 0 stays 0. */
  public PlaygroundOptions options() {
    return options;
  }

  /** Returns the table, now and after every later change. */
  public People people() {
    return people;
  }

  /** Returns the issues and their comments, now and after every later change. */
  public Issues issues() {
    return issues;
  }

  /** Returns the events of tickets, now and after every later change. */
  public TicketEvents ticketEvents() {
    return ticketEvents;
  }

  /** Returns the log of requests. */
  public RequestLog requests() {
    return requests;
  }

  /** Returns the script of faults, empty at the start. */
  public Faults faults() {
    return faults;
  }

  /**
   * Runs {@code action} once, between two pages: after the answer to a request is chosen and before
   * it is sent, so that the next request of the same client sees its effect.
   *
   * @param request which request to {@code endpoint} to wait for, from 1, counted from this call;
   *     one that a fault or a refusal answers counts too
   * @param action runs in the server's thread; if it throws, the request is answered with 500
   */
  public void after(int request, Endpoint endpoint, Runnable action) {
    hooks.add(endpoint, request, action);
  }

  /** Returns a page of text for a terminal: address, endpoints, control endpoint, options. */
  public String summary() {
    return new Overview(options).text(address());
  }

  /** Stops at once; requests being answered are cut off. Closing twice does nothing more. */
  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  /** Changes as many rows of what an endpoint serves as the options say. */
  void changeRows(Endpoint endpoint) {
    if (options.changesPerRequest() > 0) {
      Changes changes = new Changes(0, options.changesPerRequest(), 0, requests.count());
      switch (endpoint.rows()) {
        case PEOPLE -> people.change(changes);
        case ISSUES -> issues.change(changes);
        case TICKET_EVENTS -> ticketEvents.change(changes);
      }
    }
  }

  Hooks hooks() {
    return hooks;
  }

  TokenHandler tokens() {
    return tokens;
  }

  private void serve() {
    Router router = new Router(this);
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, router));
    server.start();
  }

  private void handle(HttpExchange exchange, Router router) throws IOException {
    Answer answer;
    try {
      answer = router.answer(exchange);
    } catch (Refusal refusal) {
      answer = refusal.answer();
    } catch (RuntimeException | Error e) {
      // Also an assertion in a test's own action: unanswered, its client would wait forever.
      LOG.error("Answering {} failed", exchange.getRequestURI(), e);
      answer = Refusal.of(500, "defect", "The playground failed: " + e, e).answer();
    }
    try {
      transmission.send(exchange, answer);
    } catch (InterruptedException e) {
      // Only close() interrupts these threads, and it drops the connection.
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory daemons(int port) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "playground-" + port + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
