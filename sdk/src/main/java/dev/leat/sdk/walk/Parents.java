package dev.leat.sdk.walk;

import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.row.Row;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads a table and, for each of its rows that is new or has changed, the rows of another table
 * that belong to it: the comments of issues, the events of tickets. Parents that did not change
 * cost no request. Immutable.
 *
 * <p>The children of a parent are read whole each time it changes, but once in a sync: if it
 * changes again meanwhile, the next sync reads them. A position of the parents is claimed only once
 * the children of all parents before it were sent. Kept in the state, in the children's cursor: the
 * parents' position up to which children are there, which may lie behind the parents' own if the
 * children's table was selected later, and parents whose children could not be read, or not all, or
 * that changed again after they were; the next sync reads those, too. So it does those of parents
 * that were younger than their walk's visibility lag, if that is a walk over a cursor, or
 * partitions of such walks: children may become visible later than their parent.
 *
 * <p><b>Asks of the source.</b> A parent changes whenever one of its children is added or changes;
 * the children are visible once the parent may be claimed. <b>Not captured:</b> children that are
 * gone.
 */
public final class Parents implements Walk {

  private static final String PARENT = "parent";
  private static final String PENDING = "pending";
  private static final String NAME = "name";
  private static final int TOGETHER = 4;

  /** Parents that are known to have been asked for; others may be asked for twice in a sync. */
  private static final int REMEMBERED = 100_000;

  private final Walk parents;
  private final Table parent;
  private final Function<? super Row, Partition> partitionOf;
  private final Predicate<? super Row> haveChildren;
  private final Table children;
  private final List<Table> ofChildren;
  private final Function<Partition, Walk> walks;
  private final int together;

  private Parents(
      Walk parents,
      Function<? super Row, Partition> partitionOf,
      Predicate<? super Row> haveChildren,
      List<Table> ofChildren,
      Function<Partition, Walk> walks,
      int together) {
    this.parents = parents;
    this.parent = parents.tables().get(0);
    this.partitionOf = partitionOf;
    this.haveChildren = haveChildren;
    this.children = ofChildren.get(0);
    this.ofChildren = ofChildren;
    this.walks = walks;
    this.together = together;
  }

  /**
   * Reads children of the parents that changed.
   *
   * @param parents a walk whose first table is that of the parents
   * @param partitionOf what names a parent, from its row as it is sent
   * @param children the table of the children
   * @param walks how the children of one parent are read: a walk over that very table, from its
   *     start
   * @throws IllegalArgumentException if the children's table is one of the parents'
   */
  public static Parents of(
      Walk parents,
      Function<? super Row, Partition> partitionOf,
      Table children,
      Function<Partition, Walk> walks) {
    if (parents.tables().stream().anyMatch(each -> each.name().equals(children.name()))) {
      throw new IllegalArgumentException(
          "Table " + children.name() + " is one of the parents': give the children their own");
    }
    return new Parents(
        resendingYoung(parents), partitionOf, row -> true, List.of(children), walks, TOGETHER);
  }

  static Walk resendingYoung(Walk walk) {
    if (walk instanceof CursorWalk<?> overCursor) {
      return overCursor.resendingYoung();
    }
    return walk instanceof Partitions partitions ? partitions.resendingYoung() : walk;
  }

  /**
   * The children of how many parents are read at once. Default 4.
   *
   * @throws IllegalArgumentException if that is less than one
   */
  public Parents together(int most) {
    return new Parents(
        parents, partitionOf, haveChildren, ofChildren, walks, Walks.requireSome(most));
  }

  /**
   * Which parents have children, by a row as it is sent: the others are not asked for them. By
   * default all are.
   */
  public Parents having(Predicate<? super Row> some) {
    return new Parents(parents, partitionOf, some, ofChildren, walks, together);
  }

  /**
   * The tables of rows that the row maps of the children's walks take out of others.
   *
   * @throws IllegalArgumentException if one of them is the children's table or one of the parents'
   */
  public Parents andTables(Table... taken) {
    Walks.all(tables(), taken);
    return new Parents(
        parents, partitionOf, haveChildren, Walks.all(List.of(children), taken), walks, together);
  }

  @Override
  public List<Table> tables() {
    List<Table> all = new ArrayList<>(parents.tables());
    all.addAll(ofChildren);
    return List.copyOf(all);
  }

  /** Which walk reads children is not known before there is a parent. */
  @Override
  public void validate() {
    parents.validate();
  }

