package dev.leat.declarative.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ScenarioTest {
  @Test
  void report() {
    String only = System.getProperty("only", "");
    Scenarios.all()
        .forEach(
            (id, each) -> {
              if (id.startsWith(only)) {
                report(id, each);
              }
            });
  }

  private static void report(String id, JsonNode each) {
    ScenarioRun run =
        new ScenarioRun(
            each.get("scenario"),
            java.util.Map.of(
                    "a24_routers",
                    java.util.Set.of("uni", "deleg"),
                    "a26_extractors",
                    java.util.Set.of("union", "first", "expand"),
                    "a21_dynamic",
                    java.util.Set.of("dynamic_streams"),
                    "a14_count_cursor",
                    java.util.Set.of("tmpl"),
                    "a17_transformations",
                    java.util.Set.of("types"))
                .getOrDefault(id, java.util.Set.of()));
    Map<String, TreeSet<String>> wanted = new TreeMap<>();
    int i = 0;
    JsonNode syncs = each.get("scenario").path("syncs");
    for (JsonNode golden : each.get("golden")) {
      JsonNode sync = syncs.isMissingNode() ? Scenarios.object() : syncs.get(i);
      i++;
      ScenarioRun.Outcome outcome = run.run(sync);
      System.out.println(
          "=== " + id + " sync " + i + " asked " + outcome.asked + " " + outcome.failure);
      if (Boolean.getBoolean("verbose")) {
        outcome.warnings.forEach(w -> System.out.println("   ! " + w));
        System.out.println("   waits " + outcome.waits + " golden " + golden.path("waits"));
        System.out.println("   state " + run.state());
        System.out.println(
            "   golden errors "
                + golden.path("errors")
                + golden.path("statuses")
                + " exit "
                + golden.path("exit"));
      }
      golden
          .path("records")
          .properties()
          .forEach(
              e ->
                  e.getValue()
                      .forEach(
                          row ->
                              wanted
                                  .computeIfAbsent(e.getKey(), m -> new TreeSet<>())
                                  .add(Scenarios.row(row))));
      diff("rows", wanted, run.rows);
      Map<String, TreeSet<String>> asked = new TreeMap<>();
      golden
          .path("requests")
          .properties()
          .forEach(
              e ->
                  e.getValue()
                      .forEach(
                          q ->
                              asked
                                  .computeIfAbsent(e.getKey(), m -> new TreeSet<>())
                                  .add(Scenarios.question(q))));
      diff("requests", asked, outcome.requests);
    }
  }

  private static void diff(
      String what, Map<String, TreeSet<String>> golden, Map<String, TreeSet<String>> ours) {
    TreeSet<String> names = new TreeSet<>(golden.keySet());
    names.addAll(ours.keySet());
    for (String name : names) {
      TreeSet<String> less = new TreeSet<>(golden.getOrDefault(name, new TreeSet<>()));
      TreeSet<String> more = new TreeSet<>(ours.getOrDefault(name, new TreeSet<>()));
      TreeSet<String> both = new TreeSet<>(less);
      less.removeAll(more);
      more.removeAll(both);
      less.forEach(x -> System.out.println("  " + what + " " + name + " - " + x));
      more.forEach(x -> System.out.println("  " + what + " " + name + " + " + x));
    }
  }
}
