package dev.leat.sdk;

import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.Cursor;
import java.util.Optional;

/**
 * A connector that can go on where another program stopped: it reads the positions of that program.
 * Implementations are thread-safe.
 */
public interface Successor extends Connector {

  /**
   * The position of a table, in this connector's own form.
   *
   * @param position JSON, as the other program kept it
   * @param configuration valid settings
   * @return empty if it says nothing that can be used: the table is then read from its beginning
   */
  Optional<Cursor> takeOver(TableName table, String position, Configuration configuration);
}
