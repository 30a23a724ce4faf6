package dev.leat.declarative.airbyte;

import dev.leat.declarative.document.Mark;
import dev.leat.declarative.document.Node;
import dev.leat.declarative.document.Problem;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether each component holds what it may; finds all that is wrong, not only the first. */
final class Validation {

  private static final int MAX_PROBLEMS = 200;

  private final List<Problem> problems = new ArrayList<>();

  private Validation() {}

  /** All that is wrong with a manifest whose references and parameters are resolved. */
  static List<Problem> of(Node.Mapping manifest) {
    Validation validation = new Validation();
    validation.fields(manifest, Components.ALL.shape("Manifest"), "", "the manifest");
    if (!manifest.has("streams") && !manifest.has("dynamic_streams")) {
      validation.error(
          manifest.mark(), "", "the manifest has no streams: add streams or dynamic_streams");
    }
    return validation.problems;
  }

  private void fields(
      Node.Mapping mapping, FieldType.ComponentShape shape, String path, String owner) {
    shape
        .fields()
        .forEach(
            (name, field) -> {
              if (field.required() && !mapping.has(name)) {
                error(
                    mapping.mark(),
                    path,
                    owner + " needs " + name + ": add it (" + field.type().describe() + ")");
              }
            });
    for (Map.Entry<String, Node.Field> each : mapping.fields().entrySet()) {
      FieldType.Required field = shape.fields().get(each.getKey());
      String at = path.isEmpty() ? each.getKey() : path + "." + each.getKey();
      if (field == null) {
        unknown(each.getKey(), each.getValue(), shape, at, owner);
      } else {
        value(each.getValue().value(), field.type(), at);
        atLeast(each.getValue().value(), field.atLeast(), at);
      }
    }
  }

  private void unknown(
      String name, Node.Field field, FieldType.ComponentShape shape, String at, String owner) {
    boolean expected = name.equals("type") || name.equals(Propagation.PARAMETERS);
    if (field.inherited() || (expected && !shape.closed()) || shape.isCustom()) {
      return;
    }
    String hint = Nearest.hint(name, shape.fields().keySet());
    if (shape.closed()) {
      error(
          field.key(),
          at,
          owner
              + " has no field "
              + name
              + hint
              + (hint.isEmpty() ? "; it has " + String.join(", ", shape.fields().keySet()) : ""));
    } else {
      warning(field.key(), at, owner + " has no field " + name + ": it is ignored" + hint);
    }
  }

  private void atLeast(Node value, int least, String at) {
    boolean few = value instanceof Node.Sequence items && items.items().size() < least;
    boolean small =
        value instanceof Node.Scalar scalar
            && scalar.value() instanceof Number number
            && number.doubleValue() < least
            && least > 0;
    if (few) {
      error(value.mark(), at, "must have at least " + least + " items");
    } else if (small) {
      error(value.mark(), at, "must be at least " + least);
    }
  }

  private void value(Node value, FieldType type, String at) {
    if (problems.size() >= MAX_PROBLEMS) {
      return;
    }
    FieldType option = chosen(value, type);
    if (option == null) {
      mismatch(value, type, at);
    } else if (option instanceof FieldType.Several several) {
      List<Node> items = ((Node.Sequence) value).items();
      for (int i = 0; i < items.size(); i++) {
        value(items.get(i), several.item(), at + "." + i);
      }
    } else if (option instanceof FieldType.Named named) {
      ((Node.Mapping) value)
          .fields()
          .forEach((name, field) -> value(field.value(), named.value(), at + "." + name));
    } else if (option instanceof FieldType.Inline inline) {
      fields((Node.Mapping) value, inline.shape(), at, lastOf(at));
    } else if (option instanceof FieldType.Component component) {
      fields((Node.Mapping) value, Components.ALL.shape(component.name()), at, component.name());
    }
  }

