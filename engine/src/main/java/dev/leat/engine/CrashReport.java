package dev.leat.engine;

import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the author of a connector needs to find a defect. Stateless. */
final class CrashReport {

  /** More frames of an author than these do not help. */
  private static final int MOST_FRAMES = 30;

  private static final List<String> OTHERS =
      List.of("dev.leat.engine.", "java.", "jdk.", "sun.", "com.sun.");

  private CrashReport() {}

  /**
   * The report, many lines, not yet masked.
   *
   * @param table the table of the last operation
   * @param state the last checkpoint
   */
  static String of(
      ConnectorInfo connector, Throwable thrown, Optional<TableName> table, Optional<State> state) {
    StringBuilder text = new StringBuilder(1_000);
    text.append("Crash report of connector ")
        .append(connector.name())
        .append(' ')
        .append(connector.version())
        .append('\n');
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    String prefix = "  ";
    for (Throwable each = thrown; each != null && seen.add(each); each = each.getCause()) {
      text.append(prefix).append(each.toString().replace("\n", "\n    ")).append('\n');
      frames(each).forEach(line -> text.append("    ").append(line).append('\n'));
      prefix = "  caused by ";
    }
    text.append("  table: ")
        .append(table.map(TableName::value).orElse("none yet"))
        .append("\n  last checkpoint: ")
        .append(state.map(State::json).orElse("none"))
        .append("\n  java: ")
        .append(System.getProperty("java.version"))
        .append('\n');
    return text.toString();
  }

  private static List<String> frames(Throwable thrown) {
    List<String> lines = new ArrayList<>();
    int others = 0;
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (OTHERS.stream().anyMatch(frame.getClassName()::startsWith)
          || lines.size() == MOST_FRAMES) {
        others++;
      } else {
        lines.add("at " + frame);
      }
    }
    if (others > 0) {
      lines.add("(" + others + " frames of Leat and the JDK are left out)");
    }
    return lines;
  }
}
