package dev.leat.host.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.sdk.Connector;
import dev.leat.sdk.protocol.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A host platform, as far as a connector can tell it from the real one. */
interface Platform {

  /** How a reading ended, as the platform sees it. */
  enum Ending {
    COMPLETE,
    /** The user is told to act before the next one. */
    REFUSED,
    OTHER
  }

  /** What a message is about. */
  enum Kind {
    ROWS,
    STATE,
    OTHER
  }

  /** What becomes of a column that was not declared when the tables were discovered. */
  enum Undeclared {
    STORED,
    DROPPED
  }

  /**
   * One reading.
   *
   * @param messages what the platform received, each as one line of text
   * @param said to the user
   */
  record Reading(Ending ending, List<String> messages, String said) {

    /** What the commands of a process printed, one after another; the last one decides. */
    static Reading of(List<String> before, Command last) {
      Ending ending =
          last.exit() == ExitCode.COMPLETE.number()
              ? Ending.COMPLETE
              : last.exit() == ExitCode.CONFIGURATION.number() ? Ending.REFUSED : Ending.OTHER;
      List<String> messages = new ArrayList<>(before);
      messages.addAll(last.lines());
      return new Reading(ending, messages, last.err());
    }
  }

  /**
   * Discovers, and reads all tables.
   *
   * @param folder for the files that the platform hands over
   * @param settings the configuration
   * @param state what {@link Store#state} gave; blank for the first sync
   * @param deselected columns that the user does not want
   */
  Reading read(
      Connector connector,
      Path folder,
      Map<String, String> settings,
      String state,
      Set<String> deselected);

  /** What a message of {@link Reading#messages} is about. */
  Kind kind(String message);

  /** What the platform does by itself, without a new discovery. */
  Undeclared undeclared();

  /** Nothing stored yet. */
  Store store();

  /** What the platform keeps: rows, and its state. */
  interface Store {

    /** Takes one message. */
    void take(String message);

    /** The state to hand over next time; blank if there is none yet. */
    String state();

    /** The rows of a table by their {@code id}, without those that are gone. */
    Map<String, JsonNode> rows(String table);

    default void takeAll(List<String> messages) {
      messages.forEach(this::take);
    }
  }
}
