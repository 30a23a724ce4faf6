package dev.leat.declarative.airbyte;

import dev.leat.declarative.model.Expression;
import dev.leat.declarative.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what becomes of a row. Stateless. */
final class StepsReader {

  private StepsReader() {}

  static List<Step> of(Component stream) {
    List<Step> steps = new ArrayList<>();
    for (Component each : stream.children("transformations")) {
      steps.add(step(each));
    }
    return steps;
  }

  private static Step step(Component change) {
    Optional<Expression> condition =
        change.find("condition").filter(each -> !each.text().isBlank());
    return switch (change.type()) {
      case "AddFields" -> new Step.Add(fields(change), condition);
      case "RemoveFields" -> new Step.Remove(change.paths("field_pointers"), condition);
      case "KeysToLower" -> new Step.LowerNames();
      case "KeysToSnakeCase" -> new Step.SnakeNames();
      case "KeysReplace" ->
          new Step.ReplaceInNames(change.expression("old"), change.expression("new"));
      case "FlattenFields" ->
          new Step.Flatten(!change.has("flatten_lists") || change.flag("flatten_lists"));
      default -> lift(change);
    };
  }

  private static List<Step.Field> fields(Component change) {
    List<Step.Field> fields = new ArrayList<>();
    for (Component each : change.children("fields")) {
      fields.add(
          new Step.Field(
              each.expressions("path"),
              each.expression("value"),
              Optional.of(each.node().text("value_type")).filter(type -> !type.isEmpty())));
    }
    return fields;
  }

  private static Step lift(Component change) {
    Optional<Component> names = change.child("key_transformation");
    return new Step.Lift(
        change.expressions("field_path"),
        change.flag("delete_origin_value"),
        change.flag("replace_record"),
        names.flatMap(each -> each.find("prefix")),
        names.flatMap(each -> each.find("suffix")));
  }
}
