package dev.leat.sdk.row;

import dev.leat.sdk.internal.json.JsonKey;
import dev.leat.sdk.internal.json.Pointers;
import java.util.List;
import java.util.Optional;

/**
 * Where the rows of an answer stand: a JSON pointer (RFC 6901) whose steps may be wildcards.
 *
 * <table>
 *   <caption>What is taken for rows</caption>
 *   <tr><td>{@code /data}</td><td>the elements of the array there</td></tr>
 *   <tr><td>the empty text</td><td>the elements of the array that is the whole answer</td></tr>
 *   <tr><td>{@code /data/*}</td><td>the values of the object, or of the array, there</td></tr>
 *   <tr><td>{@code /data/*}{@code /items}</td><td>the elements of several arrays, one after the
 *       other</td></tr>
 *   <tr><td>{@code /data/0/items}</td><td>the elements of an array in the first element</td></tr>
 * </table>
 *
 * <p>Rows keep the order of the answer. Immutable.
 */
public final class RowsAt {

  static final String EACH = "*";

  private final String pointer;
  private final List<String> steps;
  private final Absence absence;
  private final Lone lone;
  private final Optional<JsonKey> keyColumn;
  private final Optional<JsonKey> valueColumn;

  /** What it means if nothing stands at the place. */
  enum Absence {
    ERROR,
    NO_ROWS
  }

  /** What it means if an object stands where an array was meant. */
  enum Lone {
    ERROR,
    ROW
  }

  private RowsAt(
      String pointer,
      Absence absence,
      Lone lone,
      Optional<JsonKey> keyColumn,
      Optional<JsonKey> valueColumn) {
    this.pointer = pointer;
    this.steps = List.copyOf(Pointers.keys(pointer));
    this.absence = absence;
    this.lone = lone;
    this.keyColumn = keyColumn;
    this.valueColumn = valueColumn;
  }

  /**
   * Rows at this place.
   *
   * @param pointer such as {@code /data}; a step {@code *} stands for each value of an array or
   *     object
   * @throws IllegalArgumentException if it is not a JSON pointer
   */
  public static RowsAt of(String pointer) {
    return new RowsAt(pointer, Absence.ERROR, Lone.ERROR, Optional.empty(), Optional.empty());
  }

  /**
   * The same place, where an object instead of an array is one row: for an answer that is one
   * record, and for sources that send a list of one as that one. An object without fields is none.
   */
  public RowsAt orObject() {
    return new RowsAt(pointer, absence, Lone.ROW, keyColumn, valueColumn);
  }

  /**
   * The same place, where nothing counts as an empty array: for sources that leave out an empty
   * list. Without it an answer that has nothing at the place is an error, because a wrong path and
   * an error in place of an answer look the same.
   */
  public RowsAt orNothing() {
    return new RowsAt(pointer, Absence.NO_ROWS, lone, keyColumn, valueColumn);
  }

  /**
   * The same place; each row gets a column, at its end, with the key under which it stands: the one
   * that the last wildcard stands for. In an array that is the number of the element, from 0. A
   * field of that name that the source itself sends is replaced.
   *
   * @throws IllegalArgumentException if the pointer has no wildcard
   */
  public RowsAt keyAs(String column) {
    if (!hasWildcard()) {
      throw new IllegalArgumentException(
          "\"" + pointer + "\" has no wildcard whose key could be a column: say " + pointer + "/*");
    }
    return new RowsAt(pointer, absence, lone, Optional.of(JsonKey.of(column)), valueColumn);
  }

  /**
   * The same place; a value that is not an object becomes a row with this one column. For lists of
   * plain values, and with {@link #keyAs} for maps of them, such as rates by currency.
   */
  public RowsAt valueAs(String column) {
    return new RowsAt(pointer, absence, lone, keyColumn, Optional.of(JsonKey.of(column)));
  }

  /** The pointer, wildcards included. */
  public String pointer() {
    return pointer;
  }

  List<String> steps() {
    return steps;
  }

  Absence absence() {
    return absence;
  }

  Lone lone() {
    return lone;
  }

  Optional<JsonKey> keyColumn() {
    return keyColumn;
  }

  Optional<JsonKey> valueColumn() {
    return valueColumn;
  }

  /** Whether one array holds the rows, as they are. */
  boolean isPlain() {
    return !hasWildcard() && valueColumn.isEmpty();
  }

  private boolean hasWildcard() {
    return steps.contains(EACH);
  }

  private List<Object> parts() {
    return List.of(
        pointer, absence, lone, keyColumn.map(JsonKey::name), valueColumn.map(JsonKey::name));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowsAt that && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  /** The pointer. */
  @Override
  public String toString() {
    return pointer;
  }
}
