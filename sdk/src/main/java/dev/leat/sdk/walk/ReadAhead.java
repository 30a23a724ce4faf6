package dev.leat.sdk.walk;

import dev.leat.sdk.http.Answer;
import dev.leat.sdk.row.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/**
 * Asks for the page that is expected next while the rows of one are sent. Nobody sees an answer, or
 * a failure, before the very question is asked in its turn; what was expected in vain is given up
 * and forgotten. For one thread, which must close it.
 */
final class ReadAhead implements AutoCloseable {

  /** Beside a page that is larger there may be no room for another. */
  private static final int LARGEST_PAGE = 16 << 20;

  private final Optional<Executor> executor;
  private final Clock clock;
  private Optional<Expected> expected = Optional.empty();

  /**
   * What came of a question.
   *
   * @param asked when it was asked, which may be long before it was its turn
   * @param received when the page was there
   */
  record Reply(Answer answer, Instant asked, Instant received) {}

  ReadAhead(Optional<Executor> executor, Clock clock) {
    this.executor = executor;
    this.clock = clock;
  }

  /** A question that is asked before it is its turn. */
  private static final class Expected {
    final Ask ask;
    final FutureTask<Reply> task;
    final CountDownLatch isOver = new CountDownLatch(1);

    Expected(Ask ask, Clock clock) {
      this.ask = ask;
      this.task = new FutureTask<>(() -> ReadAhead.ask(ask, clock));
    }

    void run() {
      try {
        task.run();
      } finally {
        isOver.countDown();
      }
    }

    /** No request outlives the sync that made it. An interruption stays with the thread. */
    void giveUp() {
      task.cancel(true);
      try {
        isOver.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Expects a question to be the next one.
   *
   * @param current the page whose rows are about to be sent
   */
  void expect(Ask ask, Page current) {
    if (executor.isPresent() && expected.isEmpty() && current.size() <= LARGEST_PAGE) {
      Expected next = new Expected(ask, clock);
      expected = Optional.of(next);
      executor.get().execute(next::run);
    }
  }

  /** The answer to a question whose turn it is; the failure, if that is what came of it. */
  Reply answer(Ask ask) throws InterruptedException {
    if (expected.isPresent() && expected.get().ask.equals(ask)) {
      Reply reply = outcome(expected.get().task);
      expected = Optional.empty();
      return reply;
    }
    close();
    return ask(ask, clock);
  }

  @Override
  public void close() {
    if (expected.isPresent()) {
      expected.get().giveUp();
      expected = Optional.empty();
    }
  }

  private static Reply ask(Ask ask, Clock clock) throws InterruptedException {
    Instant asked = clock.instant();
    Answer answer = ask.fetch();
    return new Reply(answer, asked, clock.instant());
  }

  private static Reply outcome(FutureTask<Reply> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (e.getCause() instanceof InterruptedException interruption) {
        throw interruption;
      }
      throw new IllegalStateException("A page could not be asked for", e.getCause());
    }
  }
}
