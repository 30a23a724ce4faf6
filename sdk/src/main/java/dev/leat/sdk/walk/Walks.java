package dev.leat.sdk.walk;

import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Joins walks. */
public final class Walks {

  private Walks() {}

  /**
   * One walk after the other. The result is complete only if all are; all reasons are kept. A walk
   * that fails leaves the others going; the sync then fails as the first of them did.
   *
   * @throws IllegalArgumentException if there is none, or two read the same table
   */
  public static Walk inOrder(Walk... walks) {
    return together(1, walks);
  }

  /**
   * Several walks at once. The rows of each keep their order; the result is complete only if all
   * are. A walk that fails leaves the others going; the sync then fails as the first of them did.
   *
   * @param most how many at a time
   * @throws IllegalArgumentException if there is no walk, two read the same table, or none may run
   */
  public static Walk together(int most, Walk... walks) {
    if (walks.length == 0) {
      throw new IllegalArgumentException("Walks need at least one walk: name a table");
    }
    List<Walk> all = List.of(walks);
    List<Table> tables = all.stream().flatMap(walk -> walk.tables().stream()).toList();
    requireDistinct(tables);
    return new Joined(requireSome(most), all, tables);
  }

  /** These tables and more of them, no two of one name. */
  static List<Table> all(List<Table> tables, Table... more) {
    List<Table> all = Stream.concat(tables.stream(), Stream.of(more)).toList();
    requireDistinct(all);
    return all;
  }

  private static void requireDistinct(List<Table> tables) {
    Set<TableName> names = new HashSet<>();
    for (Table table : tables) {
      if (!names.add(table.name())) {
        throw new IllegalArgumentException(
            "Table " + table.name() + " is read by two walks: join them, or rename one");
      }
    }
  }

  static int requireSome(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("At least one is read at a time, got " + most);
    }
    return most;
  }

  private record Joined(int most, List<Walk> walks, List<Table> tables) implements Walk {

    @Override
    public void validate() {
      walks.forEach(Walk::validate);
    }

    @Override
    public void check() throws InterruptedException {
      Checks.all(walks);
    }

    @Override
    public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
      Workers workers = new Workers(most, walks.size(), out);
      SharedState shared = new SharedState(request.state(), workers.sink());
      Outcome outcome = new Outcome();
      workers.run(new ArrayDeque<>(walks), walk -> read(walk, request, shared, outcome));
      return outcome.end();
    }

    private static void read(Walk walk, SyncRequest request, SharedState shared, Outcome outcome)
        throws InterruptedException {
      Set<TableName> names = new HashSet<>();
      walk.tables().forEach(table -> names.add(table.name()));
      try {
        outcome.add(walk.sync(request.from(shared.state()), shared.of(names)));
      } catch (ConnectorException e) {
        outcome.add(e);
      }
    }
  }

  /** What came of several walks. For many threads. */
  private static final class Outcome {
    private SyncResult result = SyncResult.complete();
    private ConnectorException failure;

    synchronized void add(SyncResult ofOne) {
      result = result.and(ofOne);
    }

    synchronized void add(ConnectorException ofOne) {
      if (failure == null) {
        failure = ofOne;
      } else {
        failure.addSuppressed(ofOne);
      }
    }

    synchronized SyncResult end() {
      if (failure != null) {
        throw failure;
      }
      return result;
    }
  }
}
