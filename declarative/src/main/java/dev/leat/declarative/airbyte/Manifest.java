package dev.leat.declarative.airbyte;

import dev.leat.declarative.document.DocumentException;
import dev.leat.declarative.document.DocumentReader;
import dev.leat.declarative.document.Node;
import dev.leat.declarative.document.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A manifest that is read: references are in their places, every component has its type and its
 * parameters, and holds what it may. Immutable.
 */
public final class Manifest {

  private final Node.Mapping root;
  private final List<Problem> warnings;

  private Manifest(Node.Mapping root, List<Problem> warnings) {
    this.root = root;
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Reads a manifest.
   *
   * @param file the name of the file, for messages
   * @param text YAML or JSON
   * @throws DocumentException with all that is wrong with it, if it cannot be used
   */
  public static Manifest read(String file, String text) {
    DocumentReader.Document document = DocumentReader.read(file, text);
    if (!(document.root() instanceof Node.Mapping written)) {
      throw new DocumentException(
          List.of(
              Problem.error(
                  document.root().mark(),
                  "",
                  "a manifest is a mapping, not " + document.root().typeName())));
    }
    Node.Mapping resolved = References.resolved(typed(written));
    Node.Mapping root = Propagation.of("", resolved, Map.of());
    List<Problem> problems = new ArrayList<>(document.problems());
    problems.addAll(Validation.of(root));
    requireSpec(root, problems);
    if (problems.stream().anyMatch(each -> each.severity() == Problem.Severity.ERROR)) {
      throw new DocumentException(problems);
    }
    return new Manifest(root, problems);
  }

  private static Node.Mapping typed(Node.Mapping written) {
    if (written.has("type")) {
      return written;
    }
    Map<String, Node.Field> fields = new LinkedHashMap<>(written.fields());
    Node.Scalar type = new Node.Scalar("DeclarativeSource", written.mark());
    fields.put("type", new Node.Field(type, written.mark(), true));
    return new Node.Mapping(fields, written.mark());
  }

  private static void requireSpec(Node.Mapping root, List<Problem> problems) {
    if (!root.has("spec")) {
      problems.add(
          Problem.error(
              root.mark(),
              "",
              "the manifest has no spec: add one with the settings of the connector, or"
                  + " {type: Spec, connection_specification: {type: object, properties: {}}}"));
    }
  }

  /** The manifest itself. */
  public Node.Mapping root() {
    return root;
  }

  /** What is odd about it, though it can be used. */
  public List<Problem> warnings() {
    return warnings;
  }

  /** The static streams in order: each a {@code DeclarativeStream} or a component in its place. */
  public List<Node.Mapping> streams() {
    return components("streams");
  }

  /** The dynamic streams in order. */
  public List<Node.Mapping> dynamicStreams() {
    return components("dynamic_streams");
  }

  private List<Node.Mapping> components(String name) {
    List<Node.Mapping> all = new ArrayList<>();
    if (root.value(name) instanceof Node.Sequence sequence) {
      for (Node each : sequence.items()) {
        all.add((Node.Mapping) each);
      }
    }
    return all;
  }
}
