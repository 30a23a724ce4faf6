package dev.leat.declarative.airbyte;

import dev.leat.declarative.document.Node;
import dev.leat.declarative.document.Problem;
import dev.leat.declarative.model.Expression;
import dev.leat.declarative.template.Place;
import dev.leat.declarative.template.Templates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One component of a manifest, with what is needed to read it.
 *
 * @param node what it holds
 * @param path where it stands, for example {@code streams.0.retriever}
 * @param templates makes its expressions
 * @param problems what is found wrong
 */
record Component(Node.Mapping node, String path, Templates templates, List<Problem> problems) {

  /** The name of its type. */
  String type() {
    return node.text("type");
  }

  boolean has(String name) {
    Node value = node.value(name);
    return value != null && !(value instanceof Node.Scalar scalar && scalar.value() == null);
  }

  /** The component in a field; empty if there is none. */
  Optional<Component> child(String name) {
    return node.value(name) instanceof Node.Mapping mapping
        ? Optional.of(of(mapping, name))
        : Optional.empty();
  }

  /** The components in a field that holds one or a list; empty if there are none. */
  List<Component> children(String name) {
    List<Component> all = new ArrayList<>();
    Node value = node.value(name);
    if (value instanceof Node.Mapping mapping) {
      all.add(of(mapping, name));
    } else if (value instanceof Node.Sequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        if (sequence.items().get(i) instanceof Node.Mapping mapping) {
          all.add(of(mapping, name + "." + i));
        }
      }
    }
    return all;
  }

  private Component of(Node.Mapping mapping, String step) {
    return new Component(mapping, path.isEmpty() ? step : path + "." + step, templates, problems);
  }

  /** The expression in a field: text, or another scalar as it would be written. */
  Optional<Expression> find(String name) {
    return has(name) ? Optional.of(expression(node.value(name), name)) : Optional.empty();
  }

  /** The expression in a field; an empty text if there is none. */
  Expression expression(String name) {
    return find(name).orElseGet(() -> fixed(""));
  }

  /** The expressions in a field that holds a list, or one. */
  List<Expression> expressions(String name) {
    Node value = node.value(name);
    if (value instanceof Node.Sequence sequence) {
      return sequence.items().stream().map(each -> expression(each, name)).toList();
    }
    return find(name).stream().toList();
  }

  /** A list of lists of expressions. */
  List<List<Expression>> paths(String name) {
    List<List<Expression>> all = new ArrayList<>();
    if (node.value(name) instanceof Node.Sequence sequence) {
      for (Node each : sequence.items()) {
        all.add(
            each instanceof Node.Sequence path
                ? path.items().stream().map(step -> expression(step, name)).toList()
                : List.of(expression(each, name)));
      }
    }
    return all;
  }

  /** The expressions in a field that is a mapping, by their names. */
  Map<String, Expression> named(String name) {
    Map<String, Expression> all = new LinkedHashMap<>();
    if (node.value(name) instanceof Node.Mapping mapping) {
      mapping
          .fields()
          .forEach((key, field) -> all.put(key, expression(field.value(), name + "." + key)));
    }
    return all;
  }

  /** An expression that is written somewhere in this component. */
  Expression expression(Node value, String name) {
    String text =
        value instanceof Node.Scalar scalar ? text(scalar.value()) : String.valueOf(value.plain());
    return of(text, new Place(value.mark().file(), value.mark().line(), path + "." + name));
  }

  /** An expression that the file leaves out: its usual value. */
  Expression fixed(String text) {
    return of(text, new Place(node.mark().file(), node.mark().line(), path));
  }

  private Expression of(String text, Place place) {
    Object parameters =
        node.value("$parameters") instanceof Node.Mapping mapping ? mapping.plain() : Map.of();
    return new Expression(templates.template(text, place), Map.of("parameters", parameters));
  }

  private static String text(Object value) {
    return value instanceof Boolean flag ? (flag ? "True" : "False") : String.valueOf(value);
  }

  boolean flag(String name) {
    return node.value(name) instanceof Node.Scalar scalar && Boolean.TRUE.equals(scalar.value());
  }

  long number(String name, long usual) {
    return node.value(name) instanceof Node.Scalar scalar && scalar.value() instanceof Number number
        ? number.longValue()
        : usual;
  }

  Optional<Double> real(String name) {
    return node.value(name) instanceof Node.Scalar scalar && scalar.value() instanceof Number number
        ? Optional.of(number.doubleValue())
        : Optional.empty();
  }

  /** The texts of a list. */
  List<String> texts(String name) {
    return node.value(name) instanceof Node.Sequence sequence
        ? sequence.items().stream().map(each -> String.valueOf(each.plain())).toList()
        : List.of();
  }

  /** Says that a field cannot be used. */
  void problem(String name, String message) {
    Node.Field field = node.fields().get(name);
    problems.add(
        Problem.error(field == null ? node.mark() : field.key(), path + "." + name, message));
  }

  /** Says that something is odd about a field. */
  void warning(String name, String message) {
    Node.Field field = node.fields().get(name);
    problems.add(
        Problem.warning(field == null ? node.mark() : field.key(), path + "." + name, message));
  }
}
