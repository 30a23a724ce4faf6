package dev.leat.declarative.template.run;

import dev.leat.declarative.template.syntax.Expression;
import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.Iteration;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.ValueException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The arguments of a call, ready to run. */
final class CallCode {

  private final List<Code> positional;
  private final List<String> names;
  private final List<Code> named;
  private final Code star;
  private final Code starStar;

  CallCode(ExpressionCompiler compiler, Expression.CallArguments arguments, boolean soft) {
    positional = compiler.all(arguments.positional(), soft);
    names = arguments.names();
    named = compiler.all(arguments.named(), soft);
    star = arguments.star() == null ? null : compiler.compile(arguments.star(), soft);
    starStar = arguments.starStar() == null ? null : compiler.compile(arguments.starStar(), soft);
  }

  Arguments arguments(Frame frame) {
    return filled(new ArrayList<>(positional.size()), frame);
  }

  /** The same with a value before them, as filters and tests take it. */
  Arguments after(Object first, Frame frame) {
    List<Object> values = new ArrayList<>(positional.size() + 1);
    values.add(first);
    return filled(values, frame);
  }

  private Arguments filled(List<Object> values, Frame frame) {
    for (Code each : positional) {
      values.add(each.run(frame));
    }
    if (names.isEmpty() && star == null && starStar == null) {
      return new Arguments(values, Map.of(), frame.evaluation());
    }
    Map<String, Object> byName = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      byName.put(names.get(i), named.get(i).run(frame));
    }
    if (star != null) {
      values.addAll(Iteration.list(star.run(frame), frame.evaluation().budget()));
    }
    if (starStar != null) {
      spread(starStar.run(frame), byName);
    }
    return new Arguments(values, byName, frame.evaluation());
  }

  private static void spread(Object more, Map<String, Object> byName) {
    if (!(more instanceof Map<?, ?> map)) {
      throw ValueException.type("argument after ** must be a mapping");
    }
    map.forEach(
        (key, value) -> {
          String name = Text.of(key);
          if (name == null || byName.containsKey(name)) {
            throw ValueException.type("keywords must be strings, each given once");
          }
          byName.put(name, value);
        });
  }
}
