package dev.leat.sdk.walk;

import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

/**
 * One table read part by part, each with its own cursor: the issues of each project, the rows of
 * each account. Immutable.
 *
 * <p>A partition is read as if it were the table, by any walk over it. One that was never read
 * begins at its start, however far the others are. Kept in the state: each partition's cursor,
 * those of equal cursors together, also of partitions that a listing leaves out; a checkpoint costs
 * the same however many there are.
 *
 * <p>A partition that fails keeps its place; the others are read and the sync ends incomplete. If
 * the source refuses who asks, or nothing but failures come, the sync fails.
 */
public final class Partitions implements Walk {

  private static final int TOGETHER = 4;

  /** Failures, with no success, after which the others are not tried. */
  private static final int FAILURES = 10;

  /** How many partitions are tried before a table is said not to be readable. */
  private static final int TRIED = 3;

  private final Table table;
  private final PartitionSource source;
  private final Function<Partition, Walk> walks;
  private final int together;
  private final List<Table> tables;

  private Partitions(
      List<Table> tables, PartitionSource source, Function<Partition, Walk> walks, int together) {
    this.table = tables.get(0);
    this.tables = tables;
    this.source = source;
    this.walks = walks;
    this.together = together;
  }

  /**
   * Reads a table partition by partition.
   *
   * @param walks how one partition is read: a walk over this very table
   */
  public static Partitions of(
      Table table, PartitionSource source, Function<Partition, Walk> walks) {
    return new Partitions(List.of(table), source, walks, TOGETHER);
  }

  /** The state of a table whose partitions have these: for one that takes over from another. */
  public static Cursor cursorOf(Map<Partition, Cursor> cursors) {
    PartitionCursors all = new PartitionCursors(Cursor.empty());
    cursors.forEach(all::set);
    return all.snapshot();
  }

  /**
   * How many partitions are read at once. Default 4. Rows of one partition keep their order.
   *
   * @throws IllegalArgumentException if that is less than one
   */
  public Partitions together(int most) {
    return new Partitions(tables, source, walks, Walks.requireSome(most));
  }

  /**
   * The tables of rows that the walks' row maps take out of others; without them a walk over a
   * partition may send rows of this table only.
   *
   * @throws IllegalArgumentException if one of them is the table itself
   */
  public Partitions andTables(Table... taken) {
    return new Partitions(Walks.all(List.of(table), taken), source, walks, together);
  }

  /** See {@link CursorWalk#resendingYoung}. */
  Partitions resendingYoung() {
    return new Partitions(
        tables, source, partition -> Parents.resendingYoung(walks.apply(partition)), together);
  }

  @Override
  public List<Table> tables() {
    return tables;
  }

  /** Which walk reads a partition is not known before there is one: {@link #check} looks at it. */
  @Override
  public void validate() {}

  /**
   * {@inheritDoc} Of the partitions, three are tried at most, until one can be read: one that is
   * gone does not stop the others. If there is none, there is nothing to try but the listing.
   *
   * @throws IllegalArgumentException as {@link Walk#validate} of the walk over a partition does, or
   *     if that walk reads another table
   */
  @Override
  public void check() throws InterruptedException {
    List<Partition> all = new ArrayList<>();
    Checks.named("Table " + table.name(), () -> all.addAll(source.partitions()));
    Optional<ConnectorException> failure = Optional.empty();
    for (Partition partition : all.subList(0, Math.min(TRIED, all.size()))) {
      try {
        checked(partition).check();
        return;
      } catch (ConnectorException e) {
        if (Checks.isOfTheWholeSource(e)) {
          throw e;
        }
        failure =
            failure.or(
                () -> Optional.of(e.saying(e.getMessage() + " (partition " + partition + ")")));
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private Walk checked(Partition partition) {
    Walk walk = walks.apply(partition);
    walk.validate();
    List<TableName> read = walk.tables().stream().map(Table::name).toList();
    if (!walk.tables().contains(table)) {
      throw new IllegalArgumentException(
          "Table "
              + table.name()
              + ": a partition of it is read by a walk over "
              + read
              + ": give the same table to both");
    }
    if (!tables.containsAll(walk.tables())) {
      throw new IllegalArgumentException(
          "Table "
              + table.name()
              + ": a partition of it is read by a walk that sends rows of "
              + read
              + ": name the others by andTables(...)");
    }
    return walk;
  }

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    return new Family(tables).sync(request, out, this::readSelected);
  }

  private SyncResult readSelected(SyncRequest request, OperationSink out)
      throws InterruptedException {
    Queue<Partition> partitions = new ArrayDeque<>(new LinkedHashSet<>(source.partitions()));
    Workers workers = new Workers(together, partitions.size(), out);
    Reading reading = new Reading(request, new SharedState(request.state(), workers.sink()));
    workers.run(partitions, reading::read);
    out.checkpoint(reading.state());
    return reading.result();
  }

  /** One sync while it runs. For many threads. */
  private final class Reading {
    private final SyncRequest request;
    private final SharedState shared;
    private final PartitionCursors cursors;
    private final Failures failures = new Failures();
    private SyncResult result = SyncResult.complete();
    private boolean hasSucceeded;

    Reading(SyncRequest request, SharedState shared) {
      this.request = request;
      this.shared = shared;
      this.cursors =
          new PartitionCursors(request.state().cursor(table.name()).orElse(Cursor.empty()));
    }

    void read(Partition partition) throws InterruptedException {
      State from = from(partition);
      try {
        end(
            walks
                .apply(partition)
                .sync(request.from(from), operation -> accept(partition, operation)));
      } catch (ConnectorException e) {
        fail(partition, e);
      }
    }

    private synchronized State from(Partition partition) {
      Optional<Cursor> cursor = cursors.cursor(partition);
      return cursor.isPresent()
          ? request.state().with(table.name(), cursor.get())
          : request.state().without(table.name());
    }

    /** A claim of one partition becomes one of the table. */
    private void accept(Partition partition, Operation operation) throws InterruptedException {
      if (!(operation instanceof Operation.Checkpoint checkpoint)) {
        shared.pass(operation);
        return;
      }
      synchronized (this) {
        cursors.set(partition, checkpoint.state().cursor(table.name()).orElse(Cursor.empty()));
        shared.claim(table.name(), cursors.snapshot());
      }
    }

    private synchronized void end(SyncResult ofOne) {
      hasSucceeded = true;
      result = result.and(ofOne);
    }

    private synchronized void fail(Partition partition, ConnectorException e) {
      failures.add("Table " + table.name() + ": partition " + partition, e);
      if (failures.count() >= FAILURES && !hasSucceeded) {
        throw e;
      }
    }

    /** The state at the end: also of partitions that were only listed. */
    synchronized State state() {
      return cursors.isEmpty()
          ? request.state()
          : request.state().with(table.name(), cursors.snapshot());
    }

    synchronized SyncResult result() {
      return failures.with(result);
    }
  }
}
