package dev.leat.destination.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between client and server, and cuts the connection where it is told to. */
final class CuttingProxy implements AutoCloseable {

  /** What of a question still gets through. */
  enum Cut {
    /** Neither the question nor an answer. */
    BEFORE_THE_QUESTION,
    /** The server does what it is asked; its answer is lost. */
    BEFORE_THE_ANSWER
  }

  private final ServerSocket listening;
  private final int target;
  private final AtomicInteger questions = new AtomicInteger();
  private final List<Socket> open = new ArrayList<>();
  private volatile int cutAt = Integer.MAX_VALUE;
  private volatile Cut cut = Cut.BEFORE_THE_QUESTION;
  private volatile boolean answersAreLost;

  CuttingProxy(int target) throws IOException {
    this.target = target;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** How many times the client has sent something. */
  int questions() {
    return questions.get();
  }

  /** Cuts the connection that sends the n-th question from now, and then lets others through. */
  void cutAt(int question, Cut how) {
    cut = how;
    cutAt = questions.get() + question;
  }

  /** From now on nobody can connect. */
  void letNobodyIn() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        answersAreLost = false;
        synchronized (open) {
          open.add(client);
          open.add(server);
        }
        daemon(() -> ask(client, server));
        daemon(() -> answer(client, server));
      } catch (IOException closed) {
        // The test is over.
      }
    }
  }

  private void ask(Socket client, Socket server) {
    byte[] buffer = new byte[1 << 16];
    try (client;
        server;
        InputStream in = client.getInputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        boolean now = questions.incrementAndGet() == cutAt;
        if (now && cut == Cut.BEFORE_THE_QUESTION) {
          return;
        }
        answersAreLost |= now;
        server.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException broken) {
      // The other side sees it as well.
    }
  }

  private void answer(Socket client, Socket server) {
    byte[] buffer = new byte[1 << 16];
    try (client;
        server;
        InputStream in = server.getInputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (answersAreLost) {
          return;
        }
        client.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException broken) {
      // The other side sees it as well.
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "cutting-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    synchronized (open) {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }
}
