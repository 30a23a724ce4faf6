package dev.leat.declarative.template;

import dev.leat.declarative.template.run.CompiledTemplate;
import dev.leat.declarative.template.run.Evaluation;
import dev.leat.declarative.template.syntax.PlacedException;
import dev.leat.declarative.template.syntax.Tag;
import dev.leat.declarative.template.value.Equality;
import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.Literals;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Templates to the letter of the original, which prints a value and reads the print back. */
final class Rereading {

  private static final Set<String> FALSE_TEXTS =
      Set.of("", "False", "false", "{}", "[]", "()", "0", "0.0");

  private Rereading() {}

  static Object of(
      Templates engine,
      String text,
      Map<String, ?> context,
      Optional<String> fallback,
      Set<LiteralType> accepted) {
    requireCurrent(text);
    try {
      String printed = printed(engine, text, context);
      if (!printed.isEmpty()) {
        return literal(printed, accepted);
      }
    } catch (PlacedException e) {
      if (e.kind() != ErrorKind.UNDEFINED) {
        throw e;
      }
    }
    return fallback.isEmpty() ? null : literal(printed(engine, fallback.get(), context), accepted);
  }

  private static String printed(Templates engine, String text, Map<String, ?> context) {
    CompiledTemplate compiled = engine.compiled(text);
    requireNames(compiled, context, text);
    Evaluation evaluation = engine.evaluation(context);
    try {
      return compiled.print(evaluation);
    } catch (PlacedException e) {
      if (e.kind() == ErrorKind.TYPE) {
        return text;
      }
      throw e;
    }
  }

  private static Object literal(String printed, Set<LiteralType> accepted) {
    Object value = Literals.read(printed);
    boolean kept =
        value != Literals.NONE
            && (accepted.isEmpty() || accepted.stream().anyMatch(each -> each.accepts(value)));
    return kept ? value : printed;
  }

  static void requireCurrent(String text) {
    if (text.contains("stream_state")) {
      throw new PlacedException(
          ErrorKind.RETIRED_NAME,
          "stream_state is no longer a name of manifests: use stream_interval",
          new Tag(1, text));
    }
  }

  /** Every name must stand for something, in branches that do not run too. */
  static void requireNames(CompiledTemplate compiled, Map<String, ?> context, String text) {
    for (String each : compiled.names()) {
      if (!context.containsKey(each)) {
        Set<String> missing = new TreeSet<>(compiled.names());
        missing.removeAll(context.keySet());
        throw new PlacedException(
            ErrorKind.UNKNOWN_NAME,
            String.join(", ", missing)
                + (missing.size() == 1 ? " is not a name here" : " are not names here")
                + "; the names are "
                + String.join(", ", new TreeSet<>(context.keySet())),
            new Tag(1, text));
      }
    }
  }

  static boolean isFalse(Object value) {
    String text = Text.of(value);
    if (text != null) {
      return FALSE_TEXTS.contains(text);
    }
    return value == null
        || Equality.same(value, false)
        || Equality.same(value, Map.of())
        || Equality.same(value, List.of())
        || Equality.same(value, Tuple.of())
        || Equality.same(value, Set.of());
  }
}
