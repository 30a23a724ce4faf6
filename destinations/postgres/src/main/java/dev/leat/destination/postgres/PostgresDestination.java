package dev.leat.destination.postgres;

import dev.leat.destination.sql.CommitStep;
import dev.leat.destination.sql.Database;
import dev.leat.destination.sql.HeldDatabase;
import dev.leat.destination.sql.SqlDestination;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** A PostgreSQL database. Thread-safe. */
final class PostgresDestination extends SqlDestination {

  private final Server server;
  private final Patience patience;

  /**
   * @param observer hears of the steps of each commit
   */
  PostgresDestination(Server server, Patience patience, CommitStep.Observer observer) {
    super(observer);
    this.server = server;
    this.patience = patience;
  }

  @Override
  protected HeldDatabase hold(String pipeline, Instant now) {
    try {
      return new HeldPipeline(server, pipeline, patience);
    } catch (SQLException e) {
      throw explained(e);
    }
  }

  @Override
  protected Optional<Database> open() {
    try {
      return Optional.of(server.open());
    } catch (SQLException e) {
      throw explained(e);
    }
  }

  @Override
  protected RuntimeException explained(SQLException e) {
    return Explanation.of(server.address(), e);
  }
}
