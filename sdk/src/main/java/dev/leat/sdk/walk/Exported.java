package dev.leat.sdk.walk;

import dev.leat.sdk.SyncResult;
import dev.leat.sdk.cursor.CursorValue;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.export.Export;
import dev.leat.sdk.http.export.ExportJob;
import dev.leat.sdk.http.export.ExportStatus;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.Cursor;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * Reads a table from exports: jobs that the source runs and whose results are fetched once they are
 * done.
 *
 * <p><b>Asks of the source.</b> An export that holds every row there was when it began; with a
 * cursor, every row from {@code since} on that was visible then.
 *
 * <p><b>Captured:</b> inserts and updates; deletes if the table is replaced and every export holds
 * all rows. <b>Not captured:</b> deletes otherwise.
 *
 * <p><b>Kept in the state:</b> the running job, before anything else is done with it: a sync that
 * dies is followed by one that takes the job up again; with a cursor, the last closed one.
 *
 * <p>A sync that takes up a job is complete as of when that job was begun.
 *
 * <p><b>Guards.</b> A part without rows is believed if it comes twice. A job that the source no
 * longer knows is followed by another, three at most in one sync; one that failed is forgotten.
 * Rows younger than the lag when the job began are sent but not claimed.
 */
public final class Exported extends CursorWalk<Exported> {

  private static final String JOB = "job";
  private static final String JOB_START = "job_start";
  private static final int JOBS = 3;

  private final HttpSource source;
  private final Function<Optional<String>, Export> export;

  private Exported(Facts facts, HttpSource source, Function<Optional<String>, Export> export) {
    super(facts);
    this.source = source;
    this.export = export;
  }

  /**
   * Starts a walk over this table.
   *
   * @param export how to ask for the rows from {@code since}, in the source's own form; empty for
   *     all rows, and always without a cursor
   */
  public static Exported of(
      Table table, HttpSource source, Function<Optional<String>, Export> export) {
    return new Exported(new Facts(table), source, export);
  }

  @Override
  Exported with(Facts changed) {
    return new Exported(changed, source, export);
  }

  @Override
  void requireWhole() {
    facts.require(
        !facts.pager.isDeclared(), "an export has parts, not pages: remove paging(...) and next");
    if (facts.cursor.isPresent()) {
      facts.requireCursor();
      facts.requireReadableAgain();
    }
  }

  @Override
  public void validate() {
    requireWhole();
  }

  /**
   * {@inheritDoc} Of an export there is no first page before the job is done: one is started, which
   * needs the address and the credential, and given up.
   */
  @Override
  public void check() throws InterruptedException {
    Export everything = export.apply(Optional.empty());
    Checks.named(facts.subject(), () -> everything.cancel(source, everything.start(source)));
  }

  @Override
  SyncResult read(Sync sync) throws InterruptedException {
    Reader reader = new Reader(facts, sync, Reader.Resend.ONLY_CHANGED);
    Optional<CursorValue> since = reader.since.starting(reader.position.closed());
    Export asked = export.apply(since.map(CursorValue::text));
    for (int jobs = 1; ; jobs++) {
      ExportJob job = takeUp(sync).orElse(null);
      if (job == null) {
        job = begin(sync, asked);
      }
      try {
        fetch(reader, asked, job);
        break;
      } catch (Export.ExpiredException e) {
        sync.checkpoint(Exported::withoutJob);
        if (jobs == JOBS) {
          throw new SourceUnavailableException(
              facts.subject() + ": " + e.getMessage() + ", " + jobs + " times", e);
        }
        sync.warn(e.getMessage() + ", so another one is begun");
      }
    }
    if (reader.position.isTracked()) {
      reader.position.close();
    }
    sync.checkpoint(cursor -> withoutJob(reader.store(cursor)));
    return sync.result();
  }

  private static Optional<ExportJob> takeUp(Sync sync) {
    Optional<ExportJob> job = sync.stored().text(JOB).map(ExportJob::of);
    sync.stored().text(JOB_START).map(Instant::parse).ifPresent(sync::startedAt);
    return job;
  }

  private ExportJob begin(Sync sync, Export asked) throws InterruptedException {
    sync.startAnew();
    ExportJob job = asked.start(request -> sync.fetch(new Ask.OfSource(source, request)));
    sync.startedAt(sync.start());
    sync.checkpoint(
        cursor -> cursor.with(JOB, job.text()).with(JOB_START, sync.start().toString()));
    return job;
  }

  private void fetch(Reader reader, Export asked, ExportJob job)
      throws InterruptedException, Export.ExpiredException {
    try {
      for (Request part : asked.await(source, job)) {
        // A part without rows may be one that failed.
        if (rows(reader, asked, part) == 0) {
          rows(reader, asked, part);
        }
      }
    } catch (SourceUnavailableException e) {
      if (asked.status(source, job) == ExportStatus.FAILED) {
        reader.sync.checkpoint(Exported::withoutJob);
      }
      throw e;
    }
    asked.cancel(source, job);
  }

  /** Sends the rows of a part; how many there are. */
  private long rows(Reader reader, Export asked, Request part)
      throws InterruptedException, Export.ExpiredException {
    LongAdder rows = new LongAdder();
    asked.fetch(
        source,
        part,
        page -> {
          Reader.Read read = reader.look(page);
          rows.add(read.size());
          send(reader, read);
        });
    return rows.sum();
  }

  private static void send(Reader reader, Reader.Read read) throws InterruptedException {
    reader.send(read);
    if (reader.position.isTracked()) {
      reader.rememberForNextSync(read);
    }
  }

  private static Cursor withoutJob(Cursor cursor) {
    return cursor.without(JOB).without(JOB_START);
  }
}
