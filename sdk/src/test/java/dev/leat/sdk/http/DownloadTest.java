package dev.leat.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.http.answer.Condition;
import dev.leat.sdk.http.decode.Csv;
import dev.leat.sdk.http.decode.Decoders;
import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.http.transport.HttpLimits;
import dev.leat.sdk.http.transport.Opened;
import dev.leat.sdk.http.transport.Transport;
import dev.leat.sdk.row.JsonRow;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers of any size, read in pages. */
class DownloadTest {

  private static final Request EXPORT = Request.get("/export");

  private final VirtualTime time = new VirtualTime();
  private final Queue<Opened> answers = new ArrayDeque<>();
  private final List<Answer> pages = new ArrayList<>();
  private int closed;
  private final HttpSource api =
      Http.of(new Streams(), time, time, () -> 0L)
          .at(URI.create("http://api.test"))
          .decoding(Decoders.jsonLines());

  @Test
  void rowsComeInPagesOfBoundedSizeInTheirOrder() throws Exception {
    answers(200, lines(1, 30_000));
    api.fetchAll(EXPORT, pages::add);
    assertThat(ids()).isEqualTo(IntStream.rangeClosed(1, 30_000).boxed().toList());
    assertThat(pages).hasSizeGreaterThan(2).allMatch(page -> page.page().size() <= 1 << 20);
  }

  @Test
  void anEmptyAnswerIsAPageWithoutRows() throws Exception {
    answers(200, new byte[0]);
    api.fetchAll(EXPORT, pages::add);
    assertThat(pages).hasSize(1);
    assertThat(ids()).isEmpty();
  }

  @Test
  void oneDocumentIsOnePage() throws Exception {
    answers(200, "{\"data\":[{\"id\":1}]}".getBytes(StandardCharsets.UTF_8));
    api.decoding(Decoder.json()).fetchAll(EXPORT, pages::add);
    assertThat(pages.get(0).page().rows("/data")).hasSize(1);
  }

  /** 200 MB, of which never more than a little is taken in ahead of what was handed on. */
  @Test
  @Timeout(120)
  void aLargeDocumentIsNeverInMemoryAsAWhole() throws Exception {
    long rows = 600_000;
    AtomicLong taken = new AtomicLong();
    AtomicLong handedOn = new AtomicLong();
    AtomicLong count = new AtomicLong();
    AtomicLong mostAhead = new AtomicLong();
    answers.add(
        new Opened(new Exchange(200, Map.of(), new byte[0]), new LargeDocument(rows, taken)));
    api.decoding(Decoders.jsonItems("/data"))
        .fetchAll(
            EXPORT,
            page -> {
              handedOn.addAndGet(page.page().size());
              count.addAndGet(page.page().rows("").size());
              mostAhead.accumulateAndGet(taken.get() - handedOn.get(), Math::max);
            });
    assertThat(taken.get()).isGreaterThan(200_000_000L);
    assertThat(count).hasValue(rows);
    assertThat(mostAhead.get()).isLessThan(3L << 20);
  }

  @Test
  void whatBreaksOffIsAskedForAgainAndNothingIsHandedOnTwice() throws Exception {
    byte[] whole = lines(1, 30_000);
    answers.add(broken(200, Arrays.copyOf(whole, whole.length / 2)));
    answers.add(broken(200, Arrays.copyOf(whole, whole.length / 4)));
    answers(200, whole);
    api.fetchAll(EXPORT, pages::add);
    assertThat(ids()).isEqualTo(IntStream.rangeClosed(1, 30_000).boxed().toList());
    assertThat(pages.get(pages.size() - 1).retries()).isEqualTo(2);
    assertThat(closed).as("every answer is closed").isEqualTo(3);
  }

  @Test
  void anAnswerThatIsAnotherTheSecondTimeIsRefused() {
    byte[] whole = lines(1, 30_000);
    answers.add(broken(200, Arrays.copyOf(whole, whole.length / 2)));
    answers(200, lines(2, 30_000));
    assertThatThrownBy(() -> api.fetchAll(EXPORT, pages::add))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("with something else when it was asked again");
    assertThat(ids().get(0)).isEqualTo(1);
  }

  @Test
  void aBrokenRowIsAskedForAgainAndThenNamed() {
    for (int each = 0; each < 5; each++) {
      answers(200, "{\"id\":1}\n{\"id\":".getBytes(StandardCharsets.UTF_8));
    }
    assertThatThrownBy(() -> api.fetchAll(EXPORT, pages::add))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("5 attempts")
        .hasMessageContaining("its line 2 is not one JSON value");
    assertThat(pages).isEmpty();
  }

