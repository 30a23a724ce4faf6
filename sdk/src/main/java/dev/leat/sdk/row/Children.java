package dev.leat.sdk.row;

import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.internal.json.JsonEdit;
import dev.leat.sdk.internal.json.JsonKey;
import dev.leat.sdk.internal.json.JsonObjects;
import dev.leat.sdk.internal.json.JsonPaths;
import dev.leat.sdk.internal.json.Pointers;
import dev.leat.sdk.schema.TableName;
import java.util.ArrayList;
import java.util.List;

/**
 * How records within a row become rows of another table. Immutable.
 *
 * <p>A row without such records, or with null in their place, has no children. A record that is not
 * an object is set aside with the reason, and so is a parent in which two keys of one name lead to
 * the records. Children that are no longer in their parent's list are not deleted, and those of a
 * parent that is deleted are not either.
 */
public final class Children {

  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private final TableName table;
  private final RowsAt place;
  private final List<FromParent> fromParent;
  private final RowMap map;
  private final Left left;

  /** What becomes of the records in the parent. */
  enum Left {
    KEPT,
    CLEARED
  }

  private record FromParent(JsonKey column, String field) {}

  private Children(
      TableName table, RowsAt place, List<FromParent> fromParent, RowMap map, Left left) {
    this.table = table;
    this.place = place;
    this.fromParent = List.copyOf(fromParent);
    this.map = map;
    this.left = left;
  }

  /**
   * Rows of a table from the elements of an array.
   *
   * @param pointer where the array stands in the parent, such as {@code /items}
   * @throws IllegalArgumentException as {@link TableName} and {@link RowsAt#of} do
   */
  public static Children of(String table, String pointer) {
    return of(new TableName(table), RowsAt.of(pointer));
  }

  /** Rows of a table from the records at a place in the parent; all that a place says holds. */
  public static Children of(TableName table, RowsAt place) {
    return new Children(table, place.orNothing(), List.of(), RowMap.unchanged(), Left.KEPT);
  }

  /**
   * The same, and each child gets a column with a value of its parent, as the steps before this one
   * have left that; null if the parent has no such field. A field of that name that the child
   * itself has is replaced.
   *
   * @param field a name, or a JSON pointer if it starts with a slash
   */
  public Children with(String column, String field) {
    List<FromParent> more = new ArrayList<>(fromParent);
    more.add(new FromParent(JsonKey.of(column), field));
    return new Children(table, place, more, map, left);
  }

  /** The same, each child row mapped in turn, after it got its parent's columns. */
  public Children mapped(RowMap each) {
    return new Children(table, place, fromParent, each, left);
  }

  /** The same, and the parent row no longer has the list. */
  public Children clearedFromParent() {
    return new Children(table, place, fromParent, map, Left.CLEARED);
  }

  /** The table of the children. */
  public TableName table() {
    return table;
  }

  List<MappedRow.Child> of(JsonRow parent) {
    Records records;
    try {
      records = new RecordFinder(parent.bytes(), place).findWithin(parent);
    } catch (SourceDataException twoOfOneName) {
      MappedRow aside = new MappedRow.SetAside(parent.json(), twoOfOneName.getMessage());
      return List.of(new MappedRow.Child(table, aside));
    }
    List<MappedRow.Child> children = new ArrayList<>();
    for (JsonRow each : records.rows()) {
      children.add(new MappedRow.Child(table, map.apply(withParent(each, parent))));
    }
    for (Records.Odd each : records.odd()) {
      MappedRow odd = new MappedRow.SetAside(each.text(), each.reason());
      children.add(new MappedRow.Child(table, odd));
    }
    return children;
  }

  /** The steps to what is taken from the parent; empty if nothing is. */
  List<String> cleared() {
    if (left == Left.KEPT) {
      return List.of();
    }
    List<String> steps = Pointers.keys(place.pointer());
    int last = steps.size() - 1;
    return last > 0 && steps.get(last).equals(JsonPaths.EACH) ? steps.subList(0, last) : steps;
  }

  private JsonRow withParent(JsonRow child, JsonRow parent) {
    if (fromParent.isEmpty()) {
      return child;
    }
    JsonEdit edit = JsonEdit.of(child.bytes(), child.offset());
    for (FromParent each : fromParent) {
      int value = JsonObjects.field(parent.bytes(), parent.offset(), each.field());
      edit.put(each.column(), value < 0 ? NULL : JsonObjects.copy(parent.bytes(), value));
    }
    return JsonRow.whole(edit.bytes());
  }
}