  /** {@inheritDoc} Children are not tried: whose they are is only known from a parent's row. */
  @Override
  public void check() throws InterruptedException {
    parents.check();
  }

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    Family family = new Family(ofChildren);
    return family.isSelectedIn(request)
        ? family.sync(request, out, this::readSelected)
        : parents.sync(request, out);
  }

  private SyncResult readSelected(SyncRequest request, OperationSink out)
      throws InterruptedException {
    Reading reading = new Reading(request, out);
    SyncResult ofParents = parents.sync(reading.ofParents(), reading::accept);
    reading.readLeftOver();
    return reading.result(ofParents);
  }

  /** One sync while it runs. For one thread, but for the children's requests. */
  private final class Reading {
    private final SyncRequest request;
    private final OperationSink out;
    private final boolean parentIsSelected;

    /** Whose children are to be read. */
    private final Set<Partition> due = new LinkedHashSet<>();

    /** Whose children were asked for in this sync. */
    private final Set<Partition> asked = new HashSet<>();

    /** Whose children are not all there, as far as they are not due. */
    private final Set<Partition> pending = new LinkedHashSet<>();

    /** Those that an earlier sync left: they may come up in this one by themselves. */
    private final Set<Partition> leftOver = new LinkedHashSet<>();

    private State last;

    private final Failures failures = new Failures();
    private SyncResult ofChildren = SyncResult.complete();

    Reading(SyncRequest request, OperationSink out) {
      this.request = request;
      this.out = out;
      this.parentIsSelected = request.selection().contains(parent.name());
      stored()
          .parts(PENDING)
          .forEach(each -> leftOver.add(Partition.ofKey(each.text(NAME).orElseThrow())));
      pending.addAll(leftOver);
      last = request.state();
    }

    private Cursor stored() {
      return request.state().cursor(children.name()).orElse(Cursor.empty());
    }

    /** The parents from where their children are there. */
    SyncRequest ofParents() {
      // A table that is replaced needs the children of all parents.
      Optional<Cursor> from =
          children.isReplaced() ? Optional.empty() : stored().parts(PARENT).stream().findFirst();
      State state =
          from.isPresent()
              ? request.state().with(parent.name(), from.get())
              : request.state().without(parent.name());
      List<Table> selected = new ArrayList<>(request.selection().tables());
      if (!parentIsSelected) {
        selected.add(parent);
      }
      return request.from(state).selecting(Schema.of(selected.toArray(Table[]::new)));
    }

    void accept(Operation operation) throws InterruptedException {
      boolean isOfParent = operation.findTable().equals(Optional.of(parent.name()));
      if (operation instanceof Operation.Upsert upsert && isOfParent) {
        take(upsert.row());
      }
      if (operation instanceof Operation.Checkpoint checkpoint) {
        last = checkpoint.state();
        claim();
      } else if (!isOfParent || parentIsSelected) {
        out.accept(operation);
      }
    }

    private void take(Row row) {
      if (!haveChildren.test(row)) {
        return;
      }
      Partition partition = partitionOf.apply(row);
      (asked.contains(partition) ? pending : due).add(partition);
    }

    private void claim() throws InterruptedException {
      readChildren();
      out.checkpoint(claimed(last));
    }

    /** Reads what an earlier sync left and this one has not come across. */
    void readLeftOver() throws InterruptedException {
      leftOver.removeAll(asked);
      if (!leftOver.isEmpty()) {
        due.addAll(leftOver);
        claim();
      }
    }

    private State claimed(State ofParents) {
      Cursor cursor = Cursor.empty();
      Optional<Cursor> parentCursor = ofParents.cursor(parent.name());
      if (parentCursor.isPresent()) {
        cursor = cursor.with(PARENT, List.of(parentCursor.get()));
      }
      if (!pending.isEmpty()) {
        cursor =
            cursor.with(
                PENDING, pending.stream().map(each -> Cursor.of(NAME, each.key())).toList());
      }
      State state = parentIsSelected ? ofParents : withoutParent(ofParents);
      return cursor.isEmpty() ? state : state.with(children.name(), cursor);
    }

    private State withoutParent(State ofParents) {
      Optional<Cursor> before = request.state().cursor(parent.name());
      return before.isPresent()
          ? ofParents.with(parent.name(), before.get())
          : ofParents.without(parent.name());
    }

    private void readChildren() throws InterruptedException {
      List<Partition> all = List.copyOf(due);
      due.clear();
      pending.addAll(all);
      asked.addAll(all.subList(0, Math.min(all.size(), REMEMBERED - asked.size())));
      Workers workers = new Workers(together, all.size(), out);
      OperationSink sink = workers.sink();
      workers.run(new ArrayDeque<>(all), each -> read(each, sink));
    }

    private void read(Partition partition, OperationSink sink) throws InterruptedException {
      SyncRequest fromStart = request.from(request.state().without(children.name()));
      try {
        SyncResult result =
            walks
                .apply(partition)
                .sync(
                    fromStart,
                    operation -> {
                      if (!(operation instanceof Operation.Checkpoint)) {
                        sink.accept(operation);
                      }
                    });
        end(partition, result);
      } catch (ConnectorException e) {
        fail(partition, e);
      }
    }

    private synchronized void end(Partition partition, SyncResult result) {
      if (result.isComplete()) {
        pending.remove(partition);
      }
      ofChildren = ofChildren.and(result);
    }

    private synchronized void fail(Partition partition, ConnectorException e) {
      failures.add("Table " + children.name() + ": those of " + partition, e);
    }

    SyncResult result(SyncResult ofParents) {
      return failures.with(ofParents.and(ofChildren));
    }
  }
}
