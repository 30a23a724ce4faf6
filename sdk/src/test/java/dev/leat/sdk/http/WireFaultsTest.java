package dev.leat.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.http.transport.HttpLimits;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What no polite server does: the bytes are written by hand. */
@Timeout(30)
class WireFaultsTest {

  private static final Duration SHORT = Duration.ofMillis(200);
  private static final int LIMIT = 1 << 20;

  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicLong written = new AtomicLong();
  private ServerSocket listener;

  @AfterEach
  void stop() throws IOException {
    end.countDown();
    listener.close();
  }

  @Test
  void headersThatDripForeverEndWithTheCall() throws Exception {
    HttpSource api =
        serving(
            out -> {
              out.write(ascii("HTTP/1.1 200 OK\r\n"));
              while (!end.await(20, TimeUnit.MILLISECONDS)) {
                out.write(ascii("X: y\r\n"));
              }
            });
    assertThatThrownBy(
            () -> api.limits(HttpLimits.defaults().callWithin(SHORT)).fetch(Request.get("")))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContaining("no whole answer within 200 ms");
  }

  @Test
  void aConnectionThatIsResetBeforeAnyHeaderIsNamed() throws Exception {
    HttpSource api = serving(out -> {});
    assertThatThrownBy(() -> api.fetch(Request.get("")))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContaining(": the connection broke (");
  }

  @Test
  void aConnectionThatIsResetInTheBodyGivesNoPage() throws Exception {
    HttpSource api =
        serving(
            out -> {
              out.write(
                  ascii("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"data\":[{\"a\":1}]}"));
            });
    assertThatThrownBy(() -> api.fetch(Request.get("")))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("the answer broke off");
  }

  @Test
  void anAnswerThatIsNoHttpIsRefused() throws Exception {
    HttpSource api = serving(out -> out.write(ascii("SSH-2.0-OpenSSH_9.9\r\n")));
    assertThatThrownBy(() -> api.fetch(Request.get("")))
        .isInstanceOf(SourceUnavailableException.class);
  }

  @Test
  void headersWithoutEndAreRefused() throws Exception {
    HttpSource api =
        serving(
            out -> {
              out.write(ascii("HTTP/1.1 200 OK\r\n"));
              endless(out, ascii("X-Padding: " + "x".repeat(1_000) + "\r\n"));
            });
    assertThatThrownBy(() -> api.fetch(Request.get("")))
        .isInstanceOf(SourceUnavailableException.class);
  }

  @Test
  void aBodyWithoutEndIsLeftAtTheLimit() throws Exception {
    HttpSource api =
        serving(
            out -> {
              out.write(ascii("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
              endless(out, ascii("400\r\n" + " ".repeat(1_024) + "\r\n"));
            });
    assertTooLarge(api);
  }

  @Test
  void gzipWithoutEndIsLeftWhenWhatItUnpacksToIsTooLarge() throws Exception {
    HttpSource api =
        serving(
            out -> {
              out.write(
                  ascii("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"));
              GZIPOutputStream gzip = new GZIPOutputStream(out, 512, true);
              while (end.getCount() > 0) {
                gzip.write(new byte[1 << 20]);
                gzip.flush();
                written.addAndGet(1 << 20);
              }
            });
    assertTooLarge(api);
  }

  @Test
  void gzipOfEmptyPartsWithoutEndIsLeftAtTheLimit() throws Exception {
    ByteArrayOutputStream empty = new ByteArrayOutputStream();
    new GZIPOutputStream(empty).close();
    HttpSource api =
        serving(
            out -> {
              out.write(
                  ascii("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"));
              endless(out, empty.toByteArray());
            });
    assertTooLarge(api);
  }

  @Test
  void partsOfGzipThatComeSlowlyAreAllRead() throws Exception {
    HttpSource api =
        serving(
            out -> {
              out.write(
                  ascii("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"));
              for (String part : new String[] {"[1,", "2,", "3]"}) {
                out.flush();
                end.await(50, TimeUnit.MILLISECONDS);
                out.write(RetryTest.gzip(part));
              }
            });
    assertThat(api.fetch(Request.get("")).page().text("")).contains("[1,2,3]");
  }

  @Test
  void gzipThatIsCutOrSpoiltIsABrokenPage() throws Exception {
    byte[] packed = RetryTest.gzip("{\"data\":[1,2,3,4,5,6,7]}");
    byte[] spoilt = packed.clone();
    spoilt[spoilt.length - 6] ^= 1;
    for (byte[] body : new byte[][] {Arrays.copyOf(packed, packed.length - 9), spoilt}) {
      HttpSource api =
          serving(
              out -> {
                out.write(
                    ascii(
                        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                            + body.length
                            + "\r\n\r\n"));
                out.write(body);
              });
      assertThatThrownBy(() -> api.fetch(Request.get("")))
          .isInstanceOf(SourceDataException.class)
          .hasMessageContaining("the gzip of the answer is cut or broken");
      listener.close();
    }
  }

  @Test
  void aServerThatClosesEachConnectionWithoutAWordCostsNoAttemptAndNoWait() throws Exception {
    HttpSource api =
        serving(out -> out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n{\"n\":1}")));
    for (int each = 0; each < 20; each++) {
      Answer page = api.fetch(Request.get(""));
      assertThat(page.page().wholeNumber("/n")).contains(1L);
      assertThat(page.retries()).isZero();
      assertThat(page.waited()).isZero();
    }
  }

  @Test
  void aLengthOfTwoHundredMegabytesIsRefusedBeforeItIsRead() throws Exception {
    HttpSource api =
        serving(
            out -> {
              out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 200000000\r\n\r\n"));
              endless(out, new byte[1_024]);
            });
    assertTooLarge(api);
  }

  private void assertTooLarge(HttpSource api) {
    assertThatThrownBy(
            () -> api.limits(HttpLimits.defaults().bodyAtMost(LIMIT)).fetch(Request.get("")))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("is larger than " + LIMIT + " bytes");
    // What the two ends buffer comes on top; nobody has read on to the end.
    assertThat(written.get()).isLessThan(LIMIT + (20L << 20));
  }

  private void endless(OutputStream out, byte[] piece) throws IOException {
    while (end.getCount() > 0) {
      out.write(piece);
      written.addAndGet(piece.length);
    }
  }

  private interface Response {
    void write(OutputStream out) throws IOException, InterruptedException;
  }

  /** A source that answers its first request so, and resets every connection afterwards. */
  private HttpSource serving(Response answer) throws IOException {
    listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> serve(answer), "wire-faults");
    thread.setDaemon(true);
    thread.start();
    return LocalServer.over(URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/x"))
        .retry(RetryPolicy.never());
  }

  private void serve(Response answer) {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        BufferedReader request =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String line = request.readLine();
        while (line != null && !line.isEmpty()) {
          line = request.readLine();
        }
        answer.write(socket.getOutputStream());
        socket.getOutputStream().flush();
      } catch (IOException clientLeft) {
        // The client leaves as soon as it has seen enough: that is what is tested.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
