package dev.leat.sdk.http;

import dev.leat.sdk.http.transport.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import javax.net.ServerSocketFactory;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;

/** A real HTTP server on a free port of this machine. */
final class LocalServer implements AutoCloseable {

  private final MockWebServer server = new MockWebServer();

  LocalServer() {
    try {
      server.setServerSocketFactory(new PromptSockets());
      server.start(InetAddress.getLoopbackAddress(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LocalServer answers(MockResponse.Builder response) {
    server.enqueue(response.build());
    return this;
  }

  LocalServer answers(int status, String json) {
    return answers(
        new MockResponse.Builder()
            .code(status)
            .setHeader("Content-Type", "application/json")
            .body(json));
  }

  MockWebServer server() {
    return server;
  }

  /** This server over the real network, with waits that take no time. */
  HttpSource source() {
    return over(address("/"));
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getPort() + path);
  }

  /** Any address over the real network, with waits that take no time. */
  static HttpSource over(URI address) {
    VirtualTime time = new VirtualTime();
    return Http.of(Transport.overNetwork(), time, time, () -> 0L).at(address);
  }

  @Override
  public void close() {
    server.close();
  }

  /** Without Nagle's delay, which costs 40 ms an answer on a kept connection. */
  private static final class PromptSockets extends ServerSocketFactory {

    @Override
    public ServerSocket createServerSocket() throws IOException {
      return new ServerSocket() {
        @Override
        public Socket accept() throws IOException {
          Socket socket = super.accept();
          socket.setTcpNoDelay(true);
          return socket;
        }
      };
    }

    @Override
    public ServerSocket createServerSocket(int port) {
      throw new UnsupportedOperationException("The server binds its sockets itself");
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) {
      return createServerSocket(port);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
      return createServerSocket(port);
    }
  }
}
