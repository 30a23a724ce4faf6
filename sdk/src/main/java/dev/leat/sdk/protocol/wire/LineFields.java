package dev.leat.sdk.protocol.wire;

import dev.leat.sdk.internal.json.JsonObjects;
import dev.leat.sdk.internal.json.JsonScanner;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Where the values of one line stand, which is thereby known to be one well-formed JSON object. */
final class LineFields {

  private final LineSource line;
  private final Map<String, Span> spans;

  /** From where to where a value goes. */
  record Span(int from, int to) {}

  private LineFields(LineSource line, Map<String, Span> spans) {
    this.line = line;
    this.spans = spans;
  }

  /**
   * Finds the values of the current line.
   *
   * @throws ProtocolException if the line is not one JSON object, or a key stands twice in it
   */
  static LineFields of(LineSource line) {
    byte[] json = line.bytes();
    int to = line.to();
    int at = JsonScanner.skipBlanks(json, line.from(), to);
    if (at == to || json[at] != '{') {
      throw line.fault(at, "it is no JSON object: only messages may go to stdout, logs to stderr");
    }
    Map<String, Span> spans = new LinkedHashMap<>();
    at = JsonScanner.skipBlanks(json, at + 1, to);
    while (at < to && json[at] == '"') {
      int keyEnd = good(line, JsonScanner.string(json, at, to));
      String key = JsonObjects.decode(json, at, keyEnd).orElseThrow();
      int value = JsonScanner.skipBlanks(json, expect(line, keyEnd, ':'), to);
      int end = good(line, JsonScanner.value(json, value, to));
      if (spans.put(key, new Span(value, end)) != null) {
        throw line.fault(at, "it has the key \"" + key + "\" twice");
      }
      at = JsonScanner.skipBlanks(json, end, to);
      if (at < to && json[at] == '}') {
        break;
      }
      at = JsonScanner.skipBlanks(json, expect(line, at, ','), to);
      if (at == to || json[at] != '"') {
        throw line.fault(at, "a key is expected here");
      }
    }
    at = JsonScanner.skipBlanks(json, expect(line, at, '}'), to);
    if (at < to) {
      throw line.fault(at, "something follows the message on its line");
    }
    return new LineFields(line, spans);
  }

  /** Where a value stands. */
  Span require(String key) {
    Span span = spans.get(key);
    if (span == null) {
      throw line.fault(line.from(), "it has no \"" + key + "\"");
    }
    return span;
  }

  /** The text of a string value. */
  String text(String key) {
    Span span = require(key);
    if (line.bytes()[span.from] != '"') {
      throw line.fault(span.from, "\"" + key + "\" must be a string");
    }
    return JsonObjects.decode(line.bytes(), span.from, span.to).orElseThrow();
  }

  boolean has(String key) {
    return spans.containsKey(key);
  }

  /** Whether a key is the last one of its line. */
  boolean isLast(String key) {
    String last = "";
    for (String each : spans.keySet()) {
      last = each;
    }
    return last.equals(key);
  }

  /** Refuses keys that this version of the protocol does not know. */
  void requireOnly(Set<String> known) {
    for (Map.Entry<String, Span> each : spans.entrySet()) {
      if (!known.contains(each.getKey())) {
        throw line.fault(
            each.getValue().from,
            "protocol version "
                + Protocol.VERSION
                + " knows no \""
                + each.getKey()
                + "\" in this message");
      }
    }
  }

  private static int expect(LineSource line, int at, char expected) {
    int blankless = JsonScanner.skipBlanks(line.bytes(), at, line.to());
    if (blankless >= line.to() || line.bytes()[blankless] != expected) {
      throw line.fault(blankless, "it is no well-formed JSON object: " + expected + " is expected");
    }
    return blankless + 1;
  }

  private static int good(LineSource line, int position) {
    if (position < 0) {
      throw line.fault(~position, "it is no well-formed JSON in UTF-8 from here on");
    }
    return position;
  }
}
