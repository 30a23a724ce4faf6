package dev.leat.declarative.compile;

import dev.leat.declarative.model.Body;
import dev.leat.declarative.model.Call;
import dev.leat.declarative.model.Expression;
import dev.leat.declarative.model.Named;
import dev.leat.declarative.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The expressions of a part of a model. Stateless. */
final class Expressions {

  private Expressions() {}

  /** Those of a request. */
  static List<Expression> of(Call call) {
    List<Expression> all = new ArrayList<>(List.of(call.base(), call.path()));
    add(call.query(), all);
    add(call.headers(), all);
    if (call.body() instanceof Body.Json json) {
      add(json.value(), all);
    } else if (call.body() instanceof Body.Form form) {
      add(form.fields(), all);
    } else if (call.body() instanceof Body.Text text) {
      all.add(text.text());
    }
    return all;
  }

  /** Those of changes to rows. */
  static List<Expression> of(List<Step> steps) {
    List<Expression> all = new ArrayList<>();
    for (Step step : steps) {
      if (step instanceof Step.KeepIf keep) {
        all.add(keep.condition());
      } else if (step instanceof Step.Add add) {
        add.condition().ifPresent(all::add);
        add.fields().forEach(field -> all.add(field.value()));
      } else if (step instanceof Step.Remove remove) {
        remove.condition().ifPresent(all::add);
      } else if (step instanceof Step.ReplaceInNames replace) {
        all.add(replace.old());
        all.add(replace.replacement());
      }
    }
    return all;
  }

  private static void add(Named named, List<Expression> all) {
    named.whole().ifPresent(all::add);
    named.entries().forEach(each -> all.addAll(List.of(each.name(), each.value())));
  }

  private static void add(Object written, List<Expression> all) {
    if (written instanceof Expression expression) {
      all.add(expression);
    } else if (written instanceof Map<?, ?> map) {
      map.forEach(
          (name, value) -> {
            add(name, all);
            add(value, all);
          });
    } else if (written instanceof List<?> list) {
      list.forEach(each -> add(each, all));
    }
  }
}
