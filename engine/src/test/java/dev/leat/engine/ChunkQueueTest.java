package dev.leat.engine;

import static dev.leat.engine.ScriptedConnector.EVENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.Operation;
import dev.leat.sdk.row.JsonRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ChunkQueueTest {

  private static Chunk chunk(long footprint) {
    return new Chunk(List.of(new Operation.Warning("x")), footprint, Map.of());
  }

  @Test
  void neverHoldsMoreThanItsCapacityHoweverFastTheSourceIs() throws Exception {
    ChunkQueue queue = new ChunkQueue(10_000);
    Random random = new Random(7);
    AtomicLong sent = new AtomicLong();
    Thread source =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < 20_000; i++) {
                  long bytes = 1L + random.nextInt(4_000);
                  queue.put(chunk(bytes));
                  sent.addAndGet(bytes);
                }
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              } finally {
                queue.close();
              }
            });
    source.start();
    long taken = 0;
    for (var next = queue.take(); next.isPresent(); next = queue.take()) {
      taken += next.get().footprint();
    }

    assertThat(taken).isEqualTo(sent.get());
    assertThat(queue.mostBytes()).isBetween(5_000L, 10_000L);
  }

  @Test
  void takesOneChunkThatIsLargerThanItself() throws Exception {
    ChunkQueue queue = new ChunkQueue(10);
    queue.put(chunk(1_000));
    assertThat(queue.take().orElseThrow().footprint()).isEqualTo(1_000);
  }

  @Test
  void aWaitingSourceIsFreedWhenTheQueueIsAbandoned() throws Exception {
    ChunkQueue queue = new ChunkQueue(10);
    queue.put(chunk(10));
    List<Throwable> thrown = new ArrayList<>();
    CountDownLatch started = new CountDownLatch(1);
    Thread source =
        new Thread(
            () -> {
              started.countDown();
              try {
                queue.put(chunk(10));
              } catch (Throwable e) {
                thrown.add(e);
              }
            });
    source.start();
    started.await();
    queue.abandon();
    source.join();

    assertThat(thrown).singleElement().isInstanceOf(ChunkQueue.ClosedException.class);
    assertThat(queue.take()).isEmpty();
  }

  @Test
  void whatIsInAClosedQueueCanStillBeTaken() throws Exception {
    ChunkQueue queue = new ChunkQueue(10);
    queue.put(chunk(3));
    queue.close();

    assertThatThrownBy(() -> queue.put(chunk(1))).isInstanceOf(ChunkQueue.ClosedException.class);
    assertThat(queue.take()).isPresent();
    assertThat(queue.take()).isEmpty();
  }

  @Test
  void aRowThatKeepsAPageAliveIsChargedWithThePage() {
    byte[] page = new byte[300_000];
    byte[] row = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(row, 0, page, 0, row.length);
    Operation first = new Operation.Upsert(EVENT.name(), JsonRow.slice(page, 0, row.length));
    Operation second = new Operation.Upsert(EVENT.name(), JsonRow.slice(page, 0, row.length));
    Footprint footprint = new Footprint();

    assertThat(footprint.of(first)).isGreaterThan(300_000);
    assertThat(footprint.of(second)).isLessThan(200);
    assertThat(Footprint.jsonBytes(first)).isEqualTo(8);
  }
}
