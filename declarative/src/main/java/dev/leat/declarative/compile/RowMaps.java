package dev.leat.declarative.compile;

import dev.leat.declarative.model.Expression;
import dev.leat.declarative.model.Step;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.RowMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Makes row maps. Thread-safe. */
final class RowMaps {

  private final Settings settings;

  RowMaps(Settings settings) {
    this.settings = settings;
  }

  /** What becomes of the rows of a slice. */
  RowMap of(List<Step> steps, Slice slice) {
    Map<String, Object> names = settings.names(slice);
    names.put("next_page_token", null);
    RowMap map = RowMap.unchanged();
    for (Step step : steps) {
      map = with(map, step, names);
    }
    return map;
  }

  /** The same without the rows being dropped, for looking at their fields. */
  RowMap ofAll(List<Step> steps, Slice slice) {
    return of(steps.stream().filter(step -> !(step instanceof Step.KeepIf)).toList(), slice);
  }

  private RowMap with(RowMap map, Step step, Map<String, Object> names) {
    if (step instanceof Step.KeepIf keep) {
      return map.keepIf(row -> keep.condition().holds(of(names, row)));
    }
    if (step instanceof Step.Add add) {
      return adding(map, add, names);
    }
    if (step instanceof Step.Remove remove) {
      return removing(map, remove, names);
    }
    if (step instanceof Step.LowerNames) {
      return map.renameEach(name -> name.toLowerCase(Locale.ROOT));
    }
    if (step instanceof Step.SnakeNames) {
      return changing(map, fields -> Trees.renamed(fields, SnakeCase::of));
    }
    if (step instanceof Step.ReplaceInNames replace) {
      return map.through(row -> replaced(row, replace, names));
    }
    if (step instanceof Step.Flatten flatten) {
      return changing(map, fields -> Flattening.of(fields, flatten.lists()));
    }
    return changing(map, fields -> Lifting.of(fields, (Step.Lift) step, settings));
  }

  private static RowMap changing(RowMap map, UnaryOperator<Map<String, Object>> change) {
    return map.through(row -> Values.row(change.apply(Values.exactFields(row))));
  }

  private static JsonRow replaced(
      JsonRow row, Step.ReplaceInNames replace, Map<String, Object> names) {
    Map<String, Object> known = of(names, row);
    String old = replace.old().print(known);
    String replacement = replace.replacement().print(known);
    return Values.row(
        Trees.renamed(Values.exactFields(row), name -> name.replace(old, replacement)));
  }

  private static Map<String, Object> of(Map<String, Object> names, JsonRow row) {
    Map<String, Object> known = new HashMap<>(names);
    known.put("record", Values.fields(row));
    return known;
  }

  private RowMap adding(RowMap map, Step.Add add, Map<String, Object> names) {
    boolean simple =
        add.fields().stream()
            .allMatch(field -> steps(field.path()).stream().noneMatch(Trees::isIndex));
    return simple
        ? map.addEach(row -> added(add, Values.fields(row), names, new LinkedHashMap<>()))
        : map.through(
            row -> {
              Map<String, Object> fields = Values.exactFields(row);
              added(add, fields, names, new LinkedHashMap<>());
              return Values.row(fields);
            });
  }

  /** Adds the fields to the record, so that each sees those before it; what was added. */
  private Map<String, Object> added(
      Step.Add add,
      Map<String, Object> record,
      Map<String, Object> names,
      Map<String, Object> added) {
    Map<String, Object> known = new HashMap<>(names);
    known.put("record", record);
    for (Step.Field field : add.fields()) {
      List<String> path = steps(field.path());
      Object value = Typed.of(field.value().valueOrNull(known), field.type());
      known.put("value", value);
      known.put("path", path);
      if (add.condition().isEmpty() || add.condition().get().holds(known)) {
        Object plain = Values.plain(value);
        Trees.put(record, path, plain);
        added.put(Places.pointer(path), plain);
      }
    }
    return added;
  }

  private RowMap removing(RowMap map, Step.Remove remove, Map<String, Object> names) {
    List<List<String>> paths = remove.paths().stream().map(this::steps).toList();
    boolean simple =
        remove.condition().isEmpty()
            && paths.stream().allMatch(path -> path.stream().noneMatch(RowMaps::isSpecial));
    if (simple) {
      return map.remove(paths.stream().map(Places::pointer).toArray(String[]::new));
    }
    Optional<Expression> condition = remove.condition();
    return map.through(
        row -> {
          Map<String, Object> fields = Values.exactFields(row);
          for (List<String> path : paths) {
            Trees.remove(fields, path, found -> holds(condition, found, names));
          }
          return Values.row(fields);
        });
  }

  private static boolean holds(
      Optional<Expression> condition, Object found, Map<String, Object> names) {
    if (condition.isEmpty()) {
      return true;
    }
    Map<String, Object> known = new HashMap<>(names);
    known.put("property", found);
    return condition.get().holds(known);
  }

  private static boolean isSpecial(String step) {
    return step.contains("*") || step.contains("?") || step.contains("[") || Trees.isIndex(step);
  }

  private List<String> steps(List<Expression> path) {
    return path.stream().map(each -> each.print(settings.names())).toList();
  }
}
