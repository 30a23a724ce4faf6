package dev.leat.sdk.http;

import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.http.transport.Transport;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;

/** Asks for an answer that is one page. For one thread. */
final class Fetch extends Asking<Answer> {

  Fetch(HttpSource source, Request request) {
    super(source, request);
  }

  @Override
  Exchange send(Transport.Outgoing outgoing, HttpUrl to) throws TryAgain, InterruptedException {
    return wire.send(label, outgoing, to);
  }

  @Override
  Answer read(Exchange exchange, Map<String, List<String>> headers) throws TryAgain {
    return new PageReading(source, label, this::redactor)
        .page(exchange, headers, retries(), waited());
  }

  @Override
  Answer accepted(Reply reply) throws TryAgain {
    return reply.answer().page();
  }

  @Override
  Answer skipped(Answer page) {
    return page;
  }
}
