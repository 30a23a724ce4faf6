package dev.leat.cli.verify;

import dev.leat.sdk.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is verified, and how its processes are started. Immutable.
 *
 * @param program starts this program: java, its options, its main class
 * @param connector the arguments that name the connector: a name, a jar, or {@code --command} and a
 *     command
 * @param settings the file of settings; empty if there is none
 * @param tables their names, as for {@code --tables}; empty for all
 * @param directory where the processes work
 * @param schema the tables that are compared
 */
public record Subject(
    List<String> program,
    List<String> connector,
    Optional<Path> settings,
    List<String> tables,
    Path directory,
    Schema schema) {

  /** The name of the command that runs a {@link WatchedSync}. */
  public static final String WATCHED_SYNC = "watched-sync";

  /** The option of that command that makes it commit at every checkpoint. */
  public static final String EVERY_CHECKPOINT = "--every-checkpoint";

  private static final String COMMAND = "--command";

  /** Copies the lists. */
  public Subject {
    program = List.copyOf(program);
    connector = List.copyOf(connector);
    tables = List.copyOf(tables);
  }

  /** Whether the connector runs in a process of its own already. */
  boolean isCommand() {
    return connector.get(0).equals(COMMAND);
  }

  /**
   * The command line of a sync that is not killed, but resumes one that was, as {@code leat sync}
   * would.
   *
   * @param temporary where it makes temporary files
   */
  List<String> resume(Path database, Path temporary) {
    return sync(database, temporary, connector);
  }

  /** The command line of a sync that commits at every checkpoint, and is not killed. */
  List<String> undisturbed(Path database, Path temporary) {
    List<String> line = sync(database, temporary, connector);
    line.add(EVERY_CHECKPOINT);
    return line;
  }

  /**
   * The command line of a sync that commits at every checkpoint, to be killed.
   *
   * @param point where it stands still; at a byte, its connector's output is cut
   */
  List<String> killed(Path database, Path temporary, KillPoint point) {
    List<String> line = sync(database, temporary, connectorFor(point));
    line.addAll(List.of(EVERY_CHECKPOINT, "--at", point.text()));
    return line;
  }

  private List<String> sync(Path database, Path temporary, List<String> named) {
    List<String> line = new ArrayList<>(program);
    line.add(1, "-Djava.io.tmpdir=" + temporary);
    line.add(WATCHED_SYNC);
    line.addAll(named);
    line.addAll(List.of("--database", database.toString()));
    settings.ifPresent(file -> line.addAll(List.of("--config", file.toString())));
    if (!tables.isEmpty()) {
      line.addAll(List.of("--tables", String.join(",", tables)));
    }
    return line;
  }

  private List<String> connectorFor(KillPoint point) {
    if (point.moment() != Moment.BYTE && point.victim() == KillPoint.Victim.BOTH) {
      return connector;
    }
    String command =
        isCommand()
            ? connector.get(1)
            : words(java(ConnectorMain.class)) + " " + word(connector.get(0));
    if (point.moment() == Moment.BYTE) {
      command = words(java(CutMain.class)) + " " + point.number() + " " + command;
    }
    return List.of(COMMAND, command);
  }

  /** This program's java with another main class, which is the last of its words. */
  private List<String> java(Class<?> main) {
    List<String> line = new ArrayList<>(program);
    line.set(line.size() - 1, main.getName());
    return line;
  }

  private static String words(List<String> words) {
    return String.join(" ", words.stream().map(Subject::word).toList());
  }

  /** A word as it is written in a command line. */
  private static String word(String word) {
    return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
