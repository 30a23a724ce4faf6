package dev.leat.declarative.model;

import java.util.List;
import java.util.Optional;

/** The parts in which a stream is read. */
public sealed interface Parts {

  /**
   * One for each of these values.
   *
   * @param values texts, or one expression that gives a list
   * @param field what expressions call it
   * @param at where it goes in a request
   */
  record Values(List<Expression> values, boolean isList, Expression field, Optional<Placement> at)
      implements Parts {}

  /** One for each row of other streams, one after the other. */
  record OfParents(List<Parent> parents) implements Parts {

    /** Keeps the parents. */
    public OfParents {
      parents = List.copyOf(parents);
    }
  }

  /**
   * A stream whose rows name parts.
   *
   * @param key the field of its rows, steps separated by slashes or dots
   * @param field what expressions call it
   * @param at where it goes in a request
   * @param extra further fields that expressions can ask for, the steps to each
   */
  record Parent(
      Stream stream,
      Expression key,
      Expression field,
      Optional<Placement> at,
      List<List<Expression>> extra) {}

  /**
   * Several parts as one, whose values are lists.
   *
   * @param distinct whether a part that comes again is left out
   */
  record Groups(Parts inner, int size, boolean distinct) implements Parts {}
}
