package dev.leat.playground;

import com.sun.net.httpserver.HttpExchange;
import dev.leat.playground.Answer.Delivery;
import dev.leat.playground.PlaygroundOptions.Compression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts answers on the wire. Thread-safe. */
final class Transmission {
  private static final int SMALLEST_COMPRESSED_BYTES = 1024;
  private static final int NO_BODY = -1;
  private static final Logger LOG = LoggerFactory.getLogger(Transmission.class);

  private final Compression compression;
  private final CountDownLatch closed;

  /**
   * Makes a transmission.
   *
   * @param closed ends every wait when it reaches zero
   */
  Transmission(Compression compression, CountDownLatch closed) {
    this.compression = compression;
    this.closed = closed;
  }

  /** Sends {@code answer}, after its delay. A client that has gone is no error. */
  void send(HttpExchange exchange, Answer answer) throws InterruptedException {
    await(answer.delay());
    try (exchange) {
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = encoded(exchange, answer.body());
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? NO_BODY : body.length);
      if (body.length > 0) {
        OutputStream out = exchange.getResponseBody();
        // Closing the exchange with bytes owed makes the server drop the connection.
        out.write(body, 0, answer.delivery() == Delivery.CUT ? body.length / 2 : body.length);
        out.flush();
      }
    } catch (IOException e) {
      LOG.debug("The client left before the answer was sent", e);
    }
  }

  /** Waits, but not beyond the end of the playground. */
  void await(Duration delay) throws InterruptedException {
    if (!delay.isZero()) {
      closed.await(delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private byte[] encoded(HttpExchange exchange, byte[] body) {
    String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    if (compression == Compression.NEVER
        || body.length <= SMALLEST_COMPRESSED_BYTES
        || accepted == null
        || !accepted.contains("gzip")) {
      return body;
    }
    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.length / 4);
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException("Compressing " + body.length + " bytes in memory failed", e);
    }
    return compressed.toByteArray();
  }
}
