package dev.leat.host.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.util.Optional;

/**
 * One table's part of a {@link State}, as a platform keeps it: platforms keep a state a table, and
 * each part must say by itself whose it is. As JSON, beside whatever the platform's own part adds:
 * {@code {"format":1,"connector":"keyset","fingerprint":"9f...","cursor":{...}}}. Stateless.
 */
public final class TablePosition {

  private static final String CONNECTOR = "connector";
  private static final String CURSOR = "cursor";

  private TablePosition() {}

  /** The fields of a position as JSON, without the braces around them; no cursor, no such field. */
  public static String fields(StateOwner owner, Optional<Cursor> cursor) {
    return "\"format\":"
        + State.FORMAT
        + ",\"connector\":"
        + Documents.quoted(owner.connector())
        + ",\"fingerprint\":"
        + Documents.quoted(owner.fingerprint())
        + cursor.map(each -> ",\"cursor\":" + each.json()).orElse("");
  }

  /** Whether a document was written by {@link #fields}, whatever else is in it. */
  public static boolean isPosition(JsonNode document) {
    return document instanceof ObjectNode && document.path(CONNECTOR).isTextual();
  }

  /**
   * A state of one table.
   *
   * @param position as {@link #isPosition} knows it
   * @return without a cursor if the position has none
   * @throws dev.leat.sdk.error.ConfigurationException if the position is corrupt, of a newer
   *     format, or another owner's
   */
  public static State state(JsonNode position, TableName table, StateOwner expected) {
    ObjectNode document = Documents.object();
    document.set("format", position.path("format"));
    document.set(CONNECTOR, position.path(CONNECTOR));
    document.set("fingerprint", position.path("fingerprint"));
    ObjectNode tables = document.putObject("tables");
    if (position.hasNonNull(CURSOR)) {
      tables.set(table.value(), position.get(CURSOR));
    }
    return State.parse(Documents.text(document), expected);
  }
}
