package dev.leat.playground;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What will be sent: status, headers, body, and how honestly the body is delivered. Immutable. */
final class Answer {
  /** How much of the declared body arrives. */
  enum Delivery {
    WHOLE,
    /** Half of it; then the connection closes. */
    CUT,
    /** Nothing, no status either: the connection closes. */
    DROPPED,
    /** Nothing: the connection stays open. */
    SILENT,
    /** All of it, with a pause before each byte. */
    DRIPPED,
    /** White space in its place, until the client leaves. */
    ENDLESS,
    /** 10 GiB of white space in its place, compressed to a thousandth. */
    BOMB
  }

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final Delivery delivery;
  private final Duration delay;
  private final Duration pause;

  private Answer(
      int status,
      Map<String, String> headers,
      byte[] body,
      Delivery delivery,
      Duration delay,
      Duration pause) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.delivery = delivery;
    this.delay = delay;
    this.pause = pause;
  }

  static Answer json(int status, Map<String, ?> fields) {
    try {
      return jsonBytes(status, MAPPER.writeValueAsBytes(fields));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Answer fields that are no JSON: " + fields.keySet(), e);
    }
  }

  static Answer jsonBytes(int status, byte[] json) {
    return of(status, "application/json", json);
  }

  static Answer text(int status, String contentType, String text) {
    return of(status, contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  static Answer of(int status, String contentType, byte[] body) {
    return new Answer(
        status,
        Map.of("Content-Type", contentType),
        body,
        Delivery.WHOLE,
        Duration.ZERO,
        Duration.ZERO);
  }

  Answer withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body, delivery, delay, pause);
  }

  Answer withBody(byte[] newBody) {
    return new Answer(status, headers, newBody, delivery, delay, pause);
  }

  Answer withDelivery(Delivery newDelivery) {
    return new Answer(status, headers, body, newDelivery, delay, pause);
  }

  Answer withDelay(Duration newDelay) {
    return new Answer(status, headers, body, delivery, newDelay, pause);
  }

  /** Waited before each byte of a body that drips. */
  Answer withPause(Duration newPause) {
    return new Answer(status, headers, body, delivery, delay, newPause);
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** Returns the bytes themselves, which nobody may change. */
  byte[] body() {
    return body;
  }

  Delivery delivery() {
    return delivery;
  }

  Duration delay() {
    return delay;
  }

  Duration pause() {
    return pause;
  }
}
