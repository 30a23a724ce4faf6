package dev.leat.declarative.document;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML 1.1, and JSON, which is read as YAML. The size of what aliases make of a file is
 * bounded. Used once.
 */
public final class DocumentReader {

  private static final int MAX_CHARACTERS = 20_000_000;
  private static final int MAX_DEPTH = 200;
  private static final int MAX_NODES = 1_000_000;

  /** The tag of an unquoted word. */
  private static final Tag PLAIN = new Tag("tag:leat.dev,2026:plain");

  private final String file;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<org.yaml.snakeyaml.nodes.Node> open =
      Collections.newSetFromMap(new IdentityHashMap<>());
  private int nodes;

  private DocumentReader(String file) {
    this.file = file;
  }

  /**
   * What a file holds.
   *
   * @param root its value
   * @param problems what is odd about it: warnings only
   */
  public record Document(Node root, List<Problem> problems) {}

  /**
   * Reads a file.
   *
   * @param file its name, for messages
   * @param text what it holds
   * @throws DocumentException if it is not YAML, is empty, or grows beyond all bounds
   */
  public static Document read(String file, String text) {
    return new DocumentReader(file).document(text);
  }

  private Document document(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_CHARACTERS);
    options.setNestingDepthLimit(MAX_DEPTH);
    // Counted below: what aliases make of the file, not how many there are.
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    org.yaml.snakeyaml.nodes.Node composed;
    try {
      composed = yaml(options).compose(new StringReader(asYaml(text)));
    } catch (MarkedYAMLException e) {
      throw failure(mark(e.getProblemMark()), explained(e));
    } catch (YAMLException e) {
      throw failure(new Mark(file, 1, 1), "the file is not YAML: " + e.getMessage());
    }
    if (composed == null) {
      throw failure(new Mark(file, 1, 1), "the file is empty");
    }
    return new Document(converted(composed), List.copyOf(problems));
  }

  private static Yaml yaml(LoaderOptions options) {
    DumperOptions unused = new DumperOptions();
    return new Yaml(
        new SafeConstructor(options), new Representer(unused), unused, options, new Words());
  }

  /** Leaves unquoted words to {@link YamlScalars}, and tells them from those with a tag. */
  private static final class Words extends Resolver {
    @Override
    public Tag resolve(NodeId kind, String value, boolean implicit) {
      return kind == NodeId.scalar && implicit ? PLAIN : super.resolve(kind, value, implicit);
    }
  }

  private static String explained(MarkedYAMLException e) {
    String what = e.getContext() == null ? e.getProblem() : e.getContext() + ": " + e.getProblem();
    String hint = "";
    if (what.contains("Global tag is not allowed")) {
      return what.replace("Global tag is not allowed: ", "the tag ") + " is not known: remove it";
    }
    if (what.contains("cannot start any token")) {
      hint = "; put the text in quotes, and indent with spaces";
    } else if (what.contains("mapping values are not allowed here")) {
      hint = "; put a text that holds a colon in quotes";
    } else if (what.contains("unknown escape character")) {
      hint = "; write the character without its backslash, or the text in single quotes";
    } else if (what.contains("undefined alias")) {
      hint = "; define it above with &";
    } else if (what.contains("expected a single document")) {
      hint = "; leave one document in the file";
    }
    return "the file is not YAML: " + what.replace('\n', ' ') + hint;
  }

  /**
   * JSON is often indented with tabs, and may escape a slash, both of which YAML refuses: tabs
   * outside of quotes become spaces, and the backslash goes.
   */
  private static String asYaml(String text) {
    boolean odd = text.indexOf('\t') >= 0 || text.contains("\\/");
    if (!odd || !text.stripLeading().startsWith("{")) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\' && i + 1 < text.length()) {
        char escaped = text.charAt(++i);
        out.append(escaped == '/' ? "" : c).append(escaped);
        continue;
      }
      quoted ^= c == '"';
      out.append(c == '\t' && !quoted ? ' ' : c);
    }
    return out.toString();
  }

  private Node converted(org.yaml.snakeyaml.nodes.Node node) {
    if (++nodes > MAX_NODES) {
      throw failure(
          mark(node.getStartMark()),
          "aliases make more than " + MAX_NODES + " values of the file: repeat less");
    }
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar);
    }
    if (!open.add(node)) {
      throw failure(mark(node.getStartMark()), "an alias leads back to where it stands");
    }
    Node result =
        node instanceof SequenceNode sequence ? sequence(sequence) : mapping((MappingNode) node);
    open.remove(node);
    return result;
  }

  private Node sequence(SequenceNode node) {
    requireTag(node, Tag.SEQ);
    List<Node> items = new ArrayList<>(node.getValue().size());
    node.getValue().forEach(each -> items.add(converted(each)));
    return new Node.Sequence(items, mark(node.getStartMark()));
  }

  private Node mapping(MappingNode node) {
    requireTag(node, Tag.MAP);
    Map<String, Node.Field> fields = new LinkedHashMap<>();
    for (NodeTuple each : node.getValue()) {
      if (isMerge(each.getKeyNode())) {
        merge(each.getValueNode(), fields);
      }
    }
    Set<String> own = new HashSet<>();
    for (NodeTuple each : node.getValue()) {
      if (isMerge(each.getKeyNode())) {
        continue;
      }
      Mark key = mark(each.getKeyNode().getStartMark());
      String name = name(each.getKeyNode(), key);
      if (!own.add(name)) {
        problems.add(
            Problem.warning(
                key, "", name + " is written twice: the last one counts; remove the other"));
      }
      Node value = converted(each.getValueNode());
      fields.put(name, new Node.Field(value, key, false));
    }
    return new Node.Mapping(fields, mark(node.getStartMark()));
  }

  private static boolean isMerge(org.yaml.snakeyaml.nodes.Node key) {
    return key instanceof ScalarNode scalar
        && scalar.getValue().equals("<<")
        && scalar.getScalarStyle() == ScalarStyle.PLAIN;
  }

  /** The first of several mappings wins, and what is written in the mapping itself over all. */
  private void merge(org.yaml.snakeyaml.nodes.Node node, Map<String, Node.Field> fields) {
    if (node instanceof SequenceNode sequence) {
      List<org.yaml.snakeyaml.nodes.Node> all = new ArrayList<>(sequence.getValue());
      Collections.reverse(all);
      all.forEach(each -> merge(each, fields));
    } else if (node instanceof MappingNode && converted(node) instanceof Node.Mapping mapping) {
      fields.putAll(mapping.fields());
    } else {
      throw failure(
          mark(node.getStartMark()), "<< takes a mapping, or a list of mappings, to merge");
    }
  }

  private String name(org.yaml.snakeyaml.nodes.Node key, Mark mark) {
    if (!(key instanceof ScalarNode scalar)) {
      throw failure(mark, "a key must be text: put it in quotes");
    }
    Object value = ((Node.Scalar) scalar(scalar)).value();
    return value == null ? "null" : value.toString();
  }

  private Node scalar(ScalarNode node) {
    Mark mark = mark(node.getStartMark());
    String text = node.getValue();
    if (node.getTag().equals(PLAIN)) {
      return new Node.Scalar(YamlScalars.plain(text), mark);
    }
    Object value;
    if (node.getTag().equals(Tag.STR)) {
      value = text;
    } else if (node.getTag().equals(Tag.INT)) {
      value = YamlScalars.whole(text);
    } else if (node.getTag().equals(Tag.FLOAT)) {
      value = YamlScalars.real(text);
    } else if (node.getTag().equals(Tag.BOOL)) {
      value = YamlScalars.plain(text);
    } else if (node.getTag().equals(Tag.NULL)) {
      value = null;
    } else {
      throw failure(mark, "the tag " + node.getTag() + " is not known: remove it");
    }
    return new Node.Scalar(value, mark);
  }

  private void requireTag(org.yaml.snakeyaml.nodes.Node node, Tag expected) {
    if (!node.getTag().equals(expected)) {
      throw failure(
          mark(node.getStartMark()), "the tag " + node.getTag() + " is not known: remove it");
    }
  }

  private Mark mark(org.yaml.snakeyaml.error.Mark mark) {
    return new Mark(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static DocumentException failure(Mark mark, String message) {
    return new DocumentException(List.of(Problem.error(mark, "", message)));
  }
}
