package dev.leat.declarative.compile;

import dev.leat.declarative.model.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of a nested object as fields of the row. Stateless. */
final class Lifting {

  private Lifting() {}

  /** If a name is there already, nothing happens, unless the whole row is replaced. */
  static Map<String, Object> of(Map<String, Object> fields, Step.Lift lift, Settings settings) {
    List<String> path = lift.path().stream().map(each -> each.print(settings.names())).toList();
    if (!(Trees.at(fields, path) instanceof Map<?, ?> nested) || nested.isEmpty()) {
      return fields;
    }
    String prefix = lift.prefix().map(settings::text).orElse("");
    String suffix = lift.suffix().map(settings::text).orElse("");
    Map<String, Object> lifted = new LinkedHashMap<>();
    nested.forEach((name, value) -> lifted.put(prefix + name + suffix, value));
    if (lift.replaceRow()) {
      return lifted;
    }
    Set<String> names = fields.keySet();
    if (lifted.keySet().stream().anyMatch(names::contains)) {
      return fields;
    }
    if (lift.deleteOrigin()) {
      Trees.remove(fields, path, found -> true);
    }
    fields.putAll(lifted);
    return fields;
  }
}
