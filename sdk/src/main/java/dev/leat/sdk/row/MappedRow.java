package dev.leat.sdk.row;

import dev.leat.sdk.schema.TableName;
import java.util.List;

/** What a {@link RowMap} has made of one row. Immutable. */
public sealed interface MappedRow {

  /**
   * Calls the case of this outcome: a new kind of outcome breaks the build of what does not know
   * it.
   *
   * @return what the case returns
   */
  <R, X extends Exception> R match(Cases<R, X> cases) throws X;

  /** One method for each outcome. */
  interface Cases<R, X extends Exception> {

    R sent(Sent sent) throws X;

    R deleted(Deleted deleted) throws X;

    R dropped(Dropped dropped) throws X;

    R setAside(SetAside setAside) throws X;
  }

  /**
   * The row is to be stored.
   *
   * @param row the very object that was given if nothing has changed it
   * @param children rows of other tables, to be stored after it, in the order of their maps; empty
   *     if there are none
   */
  record Sent(JsonRow row, List<Child> children) implements MappedRow {

    public Sent {
      children = List.copyOf(children);
    }

    @Override
    public <R, X extends Exception> R match(Cases<R, X> cases) throws X {
      return cases.sent(this);
    }
  }

  /**
   * The row that has this row's key is gone.
   *
   * @param row as far as it was mapped, with all of its fields; see {@link JsonRow#only}
   */
  record Deleted(JsonRow row) implements MappedRow {
    @Override
    public <R, X extends Exception> R match(Cases<R, X> cases) throws X {
      return cases.deleted(this);
    }
  }

  /** The row is not wanted. */
  record Dropped() implements MappedRow {
    @Override
    public <R, X extends Exception> R match(Cases<R, X> cases) throws X {
      return cases.dropped(this);
    }
  }

  /**
   * The row, or what should have been one, cannot be stored without losing something.
   *
   * @param text its JSON, as the source has spelled it
   * @param reason why
   */
  record SetAside(String text, String reason) implements MappedRow {
    @Override
    public <R, X extends Exception> R match(Cases<R, X> cases) throws X {
      return cases.setAside(this);
    }
  }

  /**
   * An outcome for another table.
   *
   * @param table where its row belongs
   * @param row what became of it
   */
  record Child(TableName table, MappedRow row) {}
}
