package dev.leat.cli.verify;

import dev.leat.destination.duckdb.DuckDbProvider;
import dev.leat.destination.sql.CommitStep;
import dev.leat.engine.destination.Batch;
import dev.leat.engine.destination.Destination;
import dev.leat.engine.destination.RunRecord;
import dev.leat.engine.destination.Session;
import dev.leat.engine.destination.SessionRequest;
import dev.leat.engine.destination.TableChanges;
import dev.leat.engine.view.View;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A DuckDB file whose batches and commits are counted, and which may stand still at one. */
final class WatchedDestination implements Destination {

  private final Destination destination;
  private final Breakpoint breakpoint;
  private volatile long writes;
  private volatile long commits;

  WatchedDestination(Path file, Breakpoint breakpoint) {
    this.breakpoint = breakpoint;
    this.destination = DuckDbProvider.observed(file, this::reached);
  }

  /** Batches that were staged. */
  long writes() {
    return writes;
  }

  /** Commits that were done; the one that ends the sync is among them. */
  long commits() {
    return commits;
  }

  @Override
  public Session begin(SessionRequest request) throws InterruptedException {
    return new WatchedSession(destination.begin(request));
  }

  @Override
  public Optional<String> state(String pipeline) throws InterruptedException {
    return destination.state(pipeline);
  }

  @Override
  public void replaceState(String pipeline, Optional<String> state) throws InterruptedException {
    destination.replaceState(pipeline, state);
  }

  @Override
  public List<RunRecord> runs() throws InterruptedException {
    return destination.runs();
  }

  @Override
  public Optional<View> view() throws InterruptedException {
    return destination.view();
  }

  private void reached(CommitStep step) {
    breakpoint.at(Moment.valueOf(step.name()), commits + 1);
  }

  private final class WatchedSession implements Session {

    private final Session session;

    WatchedSession(Session session) {
      this.session = session;
    }

    @Override
    public Optional<String> state() {
      return session.state();
    }

    @Override
    public Set<TableName> inspect(Schema selection) {
      return session.inspect(selection);
    }

    @Override
    public void declare(Table table) throws InterruptedException {
      session.declare(table);
    }

    @Override
    public void write(Batch batch) throws InterruptedException {
      long number = writes + 1;
      breakpoint.at(Moment.BEFORE_WRITE, number);
      session.write(batch);
      writes = number;
      breakpoint.at(Moment.AFTER_WRITE, number);
    }

    @Override
    public Map<String, TableChanges> commit(String state, RunRecord run)
        throws InterruptedException {
      return watched(() -> session.commit(state, run));
    }

    @Override
    public Map<String, TableChanges> finish(RunRecord run) throws InterruptedException {
      return watched(() -> session.finish(run));
    }

    @Override
    public void close() {
      session.close();
    }

    private Map<String, TableChanges> watched(Commit commit) throws InterruptedException {
      long number = commits + 1;
      breakpoint.at(Moment.BEFORE_COMMIT, number);
      Map<String, TableChanges> changes = commit.done();
      commits = number;
      breakpoint.at(Moment.AFTER_COMMIT, number);
      return changes;
    }
  }

  @FunctionalInterface
  private interface Commit {
    Map<String, TableChanges> done() throws InterruptedException;
  }
}
