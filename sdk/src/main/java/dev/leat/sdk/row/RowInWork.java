package dev.leat.sdk.row;

import dev.leat.sdk.internal.json.JsonEdit;
import dev.leat.sdk.internal.json.JsonKey;
import dev.leat.sdk.internal.json.JsonObjects;
import dev.leat.sdk.internal.json.JsonPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One row on its way through a map: bytes as long as it is only looked at, members while it is
 * changed. For one thread.
 */
final class RowInWork {

  private final JsonRow source;
  private final List<MappedRow.Child> children = new ArrayList<>();
  private JsonRow row;
  private Optional<JsonEdit> edit = Optional.empty();
  private Fate fate = Fate.SENT;
  private Optional<MappedRow> end = Optional.empty();

  private enum Fate {
    SENT,
    DELETED
  }

  RowInWork(JsonRow source) {
    this.source = source;
    this.row = source;
  }

  /** The row as it is now. */
  JsonRow row() {
    if (edit.isPresent()) {
      row = edit.get().isChanged() ? JsonRow.whole(edit.get().bytes()) : row;
      edit = Optional.empty();
    }
    return row;
  }

  /** The row, to be changed. */
  JsonEdit edit() {
    if (edit.isEmpty()) {
      edit = Optional.of(JsonEdit.of(row.bytes(), row.offset()));
    }
    return edit.get();
  }

  void replace(JsonRow other) {
    row = other;
    edit = Optional.empty();
  }

  /** The JSON of a field's value; empty if the field is absent. */
  Optional<byte[]> value(String field) {
    if (!field.startsWith("/")) {
      return edit().value(field);
    }
    JsonRow now = row();
    int value = JsonObjects.field(now.bytes(), now.offset(), field);
    return value < 0 ? Optional.empty() : Optional.of(JsonObjects.copy(now.bytes(), value));
  }

  void put(String field, List<JsonKey> path, byte[] value) {
    JsonPaths.put(edit(), path, value)
        .ifPresent(
            inTheWay ->
                setAside(
                    "it cannot have \"" + field + "\": \"" + inTheWay + "\" is not an object"));
  }

  void addChildren(List<MappedRow.Child> more) {
    children.addAll(more);
  }

  /** Two fields would have had one name. */
  void clash(Optional<String> name) {
    name.ifPresent(each -> setAside("it would have two fields named \"" + each + "\""));
  }

  void delete() {
    fate = Fate.DELETED;
  }

  void end(MappedRow outcome) {
    end = Optional.of(outcome);
  }

  Optional<MappedRow> end() {
    return end;
  }

  MappedRow result() {
    return switch (fate) {
      case SENT -> new MappedRow.Sent(row(), children);
      case DELETED -> new MappedRow.Deleted(row());
    };
  }

  private void setAside(String reason) {
    end(new MappedRow.SetAside(source.json(), reason));
  }
}
