package dev.leat.engine;

import static dev.leat.engine.ScriptedConnector.EVENT;
import static dev.leat.engine.ScriptedConnector.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.SyncResult;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A machine that dies at any step of the destination, and is started again. */
class ExactlyOnceTest {

  private static final int ROWS = 40;
  private static final int PAGE = 3;

  /** Events have no key: a row that comes twice stays twice. */
  private static ScriptedConnector events() {
    return new ScriptedConnector(
        (request, out) -> {
          State state = request.state();
          int from =
              state
                  .cursor(EVENT.name())
                  .flatMap(each -> each.text("id"))
                  .map(Integer::parseInt)
                  .orElse(0);
          for (int id = from + 1; id <= ROWS; id++) {
            out.upsert(EVENT.name(), user(id));
            if (id % PAGE == 0 || id == ROWS) {
              state = state.with(EVENT.name(), Cursor.of("id", Integer.toString(id)));
              out.checkpoint(state);
            }
          }
          return SyncResult.complete();
        },
        EVENT);
  }

  @Test
  void noRowIsLostOrDoubledWhereverTheDestinationDies() {
    List<String> all = IntStream.rangeClosed(1, ROWS).mapToObj(id -> user(id).json()).toList();
    int deaths = 0;
    for (int dyingStep = 1; ; dyingStep++) {
      AtomicInteger steps = new AtomicInteger();
      int last = dyingStep;
      MemoryDestination dying =
          new MemoryDestination(
              step -> {
                if (steps.incrementAndGet() >= last) {
                  throw new IllegalStateException("killed at step " + last + ", " + step);
                }
              });
      SyncReport first = sync(dying);
      MemoryDestination restarted = dying.restarted(step -> {});
      SyncReport second = sync(restarted);

      assertThat(restarted.rows("event")).as("killed at step %s", last).isEqualTo(all);
      assertThat(second.exitCode()).isZero();
      if (first.exitCode() == 0) {
        break;
      }
      deaths++;
    }
    assertThat(deaths).as("steps that were tried").isGreaterThan(40);
  }

  @Test
  void noRowIsLostOrDoubledWhereverTheConnectorDies() {
    List<String> all = IntStream.rangeClosed(1, ROWS).mapToObj(id -> user(id).json()).toList();
    for (int operations = 0; operations <= 54; operations++) {
      int last = operations;
      AtomicInteger sent = new AtomicInteger();
      MemoryDestination destination = new MemoryDestination();
      ScriptedConnector dying =
          new ScriptedConnector(
              (request, out) ->
                  events()
                      .sync(
                          request,
                          operation -> {
                            if (sent.getAndIncrement() == last) {
                              throw new IllegalStateException("killed after " + last);
                            }
                            out.accept(operation);
                          }),
              EVENT);
      List<SyncReport> reports = new ArrayList<>();
      reports.add(new SyncRunner(dying, dying.configuration(), destination).run());
      reports.add(sync(destination));

      assertThat(destination.rows("event")).as("killed after %s", last).isEqualTo(all);
      assertThat(reports.get(1).exitCode()).isZero();
    }
  }

  private static SyncReport sync(MemoryDestination destination) {
    ScriptedConnector events = events();
    return new SyncRunner(events, events.configuration(), destination)
        .with(SyncOptions.DEFAULT.commits(CommitPolicy.everyCheckpoint()))
        .run();
  }
}
