package dev.leat.playground;

import com.sun.net.httpserver.HttpExchange;
import dev.leat.playground.PlaygroundOptions.Compression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts answers on the wire. Thread-safe. */
final class Transmission {
  private static final int SMALLEST_COMPRESSED_BYTES = 1024;
  private static final int NO_BODY = -1;
  private static final int LENGTH_NOT_SAID = 0;

  /** Of one MiB each: 10 GiB. */
  private static final int BOMB_MEMBERS = 10 << 10;

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
      switch (answer.delivery()) {
        case WHOLE -> body(exchange, answer, 1);
        // Closing the exchange with bytes owed makes the server drop the connection.
        case CUT -> body(exchange, answer, 2);
        case DROPPED -> LOG.debug("Dropping the connection of {}", exchange.getRequestURI());
        case SILENT -> closed.await();
        case DRIPPED -> drip(exchange, answer);
        case ENDLESS -> endless(exchange, answer);
        case BOMB -> bomb(exchange, answer);
      }
    } catch (IOException e) {
      LOG.debug("The client left before the answer was sent", e);
    }
  }

  /** Sends one part in so many of the body; the headers promise all of it. */
  private void body(HttpExchange exchange, Answer answer, int parts) throws IOException {
    byte[] body = encoded(exchange, answer.body());
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? NO_BODY : body.length);
    if (body.length > 0) {
      OutputStream out = exchange.getResponseBody();
      out.write(body, 0, body.length / parts);
      out.flush();
    }
  }

  private void drip(HttpExchange exchange, Answer answer) throws IOException, InterruptedException {
    exchange.sendResponseHeaders(answer.status(), answer.body().length);
    OutputStream out = exchange.getResponseBody();
    for (byte each : answer.body()) {
      await(answer.pause());
      out.write(each);
      out.flush();
    }
  }

  private void endless(HttpExchange exchange, Answer answer) throws IOException {
    OutputStream out = started(exchange, answer);
    while (closed.getCount() > 0) {
      out.write(blanks());
    }
  }

  /** The members of a gzip file may follow each other: one, often enough, is as good as all. */
  private void bomb(HttpExchange exchange, Answer answer) throws IOException {
    byte[] member = compressed(blanks());
    OutputStream out = started(exchange, answer);
    for (int each = 0; each < BOMB_MEMBERS; each++) {
      out.write(member);
    }
  }

  private static OutputStream started(HttpExchange exchange, Answer answer) throws IOException {
    exchange.sendResponseHeaders(answer.status(), LENGTH_NOT_SAID);
    return exchange.getResponseBody();
  }

  private static byte[] blanks() {
    byte[] blanks = new byte[1 << 20];
    Arrays.fill(blanks, (byte) ' ');
    return blanks;
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
        || exchange.getResponseHeaders().containsKey("Content-Encoding")
        || !accepted.contains("gzip")) {
      return body;
    }
    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    return compressed(body);
  }

  private static byte[] compressed(byte[] body) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(256 + body.length / 4);
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException("Compressing " + body.length + " bytes in memory failed", e);
    }
    return compressed.toByteArray();
  }
}
