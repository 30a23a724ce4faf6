package dev.leat.destination.sql;

import dev.leat.engine.destination.Destination;
import dev.leat.engine.destination.RunRecord;
import dev.leat.engine.destination.Session;
import dev.leat.engine.destination.SessionRequest;
import dev.leat.engine.view.View;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A SQL database. Thread-safe. */
public abstract class SqlDestination implements Destination {

  private final CommitStep.Observer observer;

  /**
   * A destination that is not touched yet.
   *
   * @param observer hears of the steps of each commit
   */
  protected SqlDestination(CommitStep.Observer observer) {
    this.observer = observer;
  }

  /**
   * Locks the database for a pipeline and opens it; makes it if it is not there and can be made.
   *
   * @param now when the sync started
   * @throws dev.leat.engine.destination.PipelineBusyException if somebody else holds it
   * @throws dev.leat.sdk.error.ConfigurationException if it cannot be opened or written
   */
  protected abstract HeldDatabase hold(String pipeline, Instant now);

  /** Opens the database to read; empty if it is not there. */
  protected abstract Optional<Database> open();

  /** Explains why the database cannot be used, by what people can do about it. */
  protected abstract RuntimeException explained(SQLException e);

  @Override
  public final Session begin(SessionRequest request) {
    HeldDatabase held = hold(request.pipeline(), request.clock().instant());
    try {
      return new SqlSession(held, request, observer);
    } catch (SQLException e) {
      throw released(held, explained(e));
    } catch (RuntimeException e) {
      throw released(held, e);
    }
  }

  @Override
  public final Optional<String> state(String pipeline) {
    return read(system -> system.state(pipeline), Optional.empty());
  }

  @Override
  public final List<RunRecord> runs() {
    return read(SystemTables::runs, List.of());
  }

  @Override
  public final void replaceState(String pipeline, Optional<String> state) {
    if (state.isEmpty() && !isThere()) {
      return;
    }
    Clock clock = Clock.systemUTC();
    try (HeldDatabase held = hold(pipeline, clock.instant())) {
      replaceState(held.database(), pipeline, state, clock.instant());
    } catch (SQLException e) {
      throw explained(e);
    }
  }

  @Override
  public final Optional<View> view() {
    Optional<Database> there = open();
    if (there.isEmpty()) {
      return Optional.empty();
    }
    SqlView view = new SqlView(there.get(), this::explained);
    if (view.isOfLeat()) {
      return Optional.of(view);
    }
    view.close();
    return Optional.empty();
  }

  /** Whether anything of Leat is there; asked before it is made. */
  protected boolean isThere() {
    return read(system -> true, false);
  }

  private <T> T read(Question<T> question, T ofNothing) {
    Optional<Database> there = open();
    if (there.isEmpty()) {
      return ofNothing;
    }
    try (Database database = there.get()) {
      SystemTables system = new SystemTables(database);
      return system.exist() ? question.ask(system) : ofNothing;
    } catch (SQLException e) {
      throw explained(e);
    }
  }

  private static void replaceState(
      Database database, String pipeline, Optional<String> state, Instant now) throws SQLException {
    SystemTables system = new SystemTables(database);
    system.create();
    SystemTables.Stored before = system.stored(pipeline);
    SystemTables.Stored after =
        new SystemTables.Stored(before.epoch() + 1, before.version() + 1, before.replacing());
    database.begin();
    try {
      system.store(pipeline, after, state, now);
      database.commit();
    } catch (SQLException e) {
      database.rollback(e);
      throw e;
    }
  }

  private static RuntimeException released(HeldDatabase held, RuntimeException because) {
    try (held) {
      return because;
    }
  }

  /** Something that Leat's own tables answer. */
  @FunctionalInterface
  private interface Question<T> {
    T ask(SystemTables system) throws SQLException;
  }
}
