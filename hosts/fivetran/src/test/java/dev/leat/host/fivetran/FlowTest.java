package dev.leat.host.fivetran;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.host.fivetran.wire.SourceConnectorGrpc;
import dev.leat.host.fivetran.wire.UpdateRequest;
import dev.leat.host.fivetran.wire.UpdateResponse;
import dev.leat.sdk.row.FieldRow;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Table;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A slow client slows the connector, and one that goes away stops it. */
class FlowTest {

  private static final Table USER =
      Table.named("user").column("id", DataType.LONG).column("text", DataType.STRING).key("id");

  /** A client that takes a message only when the test asks for one. */
  private static final class SlowClient
      implements ClientResponseObserver<UpdateRequest, UpdateResponse> {

    final CompletableFuture<ClientCallStreamObserver<UpdateRequest>> call =
        new CompletableFuture<>();
    final CompletableFuture<Throwable> end = new CompletableFuture<>();
    final AtomicInteger messages = new AtomicInteger();

    @Override
    public void beforeStart(ClientCallStreamObserver<UpdateRequest> stream) {
      stream.disableAutoRequestWithInitial(0);
      call.complete(stream);
    }

    @Override
    public void onNext(UpdateResponse message) {
      messages.incrementAndGet();
    }

    @Override
    public void onError(Throwable failure) {
      end.complete(failure);
    }

    @Override
    public void onCompleted() {
      end.complete(null);
    }
  }

  private static SlowClient call(HostInMemory host) {
    SlowClient client = new SlowClient();
    SourceConnectorGrpc.newStub(host.channel()).update(UpdateRequest.getDefaultInstance(), client);
    return client;
  }

  @Test
  void aConnectorWaitsWhileTheClientTakesNothingAndGoesOnWhenItDoes() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    CompletableFuture<Thread> source = new CompletableFuture<>();
    int rows = 3_000;
    FakeConnector connector =
        FakeConnector.of(
            USER,
            (request, out) -> {
              source.complete(Thread.currentThread());
              for (int id = 1; id <= rows; id++) {
                out.upsert(USER.name(), FieldRow.of("id", id).with("text", "x".repeat(3_000)));
                sent.incrementAndGet();
              }
              out.checkpoint(FakeConnector.reached(request, USER, rows));
            });
    try (HostInMemory host = HostInMemory.serving(connector)) {
      SlowClient client = call(host);
      Thread thread = source.get(10, TimeUnit.SECONDS);
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      int held = sent.get();
      assertThat(held).as("rows sent while nobody takes them").isLessThan(rows);
      client.call.get().request(Integer.MAX_VALUE);
      assertThat(client.end.get(30, TimeUnit.SECONDS)).isNull();
      assertThat(sent.get()).isEqualTo(rows);
    }
  }

  @Test
  void aClientThatCancelsInterruptsTheConnectorWhereverItWaits() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    CompletableFuture<String> stopped = new CompletableFuture<>();
    FakeConnector connector =
        FakeConnector.of(
            USER,
            (request, out) -> {
              waiting.countDown();
              try {
                new SynchronousQueue<String>().take();
              } catch (InterruptedException e) {
                stopped.complete("interrupted");
                throw e;
              }
            });
    try (HostInMemory host = HostInMemory.serving(connector)) {
      SlowClient client = call(host);
      assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
      client.call.get().cancel("enough", null);
      assertThat(stopped.get(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
    }
  }

  @Test
  void aClientThatCancelsInterruptsTheWaitForItself() throws Exception {
    CompletableFuture<Thread> source = new CompletableFuture<>();
    CompletableFuture<String> stopped = new CompletableFuture<>();
    FakeConnector connector =
        FakeConnector.of(
            USER,
            (request, out) -> {
              source.complete(Thread.currentThread());
              try {
                for (int id = 1; ; id++) {
                  out.upsert(USER.name(), FieldRow.of("id", id).with("text", "x".repeat(3_000)));
                }
              } catch (InterruptedException e) {
                stopped.complete("interrupted");
                throw e;
              }
            });
    try (HostInMemory host = HostInMemory.serving(connector)) {
      SlowClient client = call(host);
      Thread thread = source.get(10, TimeUnit.SECONDS);
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      client.call.get().cancel("enough", null);
      assertThat(stopped.get(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
    }
  }

  @Test
  void aServerThatStopsTellsTheClientAndInterruptsTheConnector() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    FakeConnector connector =
        FakeConnector.of(
            USER,
            (request, out) -> {
              waiting.countDown();
              new SynchronousQueue<String>().take();
            });
    try (HostInMemory host = HostInMemory.serving(connector)) {
      SlowClient client = call(host);
      client.call.get().request(1);
      assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
      host.stop();
      Throwable end = client.end.get(10, TimeUnit.SECONDS);
      assertThat(end).isInstanceOf(StatusRuntimeException.class);
      assertThat(Status.fromThrowable(end).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    }
  }

  @Test
  void severalSyncsRunAtOnce() throws Exception {
    CountDownLatch together = new CountDownLatch(2);
    FakeConnector connector =
        FakeConnector.of(
            USER,
            (request, out) -> {
              together.countDown();
              if (!together.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the other sync did not start");
              }
            });
    try (HostInMemory host = HostInMemory.serving(connector)) {
      SlowClient one = call(host);
      SlowClient two = call(host);
      one.call.get().request(1);
      two.call.get().request(1);
      assertThat(one.end.get(20, TimeUnit.SECONDS)).isNull();
      assertThat(two.end.get(20, TimeUnit.SECONDS)).isNull();
    }
  }
}
