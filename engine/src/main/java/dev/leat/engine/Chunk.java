package dev.leat.engine;

import dev.leat.sdk.Operation;
import dev.leat.sdk.schema.TableName;
import java.util.List;
import java.util.Map;

/**
 * Operations on their way from the source's thread to the destination's, in order. Immutable.
 *
 * @param operations at least one; a checkpoint can only be the last
 * @param footprint bytes that are held because of them
 * @param counted what the sender has counted since the start, by table, with these
 */
record Chunk(List<Operation> operations, long footprint, Map<TableName, RowCounts> counted) {}
