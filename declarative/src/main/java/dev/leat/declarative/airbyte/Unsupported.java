package dev.leat.declarative.airbyte;

import dev.leat.declarative.document.Node;
import dev.leat.declarative.document.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a manifest may hold and is not done here: found before anything is asked. Stateless. */
final class Unsupported {

  private static final Set<String> TYPES =
      Set.of(
          "AsyncRetriever",
          "CombinedExtractor",
          "ConditionalStreams",
          "DynamicDeclarativeStream",
          "DynamicSchemaLoader",
          "RateLimitedMultipleTokenAuthenticator",
          "LegacySessionTokenAuthenticator",
          "StateDelegatingStream",
          "UnionPartitionRouter");

  /** Fields without which a component would do something else. */
  private static final Map<String, Set<String>> FIELDS =
      Map.of(
          "DeclarativeStream",
          Set.of("file_uploader"),
          "HttpRequester",
          Set.of("fetch_properties_from_endpoint", "query_properties"),
          "SimpleRetriever",
          Set.of("pagination_reset", "page_size_reduction", "request_window_splitting"),
          "DpathExtractor",
          Set.of("record_expander"),
          "ParentStreamConfig",
          Set.of("lazy_read_pointer"),
          "OAuthAuthenticator",
          Set.of("profile_assertion"));

  private static final Set<String> FREE =
      Set.of("definitions", "schemas", "metadata", "schema", "$parameters", "spec");

  private Unsupported() {}

  /** All of it, in the order of the file. */
  static List<Problem> of(Node.Mapping manifest) {
    List<Problem> problems = new ArrayList<>();
    look(manifest, "", problems);
    return problems;
  }

  private static void look(Node node, String path, List<Problem> problems) {
    if (node instanceof Node.Sequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        look(sequence.items().get(i), joined(path, Integer.toString(i)), problems);
      }
    } else if (node instanceof Node.Mapping mapping) {
      lookAt(mapping, path, problems);
    }
  }

  private static void lookAt(Node.Mapping mapping, String path, List<Problem> problems) {
    String type = mapping.text("type");
    if (type.startsWith("Custom")) {
      problems.add(
          Problem.error(
              mapping.mark(),
              path,
              "the component \""
                  + mapping.text("class_name")
                  + "\" is a program of its own, which a manifest cannot bring: say it with other"
                  + " components, or write the connector in Java"));
      return;
    }
    if (TYPES.contains(type)) {
      problems.add(Problem.error(mapping.mark(), path, type + " is not supported"));
      return;
    }
    for (String field : FIELDS.getOrDefault(type, Set.of())) {
      if (mapping.has(field) && mapping.value(field).isTruthy()) {
        problems.add(
            Problem.error(
                mapping.fields().get(field).key(),
                joined(path, field),
                field + " of " + type + " is not supported"));
      }
    }
    mapping
        .fields()
        .forEach(
            (name, field) -> {
              if (!FREE.contains(name)) {
                look(field.value(), joined(path, name), problems);
              }
            });
  }

  private static String joined(String path, String step) {
    return path.isEmpty() ? step : path + "." + step;
  }
}
