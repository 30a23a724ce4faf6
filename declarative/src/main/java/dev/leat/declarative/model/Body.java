package dev.leat.declarative.model;

/** What a request carries. */
public sealed interface Body {

  /** Nothing. */
  record None() implements Body {}

  /**
   * A JSON document.
   *
   * @param value null, booleans, numbers, lists, maps by text, and {@link Expression}s in place of
   *     texts and of names
   */
  record Json(Object value) implements Body {}

  /** A form. */
  record Form(Named fields) implements Body {}

  /** Plain text. */
  record Text(Expression text) implements Body {}
}
