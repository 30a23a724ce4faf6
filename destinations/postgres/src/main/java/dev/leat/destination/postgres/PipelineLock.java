package dev.leat.destination.postgres;

import com.google.common.hash.Hashing;
import dev.leat.engine.destination.PipelineBusyException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/**
 * The lock of a pipeline: an advisory lock, which the server releases when the connection ends.
 * Others of the same database do not hinder it. Stateless.
 */
final class PipelineLock {

  private PipelineLock() {}

  /** Takes the lock if it is free. */
  static boolean take(PostgresDatabase database, String pipeline) throws SQLException {
    return database
        .one("SELECT pg_try_advisory_lock(?)", row -> row.getBoolean(1), number(pipeline))
        .orElse(false);
  }

  /** Says who has it. */
  static PipelineBusyException busy(PostgresDatabase database, String pipeline)
      throws SQLException {
    String holder =
        database
            .one(
                """
                SELECT concat(
                  'a connection of "', a.application_name, '", process ', a.pid, ' of the server',
                  ', from ' || host(a.client_addr),
                  ', since ' || to_char(a.backend_start, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
                FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
                WHERE l.locktype = 'advisory' AND l.granted
                  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND (CAST(l.classid AS bigint) << 32) | CAST(l.objid AS bigint) = ?
                """,
                row -> row.getString(1),
                number(pipeline))
            .orElse("another connection");
    return new PipelineBusyException(
        "pipeline " + pipeline + " is being synced by " + holder + ": wait for it or stop it");
  }

  private static long number(String pipeline) {
    return Hashing.sha256()
        .hashString("leat pipeline " + pipeline, StandardCharsets.UTF_8)
        .asLong();
  }
}
