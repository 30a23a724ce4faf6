package dev.leat.testkit.simulation;

import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.walk.Walk;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is driven through histories, and what it promises. Immutable.
 *
 * @param table the table that it reads; key {@code id}, versioned by {@code updatedAt}
 * @param walk how it reads a source, by what that source is like
 * @param capture which changes it promises to bring
 * @param claims which versions a cursor claims, so that no later sync need read them
 * @param mostState the longest that a state ever is, as JSON, however many rows there are
 */
public record Subject(
    Table table,
    Function<SimulatedSource, Walk> walk,
    Capture capture,
    Function<Cursor, Predicate<Version>> claims,
    int mostState) {

  /** What a strategy brings. */
  public enum Capture {
    /** New rows, as they were once. */
    INSERTS,
    /** New rows and their changes. */
    INSERTS_AND_UPDATES,
    /** All that the source has and nothing else, in a table that is replaced. */
    EVERYTHING
  }
}
