package dev.leat.ablation;

import java.util.List;
import java.util.stream.Collectors;

/** The list of guards as a page for people. Stateless. */
final class GuardsPage {

  private GuardsPage() {}

  /** A table for each group, in the order of the list. */
  static String tables(List<Guard> guards) {
    StringBuilder page = new StringBuilder();
    String group = "";
    for (Guard guard : guards) {
      if (!guard.group().equals(group)) {
        group = guard.group();
        page.append("\n## ").append(group).append("\n\n");
        page.append("| guard | without it | switched off in | caught by |\n");
        page.append("| --- | --- | --- | --- |\n");
      }
      page.append(row(guard)).append('\n');
    }
    return page.toString();
  }

  private static String row(Guard guard) {
    String tests =
        guard.catchers().stream().map(test -> "`" + test + "`").collect(Collectors.joining("<br>"));
    return "| "
        + guard.name()
        + " | "
        + guard.prevents()
        + " | "
        + edit(guard)
        + " | "
        + tests
        + " |";
  }

  private static String edit(Guard guard) {
    String type = guard.source().substring(guard.source().lastIndexOf('.') + 1);
    String change =
        guard.replacement().isBlank() ? " is removed" : " becomes " + code(guard.replacement());
    return "`" + type + "`: " + code(guard.snippet()) + change;
  }

  private static String code(String text) {
    return "`" + text.strip().replaceAll("\\s+", " ").replace("|", "\\|") + "`";
  }
}
