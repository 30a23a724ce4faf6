package dev.leat.declarative.template.run;

import dev.leat.declarative.template.value.Undefined;
import java.util.HashMap;
import java.util.Map;

/** A scope at run time: the names that are set in it. Used by one thread. */
final class Frame {

  private final Evaluation evaluation;
  private final Frame around;
  private final Map<String, CompiledTemplate.BlockBody> blocks;
  private Map<String, Object> names;

  Frame(Evaluation evaluation, Map<String, CompiledTemplate.BlockBody> blocks) {
    this(evaluation, null, blocks);
  }

  private Frame(
      Evaluation evaluation, Frame around, Map<String, CompiledTemplate.BlockBody> blocks) {
    this.evaluation = evaluation;
    this.around = around;
    this.blocks = blocks;
  }

  Evaluation evaluation() {
    return evaluation;
  }

  Frame inner() {
    return new Frame(evaluation, this, blocks);
  }

  Map<String, CompiledTemplate.BlockBody> blocks() {
    return blocks;
  }

  void set(String name, Object value) {
    if (names == null) {
      names = new HashMap<>();
    }
    names.put(name, value);
  }

  Object value(String name) {
    for (Frame frame = this; frame != null; frame = frame.around) {
      if (frame.names != null) {
        Object value = frame.names.get(name);
        if (value != null || frame.names.containsKey(name)) {
          return value;
        }
      }
    }
    Object value = evaluation.context().get(name);
    if (value != null || evaluation.context().containsKey(name)) {
      return value;
    }
    Object global = evaluation.library().global(name);
    return global == null ? Undefined.name(name) : global;
  }
}
