package dev.leat.sdk.row;

import dev.leat.sdk.internal.json.JsonKey;
import dev.leat.sdk.internal.json.JsonPaths;
import dev.leat.sdk.internal.json.JsonValues;
import dev.leat.sdk.internal.json.Pointers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What happens to a row between the source and the destination. A map is made of steps, each of
 * which works on what the one before it has left. Immutable; thread-safe as far as the functions
 * are that it is given.
 *
 * <p>A field that no step touches keeps its bytes: every digit of its number, every escape of its
 * text. A row that no step changes is the same object.
 *
 * <p>Fields are named as {@link Row#text} names them: by name, or by a JSON pointer such as {@code
 * /address/city} if the name starts with a slash. A field that is absent is not made up: a step
 * that would rename or remove it does nothing. Null is a value like any other.
 *
 * <p>A step that would lose something, because two fields would get one name, sets the whole row
 * aside with the reason. What a function throws ends the sync.
 */
public final class RowMap {

  private static final RowMap UNCHANGED = new RowMap(List.of());
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private final List<Step> steps;

  /** One change. */
  @FunctionalInterface
  interface Step {

    void apply(RowInWork row);
  }

  private RowMap(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  /** The map that leaves every row as it is. */
  public static RowMap unchanged() {
    return UNCHANGED;
  }

  /**
   * Gives a field another name, in its place. A field that stands within another one, and is named
   * by a pointer, moves to the end of the row.
   *
   * @param name the new one, not a pointer
   */
  public RowMap rename(String field, String name) {
    List<String> path = steps(field);
    JsonKey key = JsonKey.of(name);
    if (path.equals(List.of(name))) {
      return this;
    }
    return then(
        row -> {
          Optional<byte[]> value = row.value(field);
          if (value.isPresent() && row.edit().has(name)) {
            row.clash(Optional.of(name));
          } else if (value.isPresent() && path.size() == 1) {
            row.edit().rename(path.get(0), key);
          } else if (value.isPresent()) {
            row.edit().put(key, value.get());
            JsonPaths.remove(row.edit(), path);
          }
        });
  }

  /**
   * Gives each field of the row, not those within its fields, the name that a function makes of its
   * own.
   */
  public RowMap renameEach(UnaryOperator<String> name) {
    return then(row -> row.clash(row.edit().renameEach(name)));
  }

  /**
   * Adds a field with a fixed value, or replaces the value of the field that has this name.
   *
   * @param field a pointer makes the objects on the way
   * @param value of a type that {@link FieldRow} lists; null is allowed
   * @throws IllegalArgumentException if the value is of another type
   */
  public RowMap add(String field, Object value) {
    List<JsonKey> path = path(field);
    byte[] json = JsonValues.write(field, value);
    return then(row -> row.put(field, path, json));
  }

  /**
   * Adds a field with the value of another one, digit by digit, or replaces the value of the field
   * that has this name. The value is null if the other field is absent.
   */
  public RowMap addFrom(String field, String other) {
    List<JsonKey> path = path(field);
    return then(row -> row.put(field, path, row.value(other).orElse(NULL)));
  }

  /**
   * Adds a field with a value that is worked out from the row, or replaces the value of the field
   * that has this name.
   *
   * @param value gives a value of a type that {@link FieldRow} lists, or null; of another type, the
   *     sync ends with an {@link IllegalArgumentException}
   */
  public RowMap addComputed(String field, Function<? super JsonRow, ?> value) {
    List<JsonKey> path = path(field);
    return then(row -> row.put(field, path, JsonValues.write(field, value.apply(row.row()))));
  }

  /**
   * Adds several fields whose values are worked out together from the row, as {@link #addComputed}
   * adds one.
   *
   * @param values gives the values by field, in the order in which they are added; may be empty
   */
  public RowMap addEach(Function<? super JsonRow, ? extends Map<String, ?>> values) {
    return then(
        row ->
            values
                .apply(row.row())
                .forEach(
                    (field, value) -> row.put(field, path(field), JsonValues.write(field, value))));
  }

  /**
   * Takes fields away.
   *
   * @param fields a step {@code *} of a pointer stands for every value of an array or object, as in
   *     {@code /items}{@code /*}{@code /secret}
   */
  public RowMap remove(String... fields) {
    RowMap map = this;
    for (String each : fields) {
      List<String> path = steps(each);
      boolean pointer = path.size() > 1 || !path.get(0).equals(each);
      map =
          map.then(
              pointer ? row -> JsonPaths.remove(row.edit(), path) : row -> row.edit().remove(each));
    }
    return map;
  }

  /**
   * Takes all fields of the row away but these.
   *
   * @throws IllegalArgumentException if one is named by a pointer to somewhere within a field
   */
  public RowMap keepOnly(String... fields) {
    Set<String> kept = Stream.of(fields).map(RowMap::name).collect(Collectors.toSet());
    return then(row -> row.edit().retain(kept::contains));
  }

  /**
   * Puts the fields of nested objects in the place of these, however deep, named by the names on
   * the way to them: {@code {"a":{"b":1}}} becomes {@code {"a_b":1}} with the separator {@code _}.
   * Lists stay, and so do empty objects.
   */
  public RowMap flatten(String separator) {
    return then(row -> row.clash(row.edit().flatten(separator)));
  }

  /**
   * Puts the fields of one nested object in its place, under their own names: {@code
   * {"id":1,"attributes":{"a":2}}} becomes {@code {"id":1,"a":2}}. Does nothing if the field is
   * absent or not an object.
   *
   * @throws IllegalArgumentException if it is named by a pointer to somewhere within another field
   */
  public RowMap lift(String field) {
    String name = name(field);
    return then(row -> row.clash(row.edit().lift(name)));
  }

  /** Keeps a row only if it is wanted. */
  public RowMap keepIf(Predicate<? super JsonRow> wanted) {
    return then(
        row -> {
          if (!wanted.test(row.row())) {
            row.end(new MappedRow.Dropped());
          }
        });
  }

  /** Drops a row if it is not wanted. */
  public RowMap dropIf(Predicate<? super JsonRow> unwanted) {
    return keepIf(row -> !unwanted.test(row));
  }

  /** Takes a row of which this is true for the news that the row of its key is gone. */
  public RowMap deletedIf(Predicate<? super JsonRow> deleted) {
    return then(
        row -> {
          if (deleted.test(row.row())) {
            row.delete();
          }
        });
  }

  /** Makes rows of another table of the records within a row. */
  public RowMap children(Children children) {
    List<String> cleared = children.cleared();
    return then(
        row -> {
          row.addChildren(children.of(row.row()));
          if (!cleared.isEmpty()) {
            JsonPaths.remove(row.edit(), cleared);
          }
        });
  }

  /** Gives each row to a function that makes another one of it, for what no other step can say. */
  public RowMap through(UnaryOperator<JsonRow> change) {
    return then(row -> row.replace(change.apply(row.row())));
  }

  /** This map, and another one after it. */
  public RowMap then(RowMap other) {
    List<Step> all = new ArrayList<>(steps);
    all.addAll(other.steps);
    return new RowMap(all);
  }

  /** Whether this is the map that leaves every row as it is. */
  public boolean isUnchanged() {
    return steps.isEmpty();
  }

  /** What becomes of a row. */
  public MappedRow apply(JsonRow row) {
    RowInWork work = new RowInWork(row);
    for (Step each : steps) {
      each.apply(work);
      Optional<MappedRow> end = work.end();
      if (end.isPresent()) {
        return end.get();
      }
    }
    return work.result();
  }

  private RowMap then(Step step) {
    List<Step> more = new ArrayList<>(steps);
    more.add(step);
    return new RowMap(more);
  }

  private static List<JsonKey> path(String field) {
    return steps(field).stream().map(JsonKey::of).toList();
  }

  private static List<String> steps(String field) {
    return field.startsWith("/") ? Pointers.keys(field) : List.of(field);
  }

  private static String name(String field) {
    List<String> steps = steps(field);
    if (steps.size() > 1) {
      throw new IllegalArgumentException(
          "\"" + field + "\" lies within a field: name a field of the row itself here");
    }
    return steps.get(0);
  }
}
