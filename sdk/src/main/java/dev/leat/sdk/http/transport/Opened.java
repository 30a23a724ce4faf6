package dev.leat.sdk.http.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An answer that has begun. For one thread. */
public final class Opened implements AutoCloseable {

  private final Exchange head;
  private final InputStream body;

  /**
   * An answer.
   *
   * @param head its status and headers; its body is empty
   * @param body as it was transferred, still compressed if the headers say so; a blocked read ends
   *     with an {@link java.io.InterruptedIOException} when its thread is interrupted
   */
  public Opened(Exchange head, InputStream body) {
    this.head = head;
    this.body = body;
  }

  /** An answer that is there as a whole. */
  static Opened whole(Exchange exchange) {
    Exchange head =
        new Exchange(exchange.status(), exchange.headers(), new byte[0])
            .afterReplacing(exchange.replacedConnections());
    return new Opened(head, new ByteArrayInputStream(exchange.body()));
  }

  /** As {@link Exchange#afterReplacing}. */
  Opened afterReplacing(int connections) {
    return new Opened(head.afterReplacing(connections), body);
  }

  /** The status and the headers. */
  public Exchange head() {
    return head;
  }

  /** The body as it comes. */
  public InputStream body() {
    return body;
  }

  /** Gives up what was not read. */
  @Override
  public void close() throws IOException {
    body.close();
  }
}
