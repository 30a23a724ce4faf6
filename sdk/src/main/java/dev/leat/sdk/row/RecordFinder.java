package dev.leat.sdk.row;

import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.internal.json.JsonEdit;
import dev.leat.sdk.internal.json.JsonObjects;
import dev.leat.sdk.internal.json.PageIndex;
import dev.leat.sdk.internal.json.Pointers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Walks one answer to its rows, step by step. For one thread, and one use. */
final class RecordFinder {

  private static final int MOST_LISTED = 20;
  private static final byte[] NO_KEY = {};

  private final byte[] json;
  private final RowsAt at;
  private final List<JsonRow> rows = new ArrayList<>();
  private final List<Records.Odd> odd = new ArrayList<>();
  private int lists;
  private int nulls;
  private Optional<Spot> missing = Optional.empty();

  /**
   * Where the walk is.
   *
   * @param value where the value starts
   * @param pointer of that value
   * @param key what the last wildcard stands for, as a JSON string; empty if there was none
   */
  private record Spot(int value, String pointer, Optional<byte[]> key) {

    Spot under(String name, int inner) {
      return new Spot(inner, pointer + "/" + Pointers.step(name), key);
    }

    Spot each(String name, int inner, byte[] literal) {
      return new Spot(inner, pointer + "/" + Pointers.step(name), Optional.of(literal));
    }

    boolean isBelowWildcard() {
      return key.isPresent();
    }
  }

  /** In this document, which is known to be well-formed. */
  RecordFinder(byte[] json, RowsAt at) {
    this.json = json;
    this.at = at;
  }

  /**
   * The records of a whole document.
   *
   * @throws SourceDataException as {@link Page#records} does
   */
  Records find() {
    return find(new Spot(JsonObjects.skipBlanks(json, 0), "", Optional.empty()));
  }

  /**
   * The records within a row. What is not as expected there is odd.
   *
   * @throws SourceDataException if a key on the way to them stands twice
   */
  Records findWithin(JsonRow row) {
    return find(new Spot(row.offset(), "", Optional.of(NO_KEY)));
  }

  private Records find(Spot start) {
    walk(start, 0);
    if (lists > 0) {
      return new Records(rows, odd, Records.Place.LIST);
    }
    if (nulls > 0 || missing.isEmpty()) {
      return new Records(rows, odd, nulls > 0 ? Records.Place.NULL : Records.Place.LIST);
    }
    if (at.absence() == RowsAt.Absence.ERROR) {
      throw nothing(missing.get());
    }
    return new Records(rows, odd, Records.Place.NOTHING);
  }

  private void walk(Spot spot, int step) {
    if (step == at.steps().size()) {
      if (step > 0 && at.steps().get(step - 1).equals(RowsAt.EACH)) {
        record(spot);
      } else {
        list(spot);
      }
    } else if (at.steps().get(step).equals(RowsAt.EACH)) {
      each(spot, step);
    } else {
      named(spot, step);
    }
  }

  private void named(Spot spot, int step) {
    String name = at.steps().get(step);
    int inner =
        switch (json[spot.value()]) {
          case '{' -> member(spot, name);
          case '[' -> element(spot.value(), name);
          default -> -1;
        };
    if (inner >= 0) {
      walk(spot.under(name, inner), step + 1);
    } else if (spot.isBelowWildcard() && !isContainer(spot)) {
      oddity(spot, "where an object with \"" + name + "\" was expected");
    } else if (missing.isEmpty()) {
      missing = Optional.of(spot);
    }
  }

  private void each(Spot spot, int step) {
    if (!isContainer(spot)) {
      misplaced(spot, "object or list");
      return;
    }
    int inner = JsonObjects.first(json, spot.value());
    if (inner < 0 || step == at.steps().size() - 1) {
      lists++;
    }
    boolean named = json[spot.value()] == '{';
    Set<String> names = new HashSet<>();
    for (int number = 0; inner >= 0; number++) {
      String name = named ? JsonObjects.key(json, inner) : String.valueOf(number);
      if (!names.add(name)) {
        throw PageIndex.twice(spot.pointer() + "/" + Pointers.step(name));
      }
      int value = named ? JsonObjects.valueOf(json, inner) : inner;
      byte[] key = named ? JsonObjects.copy(json, inner) : quoted(name);
      walk(spot.each(name, value, key), step + 1);
      inner = JsonObjects.next(json, JsonObjects.endOfValue(json, value));
    }
  }

