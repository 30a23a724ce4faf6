package dev.leat.host.process;

import dev.leat.sdk.Connector;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.contract.SupervisedSync;
import dev.leat.sdk.contract.WayOut;
import dev.leat.sdk.protocol.ExitCode;
import dev.leat.sdk.schema.Schema;
import java.time.Clock;
import java.util.List;

/**
 * Reads tables one after another, each in a sync of its own: so each table has its own beginning,
 * end and failure, which platforms ask for, and a table that fails does not take the others with
 * it. Only a source that is gone, and a request to stop, end the reading of all.
 */
public final class TableByTable {

  private final Connector connector;
  private final Configuration configuration;
  private final WayOut way;
  private final Clock clock;
  private final Redactor redactor;

  /**
   * Reads by this connector, with these settings.
   *
   * @param way how the user of the platform does what helps
   */
  public TableByTable(Connector connector, Configuration configuration, WayOut way, Clock clock) {
    this.connector = connector;
    this.way = way;
    this.configuration = configuration;
    this.clock = clock;
    this.redactor = configuration.redactor();
  }

  /**
   * Reads all tables.
   *
   * @return complete if each of them is; otherwise the first failure, or else incomplete
   * @throws PlatformGoneException if nobody takes the lines any more
   */
  public ExitCode read(List<? extends TableOutput> tables) {
    ExitCode worst = ExitCode.COMPLETE;
    boolean goesOn = true;
    for (TableOutput table : tables) {
      if (!goesOn) {
        table.skipped();
        continue;
      }
      ExitCode code = read(table);
      goesOn = code != ExitCode.SOURCE_UNAVAILABLE && code != ExitCode.TERMINATED;
      if (worst == ExitCode.COMPLETE || (worst == ExitCode.INCOMPLETE && isFailure(code))) {
        worst = code;
      }
    }
    return worst;
  }

  private ExitCode read(TableOutput table) {
    try {
      table.begun();
      SyncResult result = sync(table);
      if (result.isComplete()) {
        return ExitCode.of(table.completed());
      }
      table.incomplete(redactor.redact(result.incompleteBecause().orElseThrow()));
      return ExitCode.INCOMPLETE;
    } catch (PlatformGoneException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(table, e);
    } catch (Exception | LinkageError | StackOverflowError e) {
      return failed(table, e);
    }
  }

  private SyncResult sync(TableOutput table) throws InterruptedException {
    SyncRequest request =
        SyncRequest.of(configuration, Schema.of(table.table()), table.from(), clock).readingAhead();
    TableFeed feed = new TableFeed(table, redactor);
    try {
      return SupervisedSync.of(connector, request).sparingStates().run(feed);
    } finally {
      feed.end();
    }
  }

  private ExitCode failed(TableOutput table, Throwable thrown) {
    Failure failure = Failure.of(thrown, way, redactor);
    table.failed(failure);
    return failure.exit();
  }

  private static boolean isFailure(ExitCode code) {
    return code != ExitCode.COMPLETE && code != ExitCode.INCOMPLETE;
  }
}
