package dev.leat.host.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.util.Optional;

/**
 * One table's part of a {@link State}, as a platform keeps it: platforms keep a state a table, so
 * each part is a whole state of one table, which says by itself whose it is. As JSON, beside
 * whatever the platform's own part adds: {@code {"leat":{"format":1,...}}}. Stateless.
 */
public final class TablePosition {

  private static final String FIELD = "leat";

  private TablePosition() {}

  /** The position as a JSON field, without braces around it. */
  public static String field(StateOwner owner, TableName table, Optional<Cursor> cursor) {
    State empty = State.empty(owner);
    State state = cursor.map(each -> empty.with(table, each)).orElse(empty);
    return "\"" + FIELD + "\":" + state.json();
  }

  /** Whether a document has a {@link #field} in it, whatever else it has. */
  public static boolean isPosition(JsonNode document) {
    return document.path(FIELD) instanceof ObjectNode;
  }

  /**
   * The state that a document's {@link #field} stands for.
   *
   * @throws dev.leat.sdk.error.ConfigurationException if it is corrupt, of a newer format, or
   *     another owner's
   */
  public static State state(JsonNode position, StateOwner expected) {
    return State.parse(Documents.text(position.path(FIELD)), expected);
  }
}