  /** A place that a name leads to: an array of records. */
  private void list(Spot spot) {
    if (json[spot.value()] == '[') {
      lists++;
      int element = JsonObjects.first(json, spot.value());
      for (int number = 0; element >= 0; number++) {
        record(spot.under(String.valueOf(number), element));
        element = JsonObjects.next(json, JsonObjects.endOfValue(json, element));
      }
    } else if (json[spot.value()] == '{' && at.lone() == RowsAt.Lone.ROW) {
      lists++;
      if (!JsonObjects.isEmptyObject(json, spot.value())) {
        record(spot);
      }
    } else {
      misplaced(spot, "list of objects");
    }
  }

  private void record(Spot spot) {
    boolean object = json[spot.value()] == '{';
    if (!object && at.valueColumn().isEmpty()) {
      oddity(spot, "where an object was expected");
      return;
    }
    if (object && at.keyColumn().isEmpty()) {
      int end = JsonObjects.endOfValue(json, spot.value());
      rows.add(JsonRow.slice(json, spot.value(), end - spot.value()));
      return;
    }
    JsonEdit edit =
        object
            ? JsonEdit.of(json, spot.value())
            : JsonEdit.empty()
                .put(at.valueColumn().orElseThrow(), JsonObjects.copy(json, spot.value()));
    at.keyColumn().ifPresent(column -> edit.put(column, spot.key().orElseThrow()));
    byte[] row = edit.bytes();
    rows.add(JsonRow.slice(row, 0, row.length));
  }

  /** What cannot be walked on: null is no rows, anything else is odd below a wildcard. */
  private void misplaced(Spot spot, String expected) {
    if (json[spot.value()] == 'n') {
      nulls++;
    } else if (spot.isBelowWildcard()) {
      oddity(spot, "where a " + expected + " was expected");
    } else {
      throw new SourceDataException(
          "The answer has no "
              + expected
              + " at \""
              + spot.pointer()
              + "\": "
              + PageIndex.start(json, spot.value(), JsonObjects.endOfValue(json, spot.value())));
    }
  }

  private void oddity(Spot spot, String expected) {
    String text = new String(JsonObjects.copy(json, spot.value()), StandardCharsets.UTF_8);
    odd.add(new Records.Odd(text, kind(spot) + " at \"" + spot.pointer() + "\", " + expected));
  }

  private String kind(Spot spot) {
    return switch (json[spot.value()]) {
      case '{' -> "an object";
      case '[' -> "an array";
      case '"' -> "a text";
      case 'n' -> "null";
      case 't', 'f' -> "a boolean";
      default -> "a number";
    };
  }

  private SourceDataException nothing(Spot spot) {
    List<String> there = spot.isBelowWildcard() ? below(spot) : PageIndex.of(json).pointers();
    return new SourceDataException(
        "The answer has nothing at \""
            + at.pointer()
            + "\": "
            + (spot.isBelowWildcard() ? "at \"" + spot.pointer() + "\" it has " : "it has ")
            + there);
  }

  private List<String> below(Spot spot) {
    List<String> names = new ArrayList<>();
    if (json[spot.value()] == '{') {
      int key = JsonObjects.first(json, spot.value());
      while (key >= 0 && names.size() < MOST_LISTED) {
        names.add("/" + Pointers.step(JsonObjects.key(json, key)));
        key = JsonObjects.next(json, JsonObjects.endOfValue(json, JsonObjects.valueOf(json, key)));
      }
    }
    return names;
  }

  private int member(Spot spot, String name) {
    int value = JsonObjects.onlyMember(json, spot.value(), name);
    if (value == JsonObjects.TWICE) {
      throw PageIndex.twice(spot.under(name, value).pointer());
    }
    return value;
  }

  private int element(int bracket, String name) {
    if (!name.matches("0|[1-9][0-9]{0,8}")) {
      return -1;
    }
    int element = JsonObjects.first(json, bracket);
    for (int left = Integer.parseInt(name); element >= 0 && left > 0; left--) {
      element = JsonObjects.next(json, JsonObjects.endOfValue(json, element));
    }
    return element;
  }

  private boolean isContainer(Spot spot) {
    return json[spot.value()] == '{' || json[spot.value()] == '[';
  }

  private static byte[] quoted(String digits) {
    return ('"' + digits + '"').getBytes(StandardCharsets.UTF_8);
  }
}
