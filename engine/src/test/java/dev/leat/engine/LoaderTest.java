package dev.leat.engine;

import static dev.leat.engine.ScriptedConnector.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.engine.destination.Session;
import dev.leat.sdk.Operation;
import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import dev.leat.testkit.VirtualClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoaderTest {

  /** Nothing is to be committed here. */
  private static final Session NO_SESSION =
      (Session)
          Proxy.newProxyInstance(
              LoaderTest.class.getClassLoader(),
              new Class<?>[] {Session.class},
              (proxy, method, arguments) -> {
                throw new AssertionError(method.getName());
              });

  private final AtomicInteger made = new AtomicInteger();

  private State state() {
    Cursor cursor =
        Cursor.lazily(
            () -> {
              made.incrementAndGet();
              return Cursor.of("parts", "many").json();
            });
    return State.empty(StateOwner.of("many", Map.of())).with(USER.name(), cursor);
  }

  @Test
  void aLargeStateThatDidNotChangeIsLookedAtOnceInACommitsTime() throws Exception {
    RunProgress progress = new RunProgress(new SyncListener() {}, Redactor.of(Set.of()));
    State before = state();
    progress.started(Schema.of(USER), before, Optional.empty());
    int madeBefore = made.get();
    VirtualClock clock = VirtualClock.at("2026-03-01T12:00:00Z");
    CommitPolicy policy = new CommitPolicy(1_000, 1_000_000, Duration.ofSeconds(10));
    Loader loader = new Loader(NO_SESSION, before, policy, clock, progress, () -> null);
    clock.advance(Duration.ofSeconds(11));
    for (int part = 0; part < 100; part++) {
      loader.take(new Chunk(List.of(new Operation.Checkpoint(state())), 10, Map.of()));
    }
    assertThat(made.get() - madeBefore).isEqualTo(1);
  }
}
