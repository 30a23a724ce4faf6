package dev.leat.sdk.http;

import com.google.common.hash.Hashing;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.http.transport.GzipMembers;
import dev.leat.sdk.http.transport.LimitedInput;
import dev.leat.sdk.http.transport.Opened;
import dev.leat.sdk.http.transport.Transport;
import dev.leat.sdk.row.Page;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipException;
import okhttp3.HttpUrl;

/** Asks for an answer of any size, and hands its pages on while it is received. For one thread. */
final class Download extends Asking<Boolean> {

  /**
   * Where pages of rows are cut: large enough to be worth their work, a few fit into any memory.
   */
  private static final int PAGE_BYTES = 1 << 20;

  private static final int LARGEST_REFUSAL = 1 << 20;

  private final PageSink sink;

  /** Of each page that was handed on: what came twice must be the same. */
  private final List<String> digests = new ArrayList<>();

  private Opened opened;
  private int number;

  Download(HttpSource source, Request request, PageSink sink) {
    super(source, request);
    this.sink = sink;
  }

  @Override
  Exchange send(Transport.Outgoing outgoing, HttpUrl to) throws TryAgain, InterruptedException {
    giveUp();
    opened = wire.open(label, outgoing, to);
    Exchange head = opened.head();
    if (head.status() >= 200 && head.status() < 300) {
      return head;
    }
    try {
      return new Exchange(head.status(), head.headers(), opened.body().readNBytes(LARGEST_REFUSAL));
    } catch (IOException fault) {
      throw wire.noAnswer(label, outgoing.method(), to, fault);
    } finally {
      giveUp();
    }
  }

  /** Of a success nothing is read before it is accepted. */
  @Override
  Answer read(Exchange exchange, Map<String, List<String>> headers) throws TryAgain {
    if (exchange.status() < 300) {
      throw new SourceDataException(label + " is read in pages");
    }
    return new PageReading(source, label, this::redactor)
        .document(exchange, headers, retries(), waited());
  }

  @Override
  Boolean accepted(Reply reply) throws TryAgain, InterruptedException {
    String what = label + " answered " + reply.answer().status();
    Map<String, List<String>> headers = headers(reply.answer().exchange(), reply.address());
    new PageReading(source, label, this::redactor)
        .requireNoMarkup(Bodies.html(reply.answer().exchange()));
    number = 0;
    PageCutter cutter =
        new PageCutter(
            PAGE_BYTES, source.limits().largestBody(), json -> handOn(json, headers, what));
    try {
      source.decoder().decode(body(), cutter);
      cutter.end();
      return true;
    } catch (LimitedInput.TooLongException e) {
      throw new SourceDataException(
          what
              + " with more than "
              + source.limits().largestDownload()
              + " bytes: ask for less at once, or raise the limit");
    } catch (Decoder.MalformedException | ZipException | EOFException e) {
      throw PageReading.broken(what, String.valueOf(e.getMessage()), e);
    } catch (IOException fault) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw wire.noAnswer(label, reply.signed().method(), reply.address(), fault);
    } finally {
      giveUp();
    }
  }

  @Override
  Boolean skipped(Answer page) throws InterruptedException {
    giveUp();
    sink.page(page);
    return true;
  }

  private InputStream body() {
    Exchange head = opened.head();
    String coding = head.header("Content-Encoding").orElse("").strip().toLowerCase(Locale.ROOT);
    InputStream body = coding.endsWith("gzip") ? new GzipMembers(opened.body()) : opened.body();
    return new LimitedInput(body, source.limits().largestDownload());
  }

  private void handOn(byte[] json, Map<String, List<String>> headers, String what)
      throws IOException, InterruptedException {
    String digest = Hashing.murmur3_128().hashBytes(json).toString();
    if (number < digests.size()) {
      if (!digests.get(number).equals(digest)) {
        throw new SourceDataException(
            what
                + " with something else when it was asked again after "
                + digests.size()
                + " pages had been read: the next sync reads it from its start");
      }
      number++;
      return;
    }
    Answer page;
    try {
      page = new Answer(new Page(json), headers, retries(), waited());
    } catch (SourceDataException broken) {
      throw new Decoder.MalformedException(redactor().redact(String.valueOf(broken.getMessage())));
    }
    digests.add(digest);
    number++;
    sink.page(page);
  }

  private void giveUp() {
    if (opened != null) {
      try {
        opened.close();
      } catch (IOException e) {
        // Nothing more is wanted of it.
      }
      opened = null;
    }
  }
}
