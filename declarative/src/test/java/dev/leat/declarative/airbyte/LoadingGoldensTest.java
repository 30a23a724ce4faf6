package dev.leat.declarative.airbyte;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leat.declarative.document.DocumentException;
import dev.leat.declarative.document.DocumentReader;
import dev.leat.declarative.document.Node;
import dev.leat.declarative.document.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Each step of loading gives what the original's gives; interop/manifests.py wrote what that is.
 */
class LoadingGoldensTest {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** Texts that the original fails on and that are read here. */
  private static final List<String> OURS_READS =
      List.of("k: =", "[=]", "k: a\tb", "[a\tb]", "{\"a\":\t1}");

  @Test
  void eachStepGivesWhatTheOriginalGives() throws IOException {
    List<String> differences = new ArrayList<>();
    List<JsonNode> cases = cases();
    for (JsonNode each : cases) {
      String difference = difference(each);
      if (difference != null) {
        differences.add(each.get("y").asText() + "\n    " + difference);
      }
    }
    assertThat(cases).hasSizeGreaterThan(300);
    assertThat(differences).isEmpty();
  }

  private static List<JsonNode> cases() throws IOException {
    List<JsonNode> cases = new ArrayList<>();
    try (InputStream in = LoadingGoldensTest.class.getResourceAsStream("/manifests/goldens.jsonl");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        cases.add(JSON.readTree(line));
      }
    }
    return cases;
  }

  private static String difference(JsonNode golden) {
    String failed = golden.path("e").asText();
    String text = golden.get("y").asText();
    Node root;
    try {
      root = DocumentReader.read("m.yaml", text).root();
    } catch (DocumentException e) {
      boolean empty = golden.has("v") && golden.get("v").isNull();
      return failed.equals("yaml") || empty ? null : "was refused: " + e.getMessage();
    }
    if (failed.equals("yaml")) {
      return OURS_READS.contains(text) ? null : "should be refused, was " + root.plain();
    }
    if (!same(golden.get("v"), root)) {
      return "read " + JSON.valueToTree(root.plain()) + ", expected " + golden.get("v");
    }
    return root instanceof Node.Mapping mapping ? steps(golden, mapping, failed) : null;
  }

  private static String steps(JsonNode golden, Node.Mapping read, String failed) {
    Map<String, Node.Field> typed = new LinkedHashMap<>(read.fields());
    typed.putIfAbsent(
        "type",
        new Node.Field(new Node.Scalar("DeclarativeSource", read.mark()), read.mark(), true));
    Node.Mapping root = new Node.Mapping(typed, read.mark());
    Node.Mapping resolved;
    Node.Mapping propagated;
    try {
      resolved = References.resolved(root);
      propagated = Propagation.of("", resolved, Map.of());
    } catch (DocumentException e) {
      return failed.isEmpty() ? "was refused: " + e.getMessage() : null;
    }
    if (!failed.isEmpty()) {
      return "should fail at " + failed;
    }
    JsonNode expected = golden.has("r") ? golden.get("r") : withType(golden.get("v"));
    if (!same(expected, resolved)) {
      return "resolved to " + JSON.valueToTree(resolved.plain()) + ", expected " + expected;
    }
    expected = golden.has("p") ? golden.get("p") : expected;
    if (!same(expected, propagated)) {
      return "became " + JSON.valueToTree(propagated.plain()) + ", expected " + expected;
    }
    List<String> errors =
        Validation.of(propagated).stream()
            .filter(each -> each.severity() == Problem.Severity.ERROR)
            .map(Problem::path)
            .toList();
    boolean refused = golden.has("s");
    if (refused == errors.isEmpty()) {
      return "refused at " + new TreeSet<>(errors) + ", expected " + golden.get("s");
    }
    return null;
  }

  private static JsonNode withType(JsonNode value) {
    com.fasterxml.jackson.databind.node.ObjectNode typed = value.deepCopy();
    if (!typed.has("type")) {
      typed.put("type", "DeclarativeSource");
    }
    return typed;
  }

  private static boolean same(JsonNode expected, Node node) {
    return comparable(expected).equals(comparable(JSON.valueToTree(node.plain())));
  }

  /** Numbers by their text, so that a whole number and a float stay apart whatever their width. */
  private static Object comparable(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> map = new HashMap<>();
      node.properties().forEach(each -> map.put(each.getKey(), comparable(each.getValue())));
      return map;
    }
    if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      node.forEach(each -> list.add(comparable(each)));
      return list;
    }
    return node.getNodeType() + (node.isFloatingPointNumber() ? "." : "") + node.asText();
  }
}
