package dev.leat.destination.postgres;

import dev.leat.destination.sql.Database;
import dev.leat.destination.sql.HeldDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;

/** A PostgreSQL database that is open, and in which a pipeline is locked. For use by one thread. */
final class HeldPipeline implements HeldDatabase {

  /** A connection of a process that was killed takes a moment to end. */
  private static final int TRIES_OF_LOCK = 30;

  private static final int TRIES_OF_RETURN = 300;

  private final Server server;
  private final String pipeline;
  private final Patience patience;
  private final PostgresDatabase database;
  private String backend = "";
  private boolean isUnknown;

  /**
   * Locks a pipeline.
   *
   * @throws dev.leat.engine.destination.PipelineBusyException if another session has it
   */
  HeldPipeline(Server server, String pipeline, Patience patience) throws SQLException {
    this.server = server;
    this.pipeline = pipeline;
    this.patience = patience;
    this.database = server.open();
    try {
      if (patience.until(TRIES_OF_LOCK, () -> locked(database)).isEmpty()) {
        throw PipelineLock.busy(database, pipeline);
      }
      setUpSession(database);
    } catch (SQLException | RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public Database database() {
    return database;
  }

  @Override
  public RuntimeException explained(SQLException e) {
    return isUnknown
        ? Explanation.ofUnknownOutcome(server.address(), e)
        : Explanation.duringSync(server.address(), e);
  }

  /**
   * While the lost connection may still do something, it has the lock: who gets that sees what came
   * of it.
   */
  @Override
  public boolean regained(Exception failed) {
    if (database.isAlive()) {
      return true;
    }
    isUnknown = true;
    try {
      isUnknown = patience.until(TRIES_OF_RETURN, () -> returned(failed)).isEmpty();
    } catch (RuntimeException e) {
      failed.addSuppressed(e);
    }
    return !isUnknown;
  }

  private Optional<PostgresDatabase> returned(Exception failed) {
    PostgresDatabase next = null;
    try {
      next = server.open();
      if (locked(next).isPresent()) {
        setUpSession(next);
        database.goOnWith(next);
        return Optional.of(next);
      }
      next.count("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE " + backend);
      next.close();
    } catch (SQLException e) {
      failed.addSuppressed(e);
      close(next);
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    close(database);
  }

  private Optional<PostgresDatabase> locked(PostgresDatabase by) throws SQLException {
    return PipelineLock.take(by, pipeline) ? Optional.of(by) : Optional.empty();
  }

  private void setUpSession(PostgresDatabase of) throws SQLException {
    try (InputStream in = HeldPipeline.class.getResourceAsStream("functions.sql")) {
      of.execute(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    backend =
        of.one(
                """
                SELECT format('pid = %s AND backend_start = %L', pid, backend_start)
                FROM pg_stat_activity WHERE pid = pg_backend_pid()
                """,
                row -> row.getString(1))
            .orElse("false");
  }

  private static void close(PostgresDatabase database) {
    try {
      if (database != null) {
        database.close();
      }
    } catch (SQLException e) {
      System.getLogger(HeldPipeline.class.getName())
          .log(System.Logger.Level.WARNING, "Closing the connection failed", e);
    }
  }
}
