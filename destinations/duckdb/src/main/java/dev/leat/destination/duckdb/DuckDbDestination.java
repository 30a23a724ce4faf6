package dev.leat.destination.duckdb;

import dev.leat.destination.sql.CommitStep;
import dev.leat.destination.sql.Database;
import dev.leat.destination.sql.HeldDatabase;
import dev.leat.destination.sql.SqlDestination;
import dev.leat.engine.destination.Destination;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** A DuckDB file. Thread-safe. */
final class DuckDbDestination extends SqlDestination {

  private final DatabaseFile file;
  private final CommitStep.Observer observer;
  private final Optional<PublishedCopy> copy;

  /**
   * @param observer hears of the steps of each commit
   */
  DuckDbDestination(DatabaseFile file, CommitStep.Observer observer) {
    this(file, observer, Optional.empty());
  }

  private DuckDbDestination(
      DatabaseFile file, CommitStep.Observer observer, Optional<PublishedCopy> copy) {
    super(observer);
    this.file = file;
    this.observer = observer;
    this.copy = copy;
  }

  @Override
  public Destination publishing(Path path) {
    return new DuckDbDestination(file, observer, Optional.of(new PublishedCopy(file.path(), path)));
  }

  @Override
  protected HeldDatabase hold(String pipeline, Instant now) {
    file.requireFolder();
    copy.ifPresent(PublishedCopy::requirePlace);
    PipelineLock lock = PipelineLock.take(file.path(), pipeline, now);
    try {
      return new HeldFile(file, lock, file.openToWrite(), copy);
    } catch (RuntimeException e) {
      throw released(lock, e);
    }
  }

  @Override
  protected boolean isThere() {
    return file.exists();
  }

  @Override
  protected Optional<Database> open() {
    return file.exists() ? Optional.of(file.openToRead()) : Optional.empty();
  }

  @Override
  protected RuntimeException explained(SQLException e) {
    return file.explained(e);
  }

  private static RuntimeException released(PipelineLock lock, RuntimeException because) {
    try (lock) {
      return because;
    } catch (IOException e) {
      because.addSuppressed(e);
      return because;
    }
  }
}
