package dev.leat.destination.duckdb;

import dev.leat.engine.destination.Destination;
import dev.leat.engine.destination.RunRecord;
import dev.leat.engine.destination.Session;
import dev.leat.engine.destination.SessionRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** A DuckDB file. Thread-safe. */
final class DuckDbDestination implements Destination {

  private final DatabaseFile file;
  private final CommitStep.Observer observer;

  /**
   * @param observer is told of the steps of each commit
   */
  DuckDbDestination(DatabaseFile file, CommitStep.Observer observer) {
    this.file = file;
    this.observer = observer;
  }

  @Override
  public Session begin(SessionRequest request) {
    file.requireFolder();
    PipelineLock lock =
        PipelineLock.take(file.path(), request.pipeline(), request.clock().instant());
    Database database = null;
    try {
      database = file.openToWrite();
      return new DuckDbSession(file, lock, database, request, observer);
    } catch (SQLException e) {
      throw released(lock, database, file.explained(e));
    } catch (RuntimeException e) {
      throw released(lock, database, e);
    }
  }

  @Override
  public Optional<String> state(String pipeline) {
    if (!file.exists()) {
      return Optional.empty();
    }
    try (Database database = file.openToRead()) {
      SystemTables system = new SystemTables(database);
      return system.exist() ? system.stored(pipeline).state() : Optional.empty();
    } catch (SQLException e) {
      throw file.explained(e);
    }
  }

  @Override
  public void replaceState(String pipeline, Optional<String> state) {
    if (!file.exists() && state.isEmpty()) {
      return;
    }
    file.requireFolder();
    Clock clock = Clock.systemUTC();
    PipelineLock lock = PipelineLock.take(file.path(), pipeline, clock.instant());
    try (lock) {
      replaceState(pipeline, state, clock);
    } catch (SQLException e) {
      throw file.explained(e);
    } catch (IOException e) {
      throw new UncheckedIOException("The lock of " + file.path() + " could not be released", e);
    }
  }

  @Override
  public List<RunRecord> runs() {
    if (!file.exists()) {
      return List.of();
    }
    try (Database database = file.openToRead()) {
      SystemTables system = new SystemTables(database);
      return system.exist() ? system.runs() : List.of();
    } catch (SQLException e) {
      throw file.explained(e);
    }
  }

  private void replaceState(String pipeline, Optional<String> state, Clock clock)
      throws SQLException {
    try (Database database = file.openToWrite()) {
      SystemTables system = new SystemTables(database);
      system.create();
      SystemTables.Stored before = system.stored(pipeline);
      SystemTables.Stored after =
          new SystemTables.Stored(
              state, before.epoch() + 1, before.version() + 1, before.replacing());
      database.begin();
      try {
        system.store(pipeline, after, clock.instant());
        database.commit();
      } catch (SQLException e) {
        database.rollback(e);
        throw e;
      }
    }
  }

  private static RuntimeException released(
      PipelineLock lock, Database database, RuntimeException because) {
    try (lock) {
      if (database != null) {
        database.close();
      }
    } catch (IOException | SQLException e) {
      because.addSuppressed(e);
    }
    return because;
  }
}
