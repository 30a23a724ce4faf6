package dev.leat.sdk.internal.json;

import dev.leat.sdk.row.JsonRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One pass over a page: checks every byte, and notes where each value outside arrays and each
 * object of an array stands. Stops where it is not sure and leaves it to a parser to say why: at
 * what is no JSON, and at line breaks between tokens. For one thread.
 */
final class PageScan {

  private final byte[] json;
  private final int to;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final boolean whole;

  /** A value: its bytes, and its elements if it is an array of nothing but objects. */
  record Place(int from, int to, Optional<List<JsonRow>> rows) {}

  PageScan(byte[] json) {
    this.json = json;
    this.to = json.length;
    int end = place("", JsonScanner.skipBlanks(json, 0, to), 0);
    this.whole = end >= 0 && JsonScanner.skipBlanks(json, end, to) == to;
  }

  /** Whether the page was read to its end and is one document on one line. */
  boolean isWhole() {
    return whole;
  }

  /** The values by their JSON pointers; those of a page that is not whole mean nothing. */
  Map<String, Place> places() {
    return places;
  }

  /** One past the value; negative if it is not right, as {@link JsonScanner#value} has it. */
  private int place(String pointer, int at, int depth) {
    if (at < to && json[at] == '{' && depth < JsonScanner.DEEPEST) {
      // Takes its place before what is in it.
      places.put(pointer, new Place(at, at, Optional.empty()));
      return noted(pointer, at, object(pointer, at, depth + 1), Optional.empty());
    }
    if (at < to && json[at] == '[' && depth < JsonScanner.DEEPEST) {
      return array(pointer, at, depth + 1);
    }
    return noted(pointer, at, JsonScanner.value(json, at, to, depth), Optional.empty());
  }

  private int noted(String pointer, int from, int end, Optional<List<JsonRow>> rows) {
    places.put(pointer, new Place(from, end, rows.map(List::copyOf)));
    return end;
  }

  private int object(String pointer, int brace, int depth) {
    int at = JsonScanner.skipBlanks(json, brace + 1, to);
    if (at < to && json[at] == '}') {
      return at + 1;
    }
    while (at < to && json[at] == '"') {
      int keyEnd = JsonScanner.string(json, at, to);
      if (keyEnd < 0) {
        return keyEnd;
      }
      String inner = pointer + "/" + step(at, keyEnd);
      at = JsonScanner.skipBlanks(json, keyEnd, to);
      if (at == to || json[at] != ':') {
        return ~at;
      }
      forget(inner);
      at = place(inner, JsonScanner.skipBlanks(json, at + 1, to), depth);
      if (at < 0) {
        return at;
      }
      at = JsonScanner.skipBlanks(json, at, to);
      if (at < to && json[at] == '}') {
        return at + 1;
      }
      if (at == to || json[at] != ',') {
        return ~at;
      }
      at = JsonScanner.skipBlanks(json, at + 1, to);
    }
    return ~at;
  }

  private String step(int keyFrom, int keyEnd) {
    String key = JsonObjects.decode(json, keyFrom, keyEnd).orElseThrow();
    return key.replace("~", "~0").replace("/", "~1");
  }

  /** Of two equal keys the last one counts, with all that is in it. */
  private void forget(String pointer) {
    if (places.remove(pointer) != null) {
      places.keySet().removeIf(each -> each.startsWith(pointer + "/"));
    }
  }

  private int array(String pointer, int bracket, int depth) {
    List<JsonRow> rows = new ArrayList<>();
    boolean onlyObjects = true;
    int at = JsonScanner.skipBlanks(json, bracket + 1, to);
    if (at < to && json[at] == ']') {
      return noted(pointer, bracket, at + 1, Optional.of(rows));
    }
    while (at < to) {
      int end = JsonScanner.value(json, at, to, depth);
      if (end < 0) {
        return end;
      }
      onlyObjects &= json[at] == '{';
      if (onlyObjects) {
        rows.add(JsonRow.slice(json, at, end - at));
      }
      at = JsonScanner.skipBlanks(json, end, to);
      if (at < to && json[at] == ']') {
        return noted(pointer, bracket, at + 1, onlyObjects ? Optional.of(rows) : Optional.empty());
      }
      if (at == to || json[at] != ',') {
        return ~at;
      }
      at = JsonScanner.skipBlanks(json, at + 1, to);
    }
    return ~at;
  }
}
