package dev.leat.destination.postgres;

import dev.leat.engine.destination.DestinationUnavailableException;
import dev.leat.sdk.error.ConfigurationException;
import java.sql.SQLException;
import java.util.Optional;

/** Says what a failure of PostgreSQL means to the people who can act on it. Stateless. */
final class Explanation {

  private Explanation() {}

  /** The database is there, and cannot be used. */
  static ConfigurationException unfit(Address address, String problem) {
    return new ConfigurationException("The database " + address + " " + problem);
  }

  /** A failure outside a commit. */
  static RuntimeException of(Address address, SQLException e) {
    return known(address, e, "")
        .orElseGet(
            () ->
                new IllegalStateException(
                    "PostgreSQL refused a statement in " + address + ": " + reason(e), e));
  }

  /** A failure in the middle of a sync. */
  static RuntimeException duringSync(Address address, SQLException e) {
    return duringSync(
        address, e, ". Nothing of this commit was stored; the next sync resumes from the last one");
  }

  /** A failure in a COMMIT whose outcome is not known. */
  static RuntimeException ofUnknownOutcome(Address address, SQLException e) {
    return duringSync(
        address,
        e,
        ". The connection was lost in a COMMIT, and the server does not say whether it was done:"
            + " the next sync reads that and resumes from there");
  }

  private static RuntimeException duringSync(Address address, SQLException e, String after) {
    return known(address, e, after)
        .orElseGet(
            () ->
                new IllegalStateException(
                    "PostgreSQL refused a statement of the sync into "
                        + address
                        + ": "
                        + reason(e)
                        + after,
                    e));
  }

  /** Whether the connection is gone, or the server is. */
  static boolean isLost(SQLException e) {
    String state = state(e);
    return state.startsWith("08") || state.startsWith("57P");
  }

  private static Optional<RuntimeException> known(Address address, SQLException e, String after) {
    String problem = problem(e);
    if (!problem.isEmpty()) {
      return Optional.of(
          new ConfigurationException(
              "The database " + address + " " + problem + " (" + reason(e) + ")" + after, e));
    }
    String trouble = trouble(e);
    return trouble.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new DestinationUnavailableException(
                "The database " + address + " " + trouble + " (" + reason(e) + ")" + after, e));
  }

  /** What somebody must change; empty if that would not help. */
  private static String problem(SQLException e) {
    String state = state(e);
    return switch (state) {
      case "28P01", "28000" ->
          "does not let this user in: check the user's name, and the password in PGPASSWORD or in"
              + " the password file";
      case "3D000" -> "is not there: create it (createdb)";
      case "42501" ->
          "does not allow this user to do that: grant CREATE and TEMPORARY on the database, and"
              + " make the user owner of the tables";
      case "25006" -> "is read-only: name the primary server, or make it writable";
      case "53100" -> "cannot grow, the disk is full: make room and sync again";
      case "0A000", "2BP01" ->
          "has something that depends on a column that must change: drop it, sync, and make it"
              + " anew";
      default ->
          state.startsWith("23")
              ? "has a constraint that Leat did not make and that a row does not meet: drop it, or"
                  + " correct the source"
              : "";
    };
  }

  /** What passes by waiting; empty if it does not. */
  private static String trouble(SQLException e) {
    String state = state(e);
    return switch (state) {
      case "53300" -> "has no connection to spare: wait, or raise max_connections";
      case "55P03" -> "has a table that somebody else has locked: wait until it is free";
      case "40001", "40P01" -> "was changed by somebody else at the same time: sync again";
      default -> isLost(e) ? "cannot be reached: check that the server runs, and sync again" : "";
    };
  }

  private static String reason(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }

  private static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }
}
