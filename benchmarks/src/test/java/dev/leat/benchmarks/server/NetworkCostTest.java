package dev.leat.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.leat.connector.keyset.KeysetConnector;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What it takes to receive a page over a real connection. */
class NetworkCostTest {

  private static final int ROWS = 30_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void aPageWhoseLengthIsAnnouncedIsReceivedIntoItsOnlyArray() throws Exception {
    try (BenchmarkServer server = BenchmarkServer.start(Clock.systemUTC())) {
      URI address = URI.create("http://127.0.0.1:" + server.port());
      try (InputStream loaded =
          address.resolve("/control/load?rows=" + ROWS).toURL().openStream()) {
        assertThat(loaded.readAllBytes()).isNotEmpty();
      }
      sync(address);
      Map<Long, Long> before = allocatedByReceivers();
      sync(address);

      long allocated = 0;
      for (Map.Entry<Long, Long> thread : allocatedByReceivers().entrySet()) {
        allocated += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
      }
      // A row has 290 bytes. What the HTTP client's buffers take depends on how the bytes arrive;
      // a second array would bring it above 580.
      assertThat(allocated / ROWS).isBetween(1L, 500L);
    }
  }

  private static void sync(URI address) throws InterruptedException {
    KeysetConnector connector = new KeysetConnector();
    Configuration configuration =
        connector
            .configurationSpec()
            .parse("{\"base_url\":\"" + address.resolve("/pagination/keyset") + "\"}");
    State empty = State.empty(StateOwner.of("network", Map.of()));
    connector.sync(
        SyncRequest.of(configuration, connector.discover(configuration), empty, Clock.systemUTC()),
        operation -> {});
  }

  /** By thread, of those that live. */
  private static Map<Long, Long> allocatedByReceivers() {
    Map<Long, Long> found = new HashMap<>();
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().startsWith("leat-http")) {
        found.put(thread.getThreadId(), THREADS.getThreadAllocatedBytes(thread.getThreadId()));
      }
    }
    return found;
  }
}
