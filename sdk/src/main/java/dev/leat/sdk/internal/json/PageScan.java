package dev.leat.sdk.internal.json;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One pass over a page: checks every byte, and notes where each value outside arrays and each
 * element of an array stands. Stops where it is not sure and leaves it to a parser to say why: at
 * what is not JSON, and at line breaks between tokens. For one thread.
 */
final class PageScan {

  /**
   * Objects with more members than this hold data, and what is in them is looked for when asked.
   */
  static final int MOST_NOTED = 64;

  private final byte[] json;
  private final int to;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Set<String> ambiguous = new HashSet<>();
  private final Set<String> crowded = new HashSet<>();
  private final boolean whole;

  /** A value: its bytes, and its elements if it is an array. */
  record Place(int from, int to, Optional<Elements> elements) {}

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

  /** The pointers of keys that stand twice in their object. */
  Set<String> ambiguous() {
    return ambiguous;
  }

  /** The pointers of objects that have more members than were noted. */
  Set<String> crowded() {
    return crowded;
  }

  /** One past the value; negative if it is not right, as {@link JsonScanner#value} has it. */
  private int place(String pointer, int at, int depth) {
    if (at < to && json[at] == '{' && depth < JsonScanner.DEEPEST) {
      // Takes its place before what is in it.
      places.put(pointer, new Place(at, at, Optional.empty()));
      Noting noting = new Noting(pointer);
      return noted(
          pointer, at, JsonScanner.object(json, at, to, depth + 1, noting), Optional.empty());
    }
    if (at < to && json[at] == '[' && depth < JsonScanner.DEEPEST) {
      Elements elements = new Elements(json, to);
      int end = JsonScanner.array(json, at, to, depth + 1, elements);
      return noted(pointer, at, end, Optional.of(elements));
    }
    return noted(pointer, at, JsonScanner.value(json, at, to, depth), Optional.empty());
  }

  private int noted(String pointer, int from, int end, Optional<Elements> elements) {
    places.put(pointer, new Place(from, end, elements));
    return end;
  }

  /** Gives each member of one object its place. */
  private final class Noting implements JsonScanner.Members {

    private final String pointer;
    private int count;

    Noting(String pointer) {
      this.pointer = pointer;
    }

    @Override
    public int member(int key, int keyEnd, int value, int depth) {
      if (++count > MOST_NOTED) {
        crowded.add(pointer);
        return JsonScanner.value(json, value, to, depth);
      }
      String inner = pointer + "/" + Pointers.step(JsonObjects.key(json, key, keyEnd));
      if (places.containsKey(inner)) {
        ambiguous.add(inner);
      }
      return place(inner, value, depth);
    }
  }
}
