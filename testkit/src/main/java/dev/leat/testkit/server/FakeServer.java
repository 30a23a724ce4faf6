package dev.leat.testkit.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An HTTP server on a free port of this machine, which answers as it was told. Answers that were
 * queued come first, in their order, whatever is asked; then those of the handler of its path; then
 * those of the handler of all; then 404. It answers at once, without the delay of 40 ms that small
 * packets cost on a kept connection elsewhere. Thread-safe; close it at the end of a test.
 *
 * <pre>{@code
 * try (FakeServer server = FakeServer.start()) {
 *   server.answers(Reply.json(503, "{}")).answers(Reply.json(200, "{\"data\":[]}"));
 *   run(connector, server.address("/users"));
 *   assertThat(server.asked()).extracting(Asked::path).containsExactly("/users", "/users");
 * }
 * }</pre>
 */
public final class FakeServer implements AutoCloseable {

  private final ServerSocket listener;
  private final Queue<Reply> queued = new ArrayDeque<>();
  private final List<Asked> asked = new ArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Map<String, Handler> handlers = new HashMap<>();
  private Handler handler = request -> Reply.json(404, "{}");

  /** Answers by what is asked. Called by many threads at once. */
  @FunctionalInterface
  public interface Handler {

    /** The answer to a request. */
    Reply answer(Asked request) throws IOException;
  }

  private FakeServer(ServerSocket listener) {
    this.listener = listener;
  }

  /** A server without any answer yet. */
  public static FakeServer start() {
    try {
      ServerSocket listener = new ServerSocket();
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
      FakeServer server = new FakeServer(listener);
      daemon(server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Queues an answer for the next request that has none yet. */
  public synchronized FakeServer answers(Reply reply) {
    queued.add(reply);
    return this;
  }

  /** Queues a JSON document with status 200. */
  public FakeServer answers(String json) {
    return answers(Reply.json(200, json));
  }

  /** Answers like this whenever no answer is queued. */
  public synchronized FakeServer handling(Handler other) {
    handler = other;
    return this;
  }

  /**
   * Answers requests for a path like this whenever no answer is queued, before the handler of all
   * others is asked.
   */
  public synchronized FakeServer handling(String path, Handler other) {
    handlers.put(path, other);
    return this;
  }

  /**
   * Refuses the next request, as a source that has too much to do.
   *
   * @param retryAfter when to come back, in whole seconds; zero for at once
   */
  public FakeServer refuseOnce(int status, Duration retryAfter) {
    return answers(Reply.json(status, "{}").header("Retry-After", "" + retryAfter.toSeconds()));
  }

  /** The address of a path on this server. */
  public URI address(String path) {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + path);
  }

  /** Every request so far, in the order they came. */
  public synchronized List<Asked> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket each : open) {
        each.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        open.add(socket);
        daemon(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      for (Optional<Asked> next = Asked.read(in); next.isPresent(); next = Asked.read(in)) {
        Reply reply = reply(next.get());
        if (!reply.writeTo(out, next.get().method())) {
          return;
        }
      }
    } catch (SocketException clientLeft) {
      // A client may leave whenever it wants.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      open.remove(socket);
    }
  }

  private Reply reply(Asked request) throws IOException {
    Handler other;
    synchronized (this) {
      asked.add(request);
      Reply next = queued.poll();
      if (next != null) {
        return next;
      }
      other = handlers.getOrDefault(request.path(), handler);
    }
    return other.answer(request);
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "fake-server");
    thread.setDaemon(true);
    thread.start();
  }
}
