package dev.leat.declarative.template.syntax;

import java.util.List;

/** A statement of a template, text included. */
public sealed interface Statement {

  /** Where it stands. */
  Tag tag();

  /** Text that is printed as it is. */
  record Data(String text, Tag tag) implements Statement {}

  /** An expression whose value is printed. */
  record Print(Expression value, Tag tag) implements Statement {}

  /**
   * A loop.
   *
   * @param test which items count; null for all
   * @param recursive whether {@code loop(...)} runs it again
   */
  record For(
      Expression target,
      Expression items,
      Expression test,
      boolean recursive,
      List<Statement> body,
      List<Statement> otherwise,
      Tag tag)
      implements Statement {}

  /** Tests in order, each with what follows if it holds; then what follows if none does. */
  record If(
      List<Expression> tests, List<List<Statement>> bodies, List<Statement> otherwise, Tag tag)
      implements Statement {}

  /** {@code set target = value}. */
  record Set(Expression target, Expression value, Tag tag) implements Statement {}

  /** {@code set target}, the text up to {@code endset}; the filter may be null. */
  record SetBlock(Expression target, Expression filter, List<Statement> body, Tag tag)
      implements Statement {}

  /** Names that hold within a block only. */
  record With(List<Expression> targets, List<Expression> values, List<Statement> body, Tag tag)
      implements Statement {}

  /** A function of the template; the last parameters have defaults. */
  record Macro(
      String name,
      List<String> parameters,
      List<Expression> defaults,
      List<Statement> body,
      Tag tag)
      implements Statement {}

  /** A call that hands a block over as {@code caller}. */
  record CallBlock(Expression.Call call, Macro caller, Tag tag) implements Statement {}

  /** A block whose text goes through a filter. */
  record FilterBlock(Expression filter, List<Statement> body, Tag tag) implements Statement {}

  /** A named part. */
  record Block(String name, List<Statement> body, Tag tag) implements Statement {}

  /** A block with names of its own; what it escapes is its condition. */
  record Autoescape(Expression condition, List<Statement> body, Tag tag) implements Statement {}

  /** A statement that asks for another template: there is none. */
  record Load(Expression what, List<String> names, Tag tag) implements Statement {}
}
