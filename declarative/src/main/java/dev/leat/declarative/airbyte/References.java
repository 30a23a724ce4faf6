package dev.leat.declarative.airbyte;

import dev.leat.declarative.document.DocumentException;
import dev.leat.declarative.document.Mark;
import dev.leat.declarative.document.Node;
import dev.leat.declarative.document.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the targets of references in their places. A text that begins with {@code #/} is one, and a
 * mapping with {@code $ref}, whose own fields then lie over those of its target. Used once.
 */
final class References {

  private static final String REF = "$ref";

  /** What lies below holds settings of a user, whose texts are no references. */
  private static final String SETTINGS = "config_overrides";

  private final Node.Mapping root;
  private final Map<String, Node> known = new HashMap<>();
  private final Set<String> open = new LinkedHashSet<>();

  private References(Node.Mapping root) {
    this.root = root;
  }

  /**
   * The same tree without references.
   *
   * @throws DocumentException if a target does not exist, or a reference leads back to itself
   */
  static Node.Mapping resolved(Node.Mapping root) {
    return (Node.Mapping) new References(root).resolve(root);
  }

  private Node resolve(Node node) {
    if (node instanceof Node.Sequence sequence) {
      List<Node> items = new ArrayList<>(sequence.items().size());
      sequence.items().forEach(each -> items.add(resolve(each)));
      return new Node.Sequence(items, sequence.mark());
    }
    if (node instanceof Node.Mapping mapping) {
      return mapping(mapping);
    }
    Object value = ((Node.Scalar) node).value();
    return value instanceof String text && text.startsWith("#/") ? target(text, node.mark()) : node;
  }

  private Node mapping(Node.Mapping mapping) {
    Map<String, Node.Field> own = new LinkedHashMap<>();
    mapping
        .fields()
        .forEach(
            (name, field) -> {
              if (!name.equals(REF)) {
                Node value = name.equals(SETTINGS) ? field.value() : resolve(field.value());
                own.put(name, new Node.Field(value, field.key(), field.inherited()));
              }
            });
    if (!mapping.has(REF)) {
      return new Node.Mapping(own, mapping.mark());
    }
    Node target = resolve(mapping.value(REF));
    if (!(target instanceof Node.Mapping base)) {
      return target;
    }
    Map<String, Node.Field> fields = new LinkedHashMap<>(base.fields());
    fields.putAll(own);
    return new Node.Mapping(fields, mapping.mark());
  }

  private Node target(String reference, Mark mark) {
    Node node = known.get(reference);
    if (node != null) {
      return node;
    }
    if (!open.add(reference)) {
      throw failure(
          mark,
          "the reference "
              + reference
              + " leads back to itself, by way of "
              + String.join(", ", open)
              + ": break the circle");
    }
    Node resolved = resolve(lookUp(reference, mark));
    open.remove(reference);
    known.put(reference, resolved);
    return resolved;
  }

  /** At each level the whole rest may be one key; otherwise its first segment is. */
  private Node lookUp(String reference, Mark mark) {
    String rest = reference.substring(2);
    Node node = root;
    while (!rest.isEmpty()) {
      if (node instanceof Node.Mapping mapping && mapping.has(rest)) {
        return mapping.value(rest);
      }
      int slash = rest.indexOf('/');
      String head = slash < 0 ? rest : rest.substring(0, slash);
      rest = slash < 0 ? "" : rest.substring(slash + 1);
      Node next = step(node, head);
      if (next == null) {
        throw unknown(reference, head, node, mark);
      }
      node = next;
    }
    return node;
  }

  private static Node step(Node node, String head) {
    if (head.matches("\\s*[+-]?\\d{1,9}\\s*")) {
      if (!(node instanceof Node.Sequence sequence)) {
        return null;
      }
      int index = Integer.parseInt(head.strip());
      int place = index < 0 ? index + sequence.items().size() : index;
      return place >= 0 && place < sequence.items().size() ? sequence.items().get(place) : null;
    }
    return node instanceof Node.Mapping mapping ? mapping.value(head) : null;
  }

  private static DocumentException unknown(String reference, String head, Node node, Mark mark) {
    Set<String> names = node instanceof Node.Mapping mapping ? mapping.fields().keySet() : Set.of();
    return failure(
        mark,
        "the reference "
            + reference
            + " leads nowhere: there is no "
            + head
            + Nearest.hint(head, names));
  }

  private static DocumentException failure(Mark mark, String message) {
    return new DocumentException(List.of(Problem.error(mark, "", message)));
  }
}
