package dev.leat.destination.postgres;

import dev.leat.destination.sql.CommitStep;
import dev.leat.engine.destination.Destination;
import dev.leat.engine.destination.DestinationProvider;

/** Makes destinations of {@code postgres://USER@HOST:PORT/DATABASE}. */
public final class PostgresProvider implements DestinationProvider {

  static final String SCHEME = "postgres";

  static final String USAGE =
      "postgres://USER@HOST:PORT/DATABASE  a PostgreSQL database; what is left out comes from"
          + " PGHOST, PGPORT, PGUSER, PGDATABASE, the password from PGPASSWORD or ~/.pgpass";

  /** For {@link java.util.ServiceLoader}. */
  public PostgresProvider() {}

  @Override
  public String scheme() {
    return SCHEME;
  }

  @Override
  public String usage() {
    return USAGE;
  }

  @Override
  public Destination at(String address) {
    Address parsed = Address.parse(address, System.getenv());
    Patience patience = new Patience(Thread::sleep);
    return new PostgresDestination(new Server(parsed), patience, step -> {});
  }

  /**
   * The destination at an address, with somebody who follows its commits step by step.
   *
   * @param address what follows the colon
   * @throws dev.leat.sdk.error.ConfigurationException as {@link #at} does
   */
  public static Destination observed(String address, CommitStep.Observer observer) {
    Address parsed = Address.parse(address, System.getenv());
    return new PostgresDestination(new Server(parsed), new Patience(Thread::sleep), observer);
  }
}
