package dev.leat.declarative.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each scenario, against what the original did: every row that it gives is there, and no other one;
 * every request that it makes is made, and no other one. Where ours differs, the file {@code
 * differences.txt} says how and why; a line with a minus is the original's alone, one with a plus
 * ours.
 *
 * <p>Not compared: how often a request is made (pages that only count are read until they hold
 * still, and an answer without rows is believed if it comes twice), waits, the form of states, and
 * fields at the top of a row that are null.
 */
class ScenarioTest {

  /** Streams, and fields of the manifest, that are refused: see {@code RefusedTest}. */
  private static final Map<String, Set<String>> REFUSED =
      Map.of(
          "a14_count_cursor", Set.of("tmpl"),
          "a17_transformations", Set.of("types"),
          "a21_dynamic", Set.of("dynamic_streams", "extra"),
          "a24_routers", Set.of("uni", "deleg"),
          "a26_extractors", Set.of("union", "first", "expand"));

  /** Whole scenarios that are refused. */
  private static final Set<String> NOT_RUN =
      Set.of("a19_check_spec", "a21_dynamic", "a22_async", "a23_properties", "a27_loading_rules");

  private static final Map<String, List<String>> DIFFERENCES = differences();

  static Stream<String> scenarios() {
    return Scenarios.all().keySet().stream().filter(id -> !NOT_RUN.contains(id));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void givesTheRowsAndMakesTheRequestsOfTheOriginal(String id) throws IOException {
    List<String> found = differencesOf(id, Scenarios.all().get(id));
    Path seen = Files.createDirectories(Path.of("target", "differences")).resolve(id + ".txt");
    Files.writeString(seen, "== " + id + "\n" + String.join("\n", found) + "\n");
    assertThat(found)
        .as("differences from the original; if they are right, say them as %s does", seen)
        .isEqualTo(DIFFERENCES.getOrDefault(id, List.of()));
  }

  @Test
  void everyDifferenceIsOfAScenarioThatRuns() {
    assertThat(scenarios()).containsAll(DIFFERENCES.keySet());
  }

  private static List<String> differencesOf(String id, JsonNode each) {
    ScenarioRun run = new ScenarioRun(each.get("scenario"), REFUSED.getOrDefault(id, Set.of()));
    Map<String, Set<String>> wanted = new TreeMap<>();
    List<String> found = new ArrayList<>();
    JsonNode syncs = each.get("scenario").path("syncs");
    int i = 0;
    for (JsonNode golden : each.get("golden")) {
      ScenarioRun.Outcome outcome =
          run.run(syncs.isMissingNode() ? Scenarios.object() : syncs.get(i));
      String sync = "sync " + ++i + " ";
      if (!outcome.failure.isEmpty()) {
        found.add(sync + "ends: " + shortened(outcome.failure));
      }
      golden
          .path("records")
          .properties()
          .forEach(
              stream ->
                  stream
                      .getValue()
                      .forEach(row -> add(wanted, stream.getKey(), Scenarios.row(row))));
      Map<String, Set<String>> asked = new TreeMap<>();
      golden
          .path("requests")
          .properties()
          .forEach(
              route ->
                  route
                      .getValue()
                      .forEach(one -> add(asked, route.getKey(), Scenarios.question(one))));
      Set<String> left = REFUSED.getOrDefault(id, Set.of());
      compare(sync + "row ", wanted, run.rows, left, found);
      compare(sync + "request ", asked, outcome.requests, Set.of(), found);
    }
    return found;
  }

  private static void add(Map<String, Set<String>> all, String name, String text) {
    all.computeIfAbsent(name, missing -> new TreeSet<>()).add(text);
  }

  private static void compare(
      String what,
      Map<String, Set<String>> original,
      Map<String, Set<String>> ours,
      Set<String> left,
      List<String> found) {
    TreeSet<String> names = new TreeSet<>(original.keySet());
    names.addAll(ours.keySet());
    names.removeAll(left);
    for (String name : names) {
      TreeSet<String> less = new TreeSet<>(original.getOrDefault(name, new TreeSet<>()));
      TreeSet<String> more = new TreeSet<>(ours.getOrDefault(name, new TreeSet<>()));
      TreeSet<String> both = new TreeSet<>(less);
      less.removeAll(more);
      more.removeAll(both);
      less.forEach(each -> found.add(what + name + " - " + shortened(each)));
      more.forEach(each -> found.add(what + name + " + " + shortened(each)));
    }
  }

  private static String shortened(String text) {
    String line = text.strip().lines().findFirst().orElse("");
    return line.length() > 160 ? line.substring(0, 160) + "..." : line;
  }

  private static Map<String, List<String>> differences() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    try (var in = ScenarioTest.class.getResourceAsStream("/scenarios/differences.txt")) {
      List<String> of = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (line.startsWith("== ")) {
          of = new ArrayList<>();
          all.put(line.substring(3), of);
        } else if (!line.isBlank() && !line.startsWith("#")) {
          of.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}
