package dev.leat.declarative.model;

import java.util.List;
import java.util.Optional;

/**
 * Values by name, in order: parameters, headers, fields of a form.
 *
 * @param entries each name with its value
 * @param whole an expression that gives all of them, instead of entries; empty if there is none
 */
public record Named(List<Entry> entries, Optional<Expression> whole) {

  /** No values. */
  public static final Named NONE = new Named(List.of(), Optional.empty());

  /**
   * One value.
   *
   * @param name may hold expressions
   * @param value may hold expressions
   */
  public record Entry(Expression name, Expression value) {}

  /** Keeps the entries. */
  public Named {
    entries = List.copyOf(entries);
  }
}
