package dev.leat.benchmarks.server;

import com.sun.management.ThreadMXBean;
import dev.leat.benchmarks.Shape;
import dev.leat.benchmarks.Variant;
import dev.leat.sdk.Connector;
import dev.leat.sdk.Operation;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.http.transport.Transport;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * The benchmark's endpoints without a network, and what a sync of them costs in numbers that do not
 * drift. The next page is asked for before the rows of one are sent, as hosts have it, but in the
 * same thread, so that all that is allocated is seen. Used by one thread.
 */
final class MemorySource {

  static final int PAGE = 1_000;
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Endpoints endpoints;
  private long requests;

  MemorySource(int rows) {
    this(rows, rows);
  }

  /** A source whose rows are divided into parts of the same size. */
  MemorySource(int rows, int rowsAPart) {
    this.endpoints = new Endpoints(RowStore.of(Shape.USER, Variant.FIRST, rows), PAGE, rowsAPart);
  }

  /**
   * What one sync cost.
   *
   * @param allocated bytes, by the thread that synced; the pages' own bytes are among them
   * @param state what the last checkpoint claims
   */
  record Cost(long rows, long checkpoints, long requests, long allocated, State state) {}

  /** Syncs from the beginning. */
  Cost sync(Function<Http, Connector> made, String path, String settings) throws Exception {
    return sync(made, path, settings, null);
  }

  /** Syncs from a state; null for the beginning. */
  Cost sync(Function<Http, Connector> made, String path, String settings, State from)
      throws Exception {
    Transport transport = this::answer;
    Connector connector = made.apply(Http.of(transport, NOON, time -> {}, new SplittableRandom(1)));
    Configuration configuration =
        connector
            .configurationSpec()
            .parse("{\"base_url\":\"http://memory.example.com" + path + "\"" + settings + "}");
    State state = from == null ? State.empty(StateOwner.of("memory", Map.of())) : from;
    SyncRequest request =
        SyncRequest.of(configuration, connector.discover(configuration), state, NOON)
            .readingAhead(Runnable::run);
    long[] seen = new long[2];
    State[] last = {state};
    requests = 0;
    long before = THREADS.getCurrentThreadAllocatedBytes();
    SyncResult result =
        connector.sync(
            request,
            operation -> {
              if (operation instanceof Operation.Upsert) {
                seen[0]++;
              } else if (operation instanceof Operation.Checkpoint checkpoint) {
                seen[1]++;
                last[0] = checkpoint.state();
              }
            });
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    if (result.incompleteBecause().isPresent()) {
      throw new AssertionError(result.incompleteBecause().get());
    }
    return new Cost(seen[0], seen[1], requests, allocated, last[0]);
  }

  private Exchange answer(Transport.Outgoing outgoing) {
    requests++;
    URI address = outgoing.address();
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    List<ByteBuffer> parts = endpoints.page(Query.parse(address.getRawPath() + query));
    byte[] body = new byte[parts.stream().mapToInt(ByteBuffer::remaining).sum()];
    ByteBuffer all = ByteBuffer.wrap(body);
    parts.forEach(all::put);
    return new Exchange(200, Map.of("Date", List.of("Mon, 01 Jun 2026 12:00:00 GMT")), body);
  }
}