  @Test
  void aRefusalIsJudgedAsAnywhere() throws Exception {
    answers(503, "{\"message\":\"not yet\"}".getBytes(StandardCharsets.UTF_8));
    answers(404, "{\"message\":\"gone\"}".getBytes(StandardCharsets.UTF_8));
    api.answers(Condition.json("/message").equalTo("gone").then(Verdict.skip()))
        .fetchAll(EXPORT, pages::add);
    assertThat(pages).hasSize(1);
    assertThat(pages.get(0).skipped()).isPresent();

    for (int each = 0; each < 5; each++) {
      answers(503, "{\"message\":\"not yet\"}".getBytes(StandardCharsets.UTF_8));
    }
    assertThatThrownBy(() -> api.fetchAll(EXPORT, pages::add))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContaining("answered 503 (not yet), 5 attempts");
  }

  @Test
  void isBoundedInAll() {
    answers(200, lines(1, 1_000));
    assertThatThrownBy(
            () ->
                api.limits(HttpLimits.defaults().downloadAtMost(1_000))
                    .fetchAll(EXPORT, pages::add))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("with more than 1000 bytes");
  }

  @Test
  void aLogInPageIsNoTable() {
    answers.add(
        new Opened(
            new Exchange(200, Map.of("Content-Type", List.of("text/html")), new byte[0]),
            new ByteArrayInputStream("<p>Log in\n".getBytes(StandardCharsets.UTF_8))));
    assertThatThrownBy(() -> api.decoding(Csv.withHeader()).fetchAll(EXPORT, pages::add))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("answered HTML");
  }

  @Test
  void whatTheSinkThrowsEndsTheRequest() {
    answers(200, lines(1, 30_000));
    assertThatThrownBy(
            () ->
                api.fetchAll(
                    EXPORT,
                    page -> {
                      throw new IllegalStateException("full");
                    }))
        .hasMessage("full");
    assertThat(closed).isEqualTo(1);
  }

  @Test
  void aSmallAnswerInAnotherFormIsOnePage() throws Exception {
    Script script = new Script();
    script.answers(Script.bytes(200, "text/csv", Script.utf8("id,name\n1,Ada\n")));
    Answer page =
        script
            .source("http://api.test")
            .decoding(Csv.withHeader())
            .fetch(Request.get("/users.csv"));
    assertThat(page.page().rows("").get(0).text("name")).contains("Ada");
    assertThat(script.sent().get(0).header("Accept")).contains("text/csv, */*;q=0.5");
  }

  private void answers(int status, byte[] body) {
    answers.add(
        new Opened(new Exchange(status, Map.of(), new byte[0]), new ByteArrayInputStream(body)));
  }

  private static Opened broken(int status, byte[] start) {
    InputStream breaks =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Connection reset");
          }

          @Override
          public int read(byte[] into, int from, int most) throws IOException {
            throw new IOException("Connection reset");
          }
        };
    return new Opened(
        new Exchange(status, Map.of(), new byte[0]),
        new SequenceInputStream(new ByteArrayInputStream(start), breaks));
  }

  private List<Integer> ids() {
    return pages.stream()
        .flatMap(page -> page.page().rows("").stream())
        .map((JsonRow row) -> Integer.valueOf(row.text("id").orElseThrow()))
        .toList();
  }

  private static byte[] lines(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(id -> "{\"id\":" + id + ",\"text\":\"" + "x".repeat(100) + "\"}\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Opens the answers in their order, and counts how many are closed. */
  private final class Streams implements Transport {

    @Override
    public Exchange send(Outgoing outgoing) {
      throw new AssertionError("A whole answer was not asked for");
    }

    @Override
    public Opened open(Outgoing outgoing) {
      Opened next = answers.remove();
      InputStream counted =
          new FilterInputStream(next.body()) {
            @Override
            public void close() throws IOException {
              closed++;
              super.close();
            }
          };
      return new Opened(next.head(), counted);
    }
  }

  /** A document of many rows, made while it is read. */
  private static final class LargeDocument extends InputStream {

    private final long rows;
    private final AtomicLong taken;
    private byte[] piece = "{\"meta\":1,\"data\":[".getBytes(StandardCharsets.UTF_8);
    private int at;
    private long row;

    LargeDocument(long rows, AtomicLong taken) {
      this.rows = rows;
      this.taken = taken;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] into, int from, int most) {
      if (at == piece.length) {
        if (row > rows) {
          return -1;
        }
        String text =
            row == rows
                ? "]}"
                : (row == 0 ? "" : ",")
                    + "{\"id\":"
                    + row
                    + ",\"text\":\""
                    + "x".repeat(340)
                    + "\"}";
        piece = text.getBytes(StandardCharsets.UTF_8);
        at = 0;
        row++;
      }
      int count = Math.min(most, piece.length - at);
      System.arraycopy(piece, at, into, from, count);
      at += count;
      taken.addAndGet(count);
      return count;
    }
  }
}
