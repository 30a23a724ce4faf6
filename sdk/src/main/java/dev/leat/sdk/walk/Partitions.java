package dev.leat.sdk.walk;

import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One table read part by part, each with its own cursor: the issues of each project, the rows of
 * each account. Immutable.
 *
 * <p>A partition is read as if it were the table, by any strategy. One that was never read begins
 * at its start, however far the others are. Kept in the state: each partition's cursor, partitions
 * of equal cursors together; those that the source no longer names are dropped.
 *
 * <p>A partition that fails because of its data keeps its place; the others are read and the sync
 * ends incomplete. Any other failure ends the sync.
 */
public final class Partitions implements Walk {

  private static final String GROUPS = "partitions";
  private static final String NAMES = "names";
  private static final String NAME = "name";
  private static final String CURSOR = "cursor";
  private static final int MOST = 10_000;

  private final Table table;
  private final PartitionSource source;
  private final Function<String, Walk> walks;

  /** Names the partitions, at the start of a sync. */
  @FunctionalInterface
  public interface PartitionSource {

    /**
     * The names of all partitions, each once.
     *
     * @throws ConnectorException if the source cannot be asked
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    List<String> names() throws InterruptedException;
  }

  private Partitions(Table table, PartitionSource source, Function<String, Walk> walks) {
    this.table = table;
    this.source = source;
    this.walks = walks;
  }

  /**
   * Reads a table partition by partition.
   *
   * @param walks how one partition is read: a walk over this very table
   */
  public static Partitions of(Table table, PartitionSource source, Function<String, Walk> walks) {
    return new Partitions(table, source, walks);
  }

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    if (!request.selection().contains(table.name())) {
      out.checkpoint(request.state());
      return SyncResult.complete();
    }
    Set<String> names = new LinkedHashSet<>(source.names());
    if (names.size() > MOST) {
      throw new SourceDataException(
          "Table " + table.name() + ": more than " + MOST + " partitions: group them");
    }
    Map<String, Cursor> cursors = stored(request.state());
    cursors.keySet().retainAll(names);
    SyncResult result = SyncResult.complete();
    for (String name : names) {
      result = result.and(read(name, cursors, request, out));
    }
    out.checkpoint(state(request.state(), cursors));
    return result;
  }

  private SyncResult read(
      String name, Map<String, Cursor> cursors, SyncRequest request, OperationSink out)
      throws InterruptedException {
    Cursor from = cursors.get(name);
    State alone =
        from == null
            ? request.state().without(table.name())
            : request.state().with(table.name(), from);
    try {
      return walks
          .apply(name)
          .sync(
              request.from(alone),
              operation -> out.accept(widened(operation, name, cursors, request.state())));
    } catch (SourceDataException e) {
      return SyncResult.incomplete(
          "partition \"" + name + "\" could not be read: " + e.getMessage());
    }
  }

  /** A checkpoint of one partition as one of all. */
  private Operation widened(
      Operation operation, String name, Map<String, Cursor> cursors, State state) {
    if (!(operation instanceof Operation.Checkpoint checkpoint)) {
      return operation;
    }
    cursors.put(name, checkpoint.state().cursor(table.name()).orElse(Cursor.empty()));
    return new Operation.Checkpoint(state(state, cursors));
  }

  private Map<String, Cursor> stored(State state) {
    Map<String, Cursor> cursors = new TreeMap<>();
    for (Cursor group : state.cursor(table.name()).orElse(Cursor.empty()).parts(GROUPS)) {
      Cursor cursor = group.parts(CURSOR).get(0);
      group.parts(NAMES).forEach(each -> cursors.put(each.text(NAME).orElseThrow(), cursor));
    }
    return cursors;
  }

  private State state(State state, Map<String, Cursor> cursors) {
    Map<Cursor, List<Cursor>> groups = new LinkedHashMap<>();
    cursors.forEach(
        (name, cursor) ->
            groups.computeIfAbsent(cursor, none -> new ArrayList<>()).add(Cursor.of(NAME, name)));
    List<Cursor> parts = new ArrayList<>();
    groups.forEach(
        (cursor, names) ->
            parts.add(Cursor.empty().with(NAMES, names).with(CURSOR, List.of(cursor))));
    return parts.isEmpty()
        ? state.without(table.name())
        : state.with(table.name(), Cursor.empty().with(GROUPS, parts));
  }
}
