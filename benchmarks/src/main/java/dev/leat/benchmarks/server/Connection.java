package dev.leat.benchmarks.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Reads GET requests of a kept-alive connection and writes what answers them. */
final class Connection {

  /** Finds the answer to what stands between {@code GET} and the version. */
  @FunctionalInterface
  interface Handler {
    Answer answer(String target) throws InterruptedException;
  }

  private static final int MOST_PARTS = 512;

  private final SocketChannel client;
  private final Handler handler;
  private final ByteBuffer received = ByteBuffer.allocate(64 * 1024);

  Connection(SocketChannel client, Handler handler) {
    this.client = client;
    this.handler = handler;
  }

  /** Serves until the client closes. */
  void serve() {
    try (client) {
      while (true) {
        String head = head();
        if (head.isEmpty()) {
          return;
        }
        String[] words = head.substring(0, head.indexOf('\r')).split(" ", -1);
        write(handler.answer(words[1]).parts().toArray(ByteBuffer[]::new));
      }
    } catch (IOException gone) {
      // The client has gone; nobody is left to tell.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for a request; empty if there is none any more. */
  private String head() throws IOException {
    while (true) {
      String text =
          new String(received.array(), 0, received.position(), StandardCharsets.ISO_8859_1);
      int end = text.indexOf("\r\n\r\n");
      if (end >= 0) {
        received.flip().position(end + 4);
        received.compact();
        return text.substring(0, end + 2);
      }
      if (client.read(received) < 0) {
        return "";
      }
    }
  }

  private void write(ByteBuffer[] parts) throws IOException {
    for (int first = 0; first < parts.length; ) {
      client.write(parts, first, Math.min(MOST_PARTS, parts.length - first));
      while (first < parts.length && !parts[first].hasRemaining()) {
        first++;
      }
    }
  }
}
