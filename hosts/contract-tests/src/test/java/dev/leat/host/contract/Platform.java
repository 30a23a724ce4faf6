package dev.leat.host.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.sdk.Connector;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A host platform, as far as a connector can tell it from the real one. */
interface Platform {

  /**
   * Discovers, and reads all tables.
   *
   * @param folder for the files that the platform hands over
   * @param settings the configuration, as JSON
   * @param state what {@link Store#state} gave; blank for the first sync
   * @param deselected columns that the user does not want
   */
  Command read(
      Connector connector,
      Clock clock,
      Path folder,
      String settings,
      String state,
      Set<String> deselected);

  /** Nothing stored yet. */
  Store store();

  /** What the platform keeps: rows, and its state. */
  interface Store {

    /** Takes one line. */
    void take(String line);

    /** The state to hand over next time; blank if there is none yet. */
    String state();

    /** The rows of a table by their {@code id}, without those that are gone. */
    Map<String, JsonNode> rows(String table);

    default void takeAll(List<String> lines) {
      lines.forEach(this::take);
    }
  }
}
