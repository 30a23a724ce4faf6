package dev.leat.sdk.protocol.wire;

import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the author of a connector needs to mend a defect: what happened, where in the author's code,
 * and what the connector was doing. Immutable. Holds whatever the exceptions' messages hold: mask
 * it before it is shown.
 *
 * @param connector whose defect it is
 * @param failure what left the connector
 * @param table the table of the last operation; empty before the first
 * @param state what the last checkpoint claimed, or the sync started from; empty outside a sync
 */
public record CrashReport(
    ConnectorInfo connector, Throwable failure, Optional<TableName> table, Optional<State> state) {

  private static final int FRAMES = 12;
  private static final int LONGEST_CHAIN = 10;

  private static final List<String> NOT_THE_AUTHORS =
      List.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "com.sun.",
          "dev.leat.sdk.",
          "dev.leat.engine.",
          "dev.leat.cli.",
          "com.fasterxml.jackson.",
          "com.google.common.",
          "okhttp3.",
          "okio.",
          "kotlin.");

  /** One line: the exception's simple name and its message. */
  private static String summary(Throwable failure) {
    String name = failure.getClass().getSimpleName();
    return failure.getMessage() == null ? name : name + ": " + failure.getMessage();
  }

  /** The report, several lines without a line break at the end. */
  public String text() {
    Stream<String> head =
        Stream.of("Connector " + connector.name() + " " + connector.version() + " has a defect");
    Stream<String> causes =
        causes().stream().flatMap(each -> Stream.concat(line(each), frames(each)));
    Stream<String> doing =
        Stream.concat(
            table.stream().map(each -> "  table: " + each),
            state.stream().map(each -> "  state: " + each));
    Stream<String> advice = Stream.of("  documentation: " + connector.documentation());
    return Stream.of(head, causes, doing, advice)
        .flatMap(each -> each)
        .collect(Collectors.joining("\n"));
  }

  private Stream<String> line(Throwable each) {
    return Stream.of((each == failure ? "  " : "  caused by ") + summary(each));
  }

  /** The frames that the author can change; the first ones if there are none. */
  private static Stream<String> frames(Throwable thrown) {
    List<StackTraceElement> all = Arrays.asList(thrown.getStackTrace());
    List<StackTraceElement> own = all.stream().filter(CrashReport::isAuthors).toList();
    return (own.isEmpty() ? all : own).stream().limit(FRAMES).map(each -> "    at " + each);
  }

  private static boolean isAuthors(StackTraceElement frame) {
    return NOT_THE_AUTHORS.stream().noneMatch(frame.getClassName()::startsWith);
  }

  private List<Throwable> causes() {
    List<Throwable> causes = new ArrayList<>();
    Throwable next = failure;
    while (next != null && causes.size() < LONGEST_CHAIN) {
      causes.add(next);
      next = next.getCause();
    }
    return causes;
  }
}
