package dev.leat.declarative.template.run;

import dev.leat.declarative.template.syntax.Expression;
import dev.leat.declarative.template.syntax.Statement;
import dev.leat.declarative.template.value.Iteration;
import dev.leat.declarative.template.value.Truth;
import dev.leat.declarative.template.value.Undefined;
import dev.leat.declarative.template.value.ValueException;
import java.util.ArrayList;
import java.util.List;

/** A loop, ready to run. */
final class LoopCode {

  private final Expression target;
  private final Code test;
  private final boolean recursive;
  private final Step body;
  private final Step otherwise;

  private LoopCode(Expression target, Code test, boolean recursive, Step body, Step otherwise) {
    this.target = target;
    this.test = test;
    this.recursive = recursive;
    this.body = body;
    this.otherwise = otherwise;
  }

  static Step of(
      Statement.For loop,
      boolean soft,
      StatementCompiler statements,
      ExpressionCompiler expressions) {
    Code items = expressions.compile(loop.items(), soft);
    LoopCode code =
        new LoopCode(
            loop.target(),
            loop.test() == null ? null : expressions.compile(loop.test(), false),
            loop.recursive(),
            statements.all(loop.body(), false),
            statements.all(loop.otherwise(), false));
    return (frame, out) -> code.run(items.run(frame), frame, 0, out);
  }

  private void run(Object items, Frame around, int depth, StringBuilder out) {
    List<Object> all = Iteration.list(items, around.evaluation().budget());
    List<Object> kept = test == null ? all : kept(all, around);
    LoopState state =
        new LoopState(
            kept, depth, recursive ? more -> again(more, around, depth) : LoopCode::refuse);
    while (state.advance()) {
      around.evaluation().budget().step();
      Frame inner = around.inner();
      inner.set("loop", state);
      StatementCompiler.assign(target, state.current(), inner);
      body.run(inner, out);
    }
    if (kept.isEmpty()) {
      otherwise.run(around.inner(), out);
    }
  }

  private List<Object> kept(List<Object> all, Frame around) {
    List<Object> kept = new ArrayList<>();
    for (Object each : all) {
      Frame inner = around.inner();
      inner.set("loop", Undefined.name("loop"));
      StatementCompiler.assign(target, each, inner);
      if (Truth.of(test.run(inner))) {
        kept.add(each);
      }
    }
    return kept;
  }

  private Object again(Object items, Frame around, int depth) {
    around.evaluation().budget().enter();
    StringBuilder inner = new StringBuilder();
    run(items, around, depth + 1, inner);
    around.evaluation().budget().leave();
    return inner.toString();
  }

  private static Object refuse(Object items) {
    throw ValueException.type("The loop must have the 'recursive' marker to be called recursively");
  }
}
