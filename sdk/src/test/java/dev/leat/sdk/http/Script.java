package dev.leat.sdk.http;

import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.http.transport.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** A network that answers as it was told, in order, on virtual time; it remembers the requests. */
final class Script implements Transport {

  final VirtualTime time = new VirtualTime();
  private final Queue<Step> steps = new ArrayDeque<>();
  private final List<Outgoing> sent = new ArrayList<>();

  private interface Step {
    Exchange play(Outgoing outgoing) throws IOException;
  }

  Script answers(int status, String json) {
    return answers(Exchange.json(status, json));
  }

  Script answers(Exchange exchange) {
    steps.add(outgoing -> exchange);
    return this;
  }

  Script redirects(int status, String location) {
    return answers(Exchange.json(status, "{}").with("Location", location));
  }

  Script fails(IOException fault) {
    steps.add(
        outgoing -> {
          throw fault;
        });
    return this;
  }

  /** Like {@link #fails}, after that much time. */
  Script failsAfter(Duration duration, IOException fault) {
    steps.add(
        outgoing -> {
          time.advance(duration);
          throw fault;
        });
    return this;
  }

  @Override
  public synchronized Exchange send(Outgoing outgoing) throws IOException {
    sent.add(outgoing);
    Step step = steps.poll();
    if (step == null) {
      throw new AssertionError("Request " + sent.size() + " was not expected: " + outgoing);
    }
    return step.play(outgoing);
  }

  /** A source on this network, whose chance always draws the lowest number. */
  HttpSource source(String base) {
    return http().at(URI.create(base));
  }

  Http http() {
    return Http.of(this, time, time, () -> 0L);
  }

  /** Every request so far, in order. */
  synchronized List<Outgoing> sent() {
    return List.copyOf(sent);
  }

  /** Where each request went, in order. */
  List<String> addresses() {
    return sent().stream().map(each -> each.address().toString()).toList();
  }

  static Exchange bytes(int status, String contentType, byte[] body) {
    return new Exchange(status, Map.of("Content-Type", List.of(contentType)), body);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
