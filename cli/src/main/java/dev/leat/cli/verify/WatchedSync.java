package dev.leat.cli.verify;

import dev.leat.engine.CommitPolicy;
import dev.leat.engine.SyncListener;
import dev.leat.engine.SyncOptions;
import dev.leat.engine.SyncReport;
import dev.leat.engine.SyncRunner;
import dev.leat.sdk.Connector;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.TableName;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * One sync in a process of its own that tells on its standard output how far it is, and stands
 * still where it is to be killed. Immutable.
 *
 * @param connector as it was chosen
 * @param configuration its settings
 * @param database the DuckDB file
 * @param tables the tables to read; empty for all
 * @param commits which checkpoints are committed: every one, where there are to be as many
 *     boundaries as possible
 */
public record WatchedSync(
    Connector connector,
    Configuration configuration,
    Path database,
    List<TableName> tables,
    CommitPolicy commits) {

  /** The line that says that the destination is open and reading begins. */
  static final String READING = "reading";

  /** What the line with the counts starts with: messages, batches, commits, bytes. */
  static final String COUNTS = "counts ";

  /** What the line with the report starts with. */
  static final String REPORT = "report ";

  /**
   * Runs the sync.
   *
   * @param point where to stand still; empty for nowhere
   * @param out takes the lines
   * @param in gives a byte when the sync is to go on
   * @return the exit code
   */
  public int run(Optional<KillPoint> point, PrintStream out, InputStream in, Clock clock) {
    Breakpoint breakpoint =
        new Breakpoint(
            point.map(KillPoint::moment), point.map(KillPoint::number).orElse(0L), out, in);
    WatchedConnector watched = new WatchedConnector(connector, breakpoint);
    WatchedDestination destination = new WatchedDestination(database, breakpoint);
    SyncReport report =
        new SyncRunner(watched, configuration, destination)
            .with(SyncOptions.DEFAULT.tables(tables).commits(commits))
            .with(clock)
            .with(
                new SyncListener() {
                  @Override
                  public void started(Schema selection, Optional<String> resumed) {
                    out.println(READING);
                  }
                })
            .run();
    out.println(
        COUNTS
            + watched.messages()
            + " "
            + destination.writes()
            + " "
            + destination.commits()
            + " "
            + watched.bytes());
    out.println(REPORT + report.json());
    return report.exitCode();
  }
}
