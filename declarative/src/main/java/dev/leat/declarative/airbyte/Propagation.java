package dev.leat.declarative.airbyte;

import dev.leat.declarative.document.DocumentException;
import dev.leat.declarative.document.Mark;
import dev.leat.declarative.document.Node;
import dev.leat.declarative.document.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives components the types that their position implies and the parameters of those around them.
 * Each parameter is also copied onto a component as a field, where the component's own value is
 * missing or empty.
 */
public final class Propagation {

  static final String PARAMETERS = "$parameters";

  /** What references and parameters may make of a file. */
  private static final int MAX_NODES = 500_000;

  private final boolean parentWins;
  private int nodes;

  private Propagation(boolean parentWins) {
    this.parentWins = parentWins;
  }

  /**
   * The component with types and parameters.
   *
   * @param position the type of the parent and the name of its field, for example {@code
   *     DeclarativeStream.retriever}; empty for the manifest itself
   * @param parameters the parameters of the components around it
   * @throws DocumentException if parameters are not a mapping, or the tree grows beyond all bounds
   */
  public static Node.Mapping of(
      String position, Node.Mapping component, Map<String, Node.Field> parameters) {
    return new Propagation(false).component(position, component, parameters);
  }

  /** The same, for a stream that is made of a template whose parent's parameters win. */
  public static Node.Mapping withParentFirst(
      String position, Node.Mapping component, Map<String, Node.Field> parameters) {
    return new Propagation(true).component(position, component, parameters);
  }

  private Node.Mapping component(
      String position, Node.Mapping component, Map<String, Node.Field> parameters) {
    if (++nodes > MAX_NODES) {
      throw failure(
          component.mark(), "references make more than " + MAX_NODES + " components of the file");
    }
    Map<String, Node.Field> fields = new LinkedHashMap<>(component.fields());
    if (!fields.containsKey("type")) {
      String type = DefaultTypes.of(position, fields.containsKey("class_name"));
      if (!type.isEmpty()) {
        Mark mark = component.mark();
        fields.put("type", new Node.Field(new Node.Scalar(type, mark), mark, true));
      }
    }
    Map<String, Node.Field> merged = merged(parameters, own(fields.remove(PARAMETERS)));
    if (isSchema(fields)) {
      return new Node.Mapping(fields, component.mark());
    }
    if (!fields.containsKey("type")) {
      return plain(position, fields, component.mark(), merged);
    }
    merged.forEach(
        (name, parameter) -> {
          Node.Field field = fields.get(name);
          if (field == null || !field.value().isTruthy()) {
            fields.put(name, new Node.Field(parameter.value(), parameter.key(), true));
          }
        });
    for (Map.Entry<String, Node.Field> each : fields.entrySet()) {
      each.setValue(descended(each.getKey(), each.getValue(), fields, merged));
    }
    if (!merged.isEmpty()) {
      Mark mark = component.mark();
      fields.put(PARAMETERS, new Node.Field(new Node.Mapping(merged, mark), mark, true));
    }
    return new Node.Mapping(fields, component.mark());
  }

  private static Map<String, Node.Field> own(Node.Field parameters) {
    if (parameters == null) {
      return Map.of();
    }
    if (parameters.value() instanceof Node.Mapping mapping) {
      return mapping.fields();
    }
    throw failure(
        parameters.value().mark(),
        "$parameters must be a mapping, not " + parameters.value().typeName());
  }

  private Map<String, Node.Field> merged(
      Map<String, Node.Field> around, Map<String, Node.Field> own) {
    Map<String, Node.Field> merged = new LinkedHashMap<>(parentWins ? own : around);
    merged.putAll(parentWins ? around : own);
    return merged;
  }

  /** A schema says {@code object}, several types, or describes a property that is called type. */
  private static boolean isSchema(Map<String, Node.Field> fields) {
    Node.Field type = fields.get("type");
    if (type == null) {
      return false;
    }
    return !(type.value() instanceof Node.Scalar scalar) || "object".equals(scalar.value());
  }

  /** A mapping that is not a component: its components are reached one level down only. */
  private Node.Mapping plain(
      String position,
      Map<String, Node.Field> fields,
      Mark mark,
      Map<String, Node.Field> parameters) {
    for (Map.Entry<String, Node.Field> each : fields.entrySet()) {
      Node.Field field = each.getValue();
      if (field.value() instanceof Node.Mapping child
          && child.has("type")
          && child.value("type").isTruthy()) {
        each.setValue(
            new Node.Field(component(position, child, parameters), field.key(), field.inherited()));
      }
    }
    return new Node.Mapping(fields, mark);
  }

  private Node.Field descended(
      String name,
      Node.Field field,
      Map<String, Node.Field> component,
      Map<String, Node.Field> parameters) {
    if (field.value() instanceof Node.Scalar) {
      return field;
    }
    // A parameter of the field's own name would come back within it forever.
    Node.Field withheld = parameters.remove(name);
    String type = ((Node.Scalar) component.get("type").value()).value() + "." + name;
    Node value;
    if (field.value() instanceof Node.Mapping child) {
      value = component(type, child, parameters);
    } else {
      List<Node> items = new ArrayList<>();
      for (Node each : ((Node.Sequence) field.value()).items()) {
        items.add(each instanceof Node.Mapping child ? component(type, child, parameters) : each);
      }
      value = new Node.Sequence(items, field.value().mark());
    }
    if (withheld != null && withheld.value().isTruthy()) {
      parameters.put(name, withheld);
    }
    return new Node.Field(value, field.key(), field.inherited());
  }

  private static DocumentException failure(Mark mark, String message) {
    return new DocumentException(List.of(Problem.error(mark, "", message)));
  }
}
