package dev.leat.engine;

import dev.leat.engine.destination.Batch;
import dev.leat.engine.destination.RunRecord;
import dev.leat.engine.destination.Session;
import dev.leat.sdk.Operation;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Brings chunks into a session and decides which checkpoints become commits. Used by one thread.
 *
 * <p>Operations wait here until a checkpoint claims them. Operations beyond a checkpoint are never
 * written before that checkpoint is committed or a later one has come: so whatever happens next,
 * the last checkpoint can still be committed, with its rows and no others.
 */
final class Loader {

  private static final long MOST_WAITING_BYTES = 8L << 20;
  private static final int MOST_WAITING_OPERATIONS = 20_000;

  private final Session session;
  private final CommitPolicy policy;
  private final Clock clock;
  private final RunProgress progress;
  private final Supplier<RunRecord> run;
  private final Map<TableName, Table> declared = new HashMap<>();
  private final Handling handling = new Handling();
  private final Footprint footprint = new Footprint();

  private List<Operation> waiting = new ArrayList<>();
  private long waitingBytes;
  private int claimed;
  private Optional<State> claim = Optional.empty();
  private long writtenRows;
  private long writtenBytes;
  private State committed;
  private Instant committedAt;

  /**
   * @param before the state that the session starts from
   * @param run the record of the run as it stands when a commit is made
   */
  Loader(
      Session session,
      State before,
      CommitPolicy policy,
      Clock clock,
      RunProgress progress,
      Supplier<RunRecord> run) {
    this.session = session;
    this.committed = before;
    this.policy = policy;
    this.clock = clock;
    this.progress = progress;
    this.run = run;
    this.committedAt = clock.instant();
  }

  /** Declares a table to the destination, unless it knows it already just so. */
  void declare(Table table) throws InterruptedException {
    if (!table.equals(declared.get(table.name()))) {
      session.declare(table);
      declared.put(table.name(), table);
    }
  }

  /**
   * Takes the operations of a chunk.
   *
   * @throws IllegalStateException if operations were lost or doubled on their way here
   */
  void take(Chunk chunk) throws InterruptedException {
    progress.arrived(chunk);
    for (Operation operation : chunk.operations()) {
      operation.match(handling);
    }
  }

  /** Commits the last checkpoint, if it is not committed; what follows it stays behind. */
  void commitClaimed() throws InterruptedException {
    if (claim.isEmpty()) {
      return;
    }
    State state = claim.get();
    writeClaimed();
    boolean changed = writtenRows > 0 || !state.equals(committed);
    claim = Optional.empty();
    if (changed) {
      commit(state);
    } else {
      // What is durable is up to date: a large state is not compared again at each checkpoint.
      committedAt = clock.instant();
    }
  }

  /** Commits the state that the sync started from: a full refresh that found nothing. */
  void commitNothing() throws InterruptedException {
    commit(committed);
  }

  private void commit(State state) throws InterruptedException {
    progress.changed(session.commit(state.json(), run.get()));
    committed = state;
    committedAt = clock.instant();
    writtenRows = 0;
    writtenBytes = 0;
    progress.committed();
  }

  private void hold(Operation operation) throws InterruptedException {
    waiting.add(operation);
    waitingBytes += footprint.of(operation);
    if (waitingBytes >= MOST_WAITING_BYTES || waiting.size() >= MOST_WAITING_OPERATIONS) {
      writeAll();
    }
  }

  private void checkpoint(State state) throws InterruptedException {
    claim = Optional.of(state);
    claimed = waiting.size();
    Duration age = Duration.between(committedAt, clock.instant());
    if (policy.isDue(writtenRows + claimed, writtenBytes + waitingBytes, age)) {
      commitClaimed();
    } else if (isHalfFull()) {
      // All that waits is claimed. Later there may be rows beyond, and making room would take a
      // commit.
      writeClaimed();
    }
  }

  private boolean isHalfFull() {
    return waitingBytes >= MOST_WAITING_BYTES / 2 || waiting.size() >= MOST_WAITING_OPERATIONS / 2;
  }

  /** Makes room: beyond a checkpoint only once that is committed. */
  private void writeAll() throws InterruptedException {
    if (claim.isPresent() && claimed < waiting.size()) {
      commitClaimed();
    }
    claimed = waiting.size();
    writeClaimed();
  }

  private void writeClaimed() throws InterruptedException {
    if (claimed == 0) {
      return;
    }
    List<Operation> head = waiting.subList(0, claimed);
    long bytes = head.stream().mapToLong(Footprint::jsonBytes).sum();
    Batch batch = new Batch(head, bytes);
    waiting = new ArrayList<>(waiting.subList(claimed, waiting.size()));
    waitingBytes = waiting.isEmpty() ? 0 : waiting.stream().mapToLong(footprint::of).sum();
    writtenRows += claimed;
    writtenBytes += bytes;
    claimed = 0;
    session.write(batch);
  }

  private final class Handling implements Operation.Cases<Void, InterruptedException> {

    @Override
    public Void upsert(Operation.Upsert upsert) throws InterruptedException {
      hold(upsert);
      return null;
    }

    @Override
    public Void update(Operation.Update update) throws InterruptedException {
      hold(update);
      return null;
    }

    @Override
    public Void delete(Operation.Delete delete) throws InterruptedException {
      hold(delete);
      return null;
    }

    @Override
    public Void truncate(Operation.Truncate truncate) throws InterruptedException {
      hold(truncate);
      return null;
    }

    @Override
    public Void setAside(Operation.SetAside setAside) throws InterruptedException {
      hold(setAside);
      return null;
    }

    @Override
    public Void schemaChange(Operation.SchemaChange change) throws InterruptedException {
      progress.schemaChange(change.table());
      if (!change.table().equals(declared.get(change.table().name()))) {
        writeAll();
        declare(change.table());
      }
      return null;
    }

    @Override
    public Void warning(Operation.Warning warning) {
      progress.warned(warning.message());
      return null;
    }

    @Override
    public Void progress(Operation.Progress made) {
      progress.made(made);
      return null;
    }

    @Override
    public Void checkpoint(Operation.Checkpoint checkpoint) throws InterruptedException {
      progress.checkpoint(checkpoint.state());
      Loader.this.checkpoint(checkpoint.state());
      return null;
    }
  }
}
