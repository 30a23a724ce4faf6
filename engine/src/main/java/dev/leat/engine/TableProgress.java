package dev.leat.engine;

import dev.leat.sdk.schema.TableName;
import java.time.Duration;
import java.util.Optional;

/**
 * How far a running sync has come with one table. Immutable. Holds no secret.
 *
 * @param table its name at the source
 * @param rows upserts, updates and deletes so far
 * @param pages responses read so far
 * @param retries requests repeated so far
 * @param waited time spent waiting so far
 * @param cursor the position of the last checkpoint as JSON; empty before the first, and if it is
 *     one of many parts, which is made only when a commit needs it
 */
public record TableProgress(
    TableName table,
    long rows,
    long pages,
    long retries,
    Duration waited,
    Optional<String> cursor) {}