  private static String lastOf(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** The option that the value is meant to be; null if it fits none. */
  private static FieldType chosen(Node value, FieldType type) {
    if (type instanceof FieldType.Either either) {
      FieldType fallback = null;
      for (FieldType each : either.options()) {
        FieldType option = chosen(value, each);
        if (option instanceof FieldType.Several several && !holdsOnly(value, several.item())) {
          fallback = fallback == null ? option : fallback;
          continue;
        }
        boolean typeless =
            option instanceof FieldType.Component && ((Node.Mapping) value).text("type").isEmpty();
        if (option != null && !typeless) {
          return option;
        }
        fallback = fallback == null ? option : fallback;
      }
      return fallback;
    }
    if (type instanceof FieldType.Component component) {
      FieldType named = Components.ALL.named(component.name());
      if (named != null) {
        return chosen(value, named);
      }
      return value instanceof Node.Mapping mapping && isOf(mapping, component.name()) ? type : null;
    }
    return fits(value, type) ? type : null;
  }

  private static boolean holdsOnly(Node list, FieldType item) {
    return ((Node.Sequence) list)
        .items().stream()
            .allMatch(
                each ->
                    chosen(each, item) != null
                        && (!(item instanceof FieldType.Several inner)
                            || holdsOnly(each, inner.item())));
  }

  /** A component says its type, or has none to say. */
  private static boolean isOf(Node.Mapping mapping, String name) {
    FieldType.Required type = Components.ALL.shape(name).fields().get("type");
    if (type == null) {
      return true;
    }
    Node said = mapping.value("type");
    if (said == null) {
      return !type.required();
    }
    return said instanceof Node.Scalar scalar
        && type.type() instanceof FieldType.Word word
        && word.words().contains(scalar.value());
  }

  private static boolean fits(Node value, FieldType type) {
    if (type instanceof FieldType.Several) {
      return value instanceof Node.Sequence;
    }
    if (type instanceof FieldType.Named || type instanceof FieldType.Inline) {
      return value instanceof Node.Mapping;
    }
    Object plain = value instanceof Node.Scalar scalar ? scalar.value() : value;
    if (type instanceof FieldType.Word word) {
      return word.words().contains(plain);
    }
    return switch (((FieldType.Plain) type).name()) {
      case "string" -> plain instanceof String;
      case "boolean" -> plain instanceof Boolean;
      case "integer" -> isWhole(plain);
      case "number" -> plain instanceof Number;
      case "null" -> plain == null;
      case "object" -> value instanceof Node.Mapping;
      case "array" -> value instanceof Node.Sequence;
      default -> true;
    };
  }

  private static boolean isWhole(Object value) {
    return value instanceof Long
        || value instanceof BigInteger
        || (value instanceof Double number && Math.rint(number) == number);
  }

  private void mismatch(Node value, FieldType type, String at) {
    List<FieldType> options =
        type instanceof FieldType.Either either ? either.options() : List.of(type);
    Set<String> components = new TreeSet<>();
    options.forEach(
        each -> {
          FieldType item = each instanceof FieldType.Several several ? several.item() : each;
          if (item instanceof FieldType.Component component) {
            components.add(component.name());
          }
        });
    if (value instanceof Node.Mapping mapping && !components.isEmpty()) {
      component(mapping, components, at);
      return;
    }
    boolean quotable =
        value instanceof Node.Scalar scalar
            && scalar.value() != null
            && !(scalar.value() instanceof String)
            && options.stream().anyMatch(new FieldType.Plain("string")::equals);
    String found =
        value instanceof Node.Scalar scalar && scalar.value() instanceof String
            ? "\"" + shortened((String) scalar.value()) + "\""
            : value.typeName();
    error(
        value.mark(),
        at,
        lastOf(at)
            + " must be "
            + type.describe()
            + ", not "
            + found
            + (quotable ? ": put it in quotes" : hint(value, options)));
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }

  private static String hint(Node value, List<FieldType> options) {
    if (value instanceof Node.Scalar scalar && scalar.value() instanceof String text) {
      for (FieldType each : options) {
        if (each instanceof FieldType.Word word) {
          return Nearest.hint(text, word.words());
        }
      }
    }
    return "";
  }

  private void component(Node.Mapping mapping, Set<String> expected, String at) {
    Node said = mapping.value("type");
    String types = String.join(", ", expected);
    if (said == null) {
      error(mapping.mark(), at, "the component does not say its type: add type, one of " + types);
      return;
    }
    String type = said instanceof Node.Scalar scalar ? String.valueOf(scalar.value()) : "";
    boolean known = Components.ALL.types().contains(type);
    String hint = Nearest.hint(type, known ? Set.of() : expected);
    error(
        said.mark(),
        at,
        (known ? "a " + type + " cannot stand here" : "there is no component " + type)
            + (hint.isEmpty() ? "; expected is " + types : hint));
  }

  private void error(Mark mark, String path, String message) {
    add(Problem.error(mark, path, message));
  }

  private void warning(Mark mark, String path, String message) {
    add(Problem.warning(mark, path, message));
  }

  private void add(Problem problem) {
    if (problems.size() < MAX_PROBLEMS && !problems.contains(problem)) {
      problems.add(problem);
    }
  }
}
