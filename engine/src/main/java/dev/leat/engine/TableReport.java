package dev.leat.engine;

import dev.leat.engine.destination.ColumnChange;
import dev.leat.engine.destination.TableChanges;
import dev.leat.sdk.schema.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a sync did with one table. Immutable. Holds no secret.
 *
 * @param table its name at the source
 * @param read what the connector sent
 * @param changes what became of it in the destination, as far as it was committed
 * @param columnChanges stored columns that have got another type, in order
 * @param pages responses read
 * @param retries requests that had to be repeated
 * @param waited time spent waiting to repeat requests and for rate limits
 * @param cursorBefore where the last sync had stopped, as JSON; empty if it had not begun. One of
 *     more than 4,000 characters is a JSON text that says how many it has
 * @param cursorAfter where this sync stopped, in the same way, as far as it was committed
 */
public record TableReport(
    TableName table,
    RowCounts read,
    TableChanges changes,
    List<ColumnChange> columnChanges,
    long pages,
    long retries,
    Duration waited,
    Optional<String> cursorBefore,
    Optional<String> cursorAfter) {

  /** Copies the list. */
  public TableReport {
    columnChanges = List.copyOf(columnChanges);
  }
}
