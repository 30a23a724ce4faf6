package dev.leat.engine;

import dev.leat.engine.destination.Destination;
import dev.leat.engine.destination.RunRecord;
import dev.leat.engine.destination.Session;
import dev.leat.engine.destination.SessionRequest;
import dev.leat.sdk.Connector;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.contract.Discovery;
import dev.leat.sdk.contract.SupervisedSync;
import dev.leat.sdk.protocol.ExitCode;
import dev.leat.sdk.protocol.wire.CrashReport;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run, from the first look at the source to the report. The connector runs on a thread of its
 * own, everything else on another, which nobody interrupts: a commit is never cut short. The thread
 * that asked only waits.
 */
final class Run {

  private static final Logger LOG = LoggerFactory.getLogger(Run.class);

  private final String id;
  private final Connector connector;
  private final Configuration configuration;
  private final Destination destination;
  private final SyncOptions options;
  private final Clock clock;
  private final Redactor redactor;
  private final StateOwner owner;
  private final Instant startedAt;
  private final RunProgress progress;
  private final ChunkQueue queue;
  private final SourceThread source;
  private volatile boolean stopped;
  private Optional<String> resumed = Optional.empty();

  Run(
      String id,
      Connector connector,
      Configuration configuration,
      Destination destination,
      SyncOptions options,
      SyncListener listener,
      Clock clock) {
    this.id = id;
    this.connector = connector;
    this.configuration = configuration;
    this.destination = destination;
    this.options = options;
    this.clock = clock;
    this.redactor = configuration.redactor();
    this.owner = StateOwner.of(connector.info().name(), configuration.identity());
    this.startedAt = clock.instant();
    this.progress = new RunProgress(listener, redactor);
    this.queue = new ChunkQueue(options.bytesInFlight());
    this.source =
        new SourceThread(
            "leat-source-" + connector.info().name(), connector.getClass().getClassLoader());
  }

  /** Runs and reports; see {@link SyncRunner#run}. */
  SyncReport toTheEnd() {
    FutureTask<SyncReport> task = new FutureTask<>(this::conduct);
    Thread conductor = new Thread(task, "leat-destination-" + pipeline());
    conductor.setDaemon(true);
    conductor.start();
    while (true) {
      try {
        SyncReport report = stopped ? stopping(task) : task.get();
        if (stopped) {
          Thread.currentThread().interrupt();
        }
        return report;
      } catch (InterruptedException e) {
        stopped = true;
        source.stop();
      } catch (ExecutionException e) {
        throw new IllegalStateException("The engine failed outside every guard", e.getCause());
      }
    }
  }

