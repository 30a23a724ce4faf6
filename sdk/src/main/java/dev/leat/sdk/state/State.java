package dev.leat.sdk.state;

import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.schema.TableName;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a pipeline stopped: one cursor a table, and whose state it is. Immutable. Equal if owner
 * and cursors are.
 *
 * <p>As JSON: {@code
 * {"format":1,"connector":"keyset","fingerprint":"9f...","tables":{"user":{...}},"checksum":"..."}}.
 */
public final class State {

  /** The newest format that this version reads, and the one that it writes. */
  public static final int FORMAT = 1;

  private final StateOwner owner;
  private final Map<TableName, Cursor> cursors;

  private State(StateOwner owner, Map<TableName, Cursor> cursors) {
    this.owner = owner;
    this.cursors = Collections.unmodifiableMap(cursors);
  }

  /** The state before a first sync. */
  public static State empty(StateOwner owner) {
    return new State(owner, new TreeMap<>());
  }

  /**
   * Reads what {@link #json} writes.
   *
   * @param expected whose state it must be
   * @throws ConfigurationException if the text is corrupt (its checksum proves that it is not), of
   *     a newer format, or another owner's; the message says the way out. A full sync is never
   *     started in silence
   */
  public static State parse(String json, StateOwner expected) {
    StateDocument document = StateDocument.parse(json, expected);
    document.requireProof();
    return new State(expected, document.cursors());
  }

  /**
   * Reads a state that somebody wrote by hand, or a program that knows only its cursors: {@code
   * {"tables":{"user":{...}}}} will do. What else {@link #json} would write may be left out, and is
   * checked if it is there.
   *
   * @param expected whose state it becomes
   * @throws ConfigurationException if what is there is wrong; the message says the way out
   */
  public static State parseUnchecked(String json, StateOwner expected) {
    return new State(expected, StateDocument.parse(json, expected).cursors());
  }

  /** Whose state this is. */
  public StateOwner owner() {
    return owner;
  }

  /** Where the sync of a table stopped; empty if it never reached a checkpoint. */
  public Optional<Cursor> cursor(TableName table) {
    return Optional.ofNullable(cursors.get(table));
  }

  /** All cursors by table, in the order of their names; unmodifiable. */
  public Map<TableName, Cursor> cursors() {
    return cursors;
  }

  /** This state with the cursor of a table set. */
  public State with(TableName table, Cursor cursor) {
    Map<TableName, Cursor> more = new TreeMap<>(cursors);
    more.put(table, cursor);
    return new State(owner, more);
  }

  /** This state without the cursor of a table: its next sync starts from the beginning. */
  public State without(TableName table) {
    Map<TableName, Cursor> fewer = new TreeMap<>(cursors);
    fewer.remove(table);
    return new State(owner, fewer);
  }

  /** Whether no table has a cursor. */
  public boolean isEmpty() {
    return cursors.isEmpty();
  }

  /** The state as compact JSON, on one line. */
  public String json() {
    return StateDocument.json(owner, cursors);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof State that && owner.equals(that.owner) && cursors.equals(that.cursors);
  }

  @Override
  public int hashCode() {
    return 31 * owner.hashCode() + cursors.hashCode();
  }

  /** The state as compact JSON. */
  @Override
  public String toString() {
    return json();
  }
}
