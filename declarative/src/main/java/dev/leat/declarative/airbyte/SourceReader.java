package dev.leat.declarative.airbyte;

import dev.leat.declarative.document.DocumentException;
import dev.leat.declarative.document.Mark;
import dev.leat.declarative.document.Node;
import dev.leat.declarative.document.Problem;
import dev.leat.declarative.model.Budget;
import dev.leat.declarative.model.Source;
import dev.leat.declarative.model.Stream;
import dev.leat.declarative.template.Templates;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What a manifest says, in the words of the model. Stateless. */
public final class SourceReader {

  private static final URI DOCUMENTATION = URI.create("https://leat.dev/declarative");
  private static final int TOGETHER = 4;

  private SourceReader() {}

  /**
   * What a manifest says.
   *
   * @param name what the connector is called
   * @param templates makes its expressions
   * @param warnings is given what is odd about it, though it can be used
   * @throws DocumentException with everything in it that cannot be used
   */
  public static Source read(
      String name, Manifest manifest, Templates templates, Consumer<Problem> warnings) {
    List<Problem> problems = new ArrayList<>(Unsupported.of(manifest.root()));
    stop(problems);
    Component root = new Component(manifest.root(), "", templates, problems);
    List<Stream> streams = new ArrayList<>();
    for (Component each : root.children("streams")) {
      streams.add(new StreamReader(each).read());
    }
    requireStreams(streams, manifest.root().mark(), problems);
    Component spec = root.child("spec").orElseThrow();
    Source source =
        new Source(
            name,
            root.node().text("version").isBlank() ? "0" : root.node().text("version"),
            documentation(spec),
            new SettingsReader(spec).read(),
            streams,
            checked(root, streams),
            together(root),
            budgets(root));
    stop(problems);
    manifest.warnings().forEach(warnings);
    problems.forEach(warnings);
    return source;
  }

  private static List<String> checked(Component root, List<Stream> streams) {
    List<String> known = streams.stream().map(Stream::name).toList();
    List<String> checked = new ArrayList<>();
    Optional<Component> check = root.child("check");
    for (String name : check.map(each -> each.texts("stream_names")).orElse(List.of())) {
      if (known.contains(name)) {
        checked.add(name);
      } else {
        check
            .get()
            .warning("stream_names", "there is no stream \"" + name + "\" to check: passed over");
      }
    }
    return checked;
  }

  private static void stop(List<Problem> problems) {
    if (problems.stream().anyMatch(each -> each.severity() == Problem.Severity.ERROR)) {
      throw new DocumentException(problems);
    }
  }

  private static void requireStreams(List<Stream> streams, Mark mark, List<Problem> problems) {
    if (streams.isEmpty()) {
      problems.add(Problem.error(mark, "streams", "there is no stream to read: add one"));
    }
    Set<String> names = new HashSet<>();
    for (Stream each : streams) {
      if (!names.add(each.name())) {
        problems.add(
            Problem.error(
                each.mark(),
                "streams",
                "two streams are called \"" + each.name() + "\": rename one of them"));
      }
    }
  }

  private static URI documentation(Component spec) {
    String given = spec.node().text("documentation_url");
    try {
      return given.isBlank() ? DOCUMENTATION : URI.create(given.strip());
    } catch (IllegalArgumentException e) {
      spec.warning("documentation_url", "this is not an address: passed over");
      return DOCUMENTATION;
    }
  }

  private static int together(Component root) {
    Optional<Component> level = root.child("concurrency_level");
    if (level.isEmpty()) {
      return TOGETHER;
    }
    long most = level.get().number("max_concurrency", 100);
    long usual = level.get().number("default_concurrency", TOGETHER);
    return (int) Math.max(1, Math.min(most, usual));
  }

  private static List<Budget> budgets(Component root) {
    List<Budget> all = new ArrayList<>();
    for (Component policy :
        root.child("api_budget").map(each -> each.children("policies")).orElse(List.of())) {
      List<Budget.Requests> requests = new ArrayList<>();
      for (Component each : policy.children("matchers")) {
        if (each.has("url_base") || each.has("params") || each.has("headers")) {
          each.problem("type", "requests can be told apart by method and url_path_pattern only");
        }
        requests.add(
            new Budget.Requests(
                Optional.of(each.node().text("method")).filter(text -> !text.isEmpty()),
                Optional.of(each.node().text("url_path_pattern")).filter(text -> !text.isEmpty())));
      }
      switch (policy.type()) {
        case "FixedWindowCallRatePolicy" ->
            all.add(
                new Budget(
                    policy.expression("call_limit"),
                    policy.expression("period"),
                    Budget.Windows.FIXED,
                    requests));
        case "MovingWindowCallRatePolicy" -> {
          for (Component rate : policy.children("rates")) {
            all.add(
                new Budget(
                    rate.expression("limit"),
                    rate.expression("interval"),
                    Budget.Windows.SLIDING,
                    requests));
          }
        }
        default -> {
          // Requests without a limit need no budget.
        }
      }
    }
    return all;
  }

  /** The items of a list that are mappings. */
  static List<Node.Mapping> mappings(Node node) {
    List<Node.Mapping> all = new ArrayList<>();
    if (node instanceof Node.Sequence sequence) {
      for (Node each : sequence.items()) {
        if (each instanceof Node.Mapping mapping) {
          all.add(mapping);
        }
      }
    }
    return all;
  }
}