  /** The connector has its grace; then the rest goes on without it. */
  private SyncReport stopping(FutureTask<SyncReport> task)
      throws InterruptedException, ExecutionException {
    try {
      return task.get(options.stopGrace().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      queue.close();
      source.leaveBehind();
      return task.get();
    }
  }

  private SyncReport conduct() {
    try (source) {
      Optional<RunRecord> previous = previous();
      Schema selection;
      try {
        selection = discover();
      } catch (ExecutionException e) {
        return report(failedDiscovery(failureOfSource(e.getCause()), previous));
      }
      try (Session session = destination.begin(request(options.start()))) {
        return report(sync(session, selection, previous));
      }
    } catch (Exception | Error e) {
      return report(ended(SyncFailure.ofDestination(e), Optional.empty()));
    }
  }

  private Schema discover() throws InterruptedException, ExecutionException {
    return source
        .start(() -> Discovery.only(options.tables(), Discovery.by(connector, configuration)))
        .get();
  }

  /** A pipeline that never ran and is set up wrongly leaves no trace. */
  private Ending failedDiscovery(SyncFailure failure, Optional<RunRecord> previous) {
    Ending ending = ended(failure, Optional.empty());
    if (previous.isEmpty() && failure.code() == ExitCode.CONFIGURATION) {
      return ending;
    }
    try (Session session = destination.begin(request(SessionRequest.Start.RESUME))) {
      session.finish(record(ending));
    } catch (Exception e) {
      warn("The failed run could not be recorded", e);
    }
    return ending;
  }

  private Ending sync(Session session, Schema selection, Optional<RunRecord> previous) {
    Ending ending = transfer(session, selection, previous);
    try {
      progress.changed(session.finish(record(ending)));
      return ending;
    } catch (Exception | Error e) {
      if (ending.isOrderly()) {
        return ended(SyncFailure.ofDestination(e), Optional.empty());
      }
      warn("The failed run could not be recorded", e);
      return ending;
    }
  }

  private Ending transfer(Session session, Schema selection, Optional<RunRecord> previous) {
    Optional<Transfer> transfer = Optional.empty();
    try {
      State before = before(session, selection);
      resumed = resumption(before, previous);
      progress.started(selection, before, resumed);
      Loader loader =
          new Loader(session, before, options.commits(), clock, progress, this::recordOfCommit);
      SyncRequest request = SyncRequest.of(configuration, selection, before, clock).readingAhead();
      transfer = Optional.of(new Transfer(supervised(request), selection, source, queue, loader));
      Ending ending = Ending.of(transfer.get().run(options.stopGrace()));
      if (options.start() == SessionRequest.Start.FULL_REFRESH && progress.commits() == 0) {
        loader.commitNothing();
      }
      return ending;
    } catch (ExecutionException e) {
      for (Throwable also : e.getSuppressed()) {
        warn("After the source had failed, its last checkpoint could not be committed", also);
      }
      return ended(failureOfSource(e.getCause()), transfer.flatMap(Transfer::lastTable));
    } catch (Exception | Error e) {
      return ended(SyncFailure.ofDestination(e), transfer.flatMap(Transfer::lastTable));
    }
  }

  /**
   * A full refresh of some tables forgets these; the others' rows stay, so their cursors must too.
   * A table whose rows are gone is read from the beginning.
   */
  private State before(Session session, Schema selection) {
    Set<TableName> gone = session.inspect(selection);
    boolean fresh = options.start() == SessionRequest.Start.FULL_REFRESH;
    if (fresh && options.tables().isEmpty()) {
      return State.empty(owner);
    }
    State before =
        session.state().map(json -> State.parse(json, owner)).orElseGet(() -> State.empty(owner));
    List<TableName> anew = fresh ? options.tables() : List.copyOf(gone);
    for (TableName table : anew) {
      before = before.without(table);
    }
    return before;
  }

  private Optional<String> resumption(State before, Optional<RunRecord> previous) {
    return before.isEmpty() ? Optional.empty() : previous.flatMap(Resumption::of);
  }

  private Optional<RunRecord> previous() throws InterruptedException {
    return destination.runs().stream().filter(run -> run.pipeline().equals(pipeline())).findFirst();
  }

  private SyncFailure failureOfSource(Throwable thrown) {
    return stopped ? SyncFailure.stopped(thrown) : SyncFailure.ofSource(thrown);
  }

  private Ending ended(SyncFailure failure, Optional<TableName> table) {
    Optional<String> crash =
        failure.isCrash()
            ? Optional.of(
                new CrashReport(connector.info(), failure.cause(), table, progress.claimed())
                    .text())
            : Optional.empty();
    return Ending.of(failure, crash);
  }

  /** Tables that the connector announces are read too, unless the user chose tables. */
  private SupervisedSync supervised(SyncRequest request) {
    SupervisedSync sync = SupervisedSync.of(connector, request);
    return options.tables().isEmpty() ? sync.welcomingNewTables() : sync;
  }

  private SessionRequest request(SessionRequest.Start start) {
    return new SessionRequest(
        pipeline(),
        id,
        options.contract(),
        options.deletes(),
        start,
        options.nested(),
        clock,
        progress,
        options.dataset());
  }

  private RunRecord recordOfCommit() {
    return record(
        RunRecord.Outcome.RUNNING, Optional.empty(), Optional.empty(), progress.claimedTables());
  }

  private RunRecord record(Ending ending) {
    return record(
        ending.recorded(),
        Optional.of(clock.instant()),
        ending.message().map(redactor::redact),
        progress.committedTables());
  }

  private RunRecord record(
      RunRecord.Outcome outcome,
      Optional<Instant> endedAt,
      Optional<String> message,
      List<TableReport> tables) {
    return new RunRecord(
        id,
        pipeline(),
        connector.info().version(),
        startedAt,
        endedAt,
        outcome,
        message,
        ReportJson.tables(tables));
  }

  private SyncReport report(Ending ending) {
    return new SyncReport(
        id,
        pipeline(),
        connector.info().version(),
        startedAt,
        Duration.between(startedAt, clock.instant()),
        ending.outcome(),
        ending.exitCode().number(),
        ending.message().map(redactor::redact),
        ending.remedy(),
        resumed,
        ending.crash().map(redactor::redact),
        progress.tables(),
        progress.committedRows(),
        progress.schemaChanges(),
        progress.checkpoints(),
        progress.commits(),
        progress.warnings());
  }

  private void warn(String what, Throwable thrown) {
    String shown = redactor.redact(thrown.toString());
    LOG.warn("{}: {}", what, shown);
  }

  private String pipeline() {
    return options.pipeline().orElse(connector.info().name());
  }
}
