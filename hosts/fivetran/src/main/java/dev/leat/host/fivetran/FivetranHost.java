package dev.leat.host.fivetran;

import dev.leat.sdk.Connector;
import dev.leat.sdk.protocol.ExitCode;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server of {@code fivetran_sdk.v2.SourceConnector} for one connector, on all addresses of this
 * machine, IPv4 and IPv6. Runs from {@link #start} to {@link #close}. Thread-safe.
 */
public final class FivetranHost implements AutoCloseable {

  /** The port that Fivetran asks by default. */
  public static final int DEFAULT_PORT = 50_051;

  private static final int GRACE_SECONDS = 10;

  private final Server server;
  private final ExecutorService threads;

  private FivetranHost(Server server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts a server.
   *
   * @param port 0 for a free one; see {@link #port}
   * @param clock the time that connectors see
   * @param logs takes one JSON object a line, in Fivetran's form, and nothing else
   * @throws IOException if the port is taken
   */
  public static FivetranHost start(Connector connector, int port, Clock clock, PrintStream logs)
      throws IOException {
    return start(connector, NettyServerBuilder.forPort(port), clock, logs);
  }

  /** Starts a server on any transport. */
  static FivetranHost start(
      Connector connector, ServerBuilder<?> transport, Clock clock, PrintStream logs)
      throws IOException {
    ExecutorService threads = Executors.newCachedThreadPool(FivetranHost::thread);
    LogLines log = LogLines.to(logs);
    try {
      Server server =
          transport
              // The transport's threads only hand over: every call has a thread of its own.
              .directExecutor()
              .maxInboundMessageSize(Limits.MESSAGE_BYTES)
              .addService(new ConnectorService(connector, threads, clock, log))
              .build()
              .start();
      log.info(
          "Connector "
              + connector.info().name()
              + " "
              + connector.info().version()
              + " is served on port "
              + server.getPort());
      return new FivetranHost(server, threads);
    } catch (IOException | RuntimeException e) {
      threads.shutdown();
      throw e;
    }
  }

  /**
   * Serves a connector until the calling thread is interrupted; the syncs that run are then
   * stopped.
   *
   * @param port 0 for a free one, which the first line of the log names
   * @param out the process's standard output: takes the log in Fivetran's form, and nothing else
   * @return {@link ExitCode#COMPLETE}'s number, or {@link ExitCode#CONFIGURATION}'s if the port is
   *     taken, which the log says
   */
  public static int serve(Connector connector, int port, Clock clock, PrintStream out) {
    try (FivetranHost host = start(connector, port, clock, out)) {
      host.awaitEnd();
      return ExitCode.COMPLETE.number();
    } catch (InterruptedException e) {
      return ExitCode.COMPLETE.number();
    } catch (IOException e) {
      LogLines.to(out)
          .severe(
              "Port "
                  + port
                  + " cannot be served: "
                  + e.getMessage()
                  + ". Choose another port, or stop who uses it");
      return ExitCode.CONFIGURATION.number();
    }
  }

  /** The port that is served. */
  public int port() {
    return server.getPort();
  }

  /** Waits until somebody closes this. */
  public void awaitEnd() throws InterruptedException {
    server.awaitTermination();
  }

  /**
   * Stops the server and every sync that runs: its client is told, and the connector interrupted.
   * Waits at most 10 s for connectors to end.
   */
  @Override
  public void close() {
    server.shutdown();
    threads.shutdownNow();
    try {
      threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
      server.shutdownNow();
      server.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private static final AtomicInteger THREADS = new AtomicInteger();

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "leat-fivetran-" + THREADS.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
