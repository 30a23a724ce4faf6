package dev.leat.declarative.compile;

import dev.leat.declarative.model.Placement;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts values into requests. Stateless. */
final class Places {

  private Places() {}

  /** Where a placement is in a request. */
  static Slot slot(Placement placement, Map<String, Object> names) {
    List<String> steps = placement.name().stream().map(each -> each.print(names)).toList();
    return switch (placement.part()) {
      case HEADER -> Slot.header(steps.get(0));
      case FORM -> Slot.form(steps.get(0));
      case JSON -> Slot.json(pointer(steps));
      default -> Slot.query(steps.get(0));
    };
  }

  static String pointer(List<String> steps) {
    return steps.stream()
        .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
        .collect(Collectors.joining());
  }

  /** The request with this value in that place; in JSON, with its own type. */
  static Request put(
      Request request, Placement placement, Object value, Map<String, Object> names) {
    if (placement.part() == Placement.Part.JSON && !(value instanceof String)) {
      List<String> steps = placement.name().stream().map(each -> each.print(names)).toList();
      return request.json(Documents.with(request.bodyText().orElse("{}"), steps, value));
    }
    return slot(placement, names).put(request, Values.text(value));
  }
}
