package dev.leat.benchmarks.server;

import java.time.Clock;

/** What the server was asked for since it was last told to forget. Thread-safe. */
final class Counts {
  private final Clock clock;
  private long requests;
  private long refused;
  private long bytes;
  private long firstMillis;
  private long lastMillis;

  Counts(Clock clock) {
    this.clock = clock;
  }

  /** Counts a request when it comes. */
  synchronized void asked() {
    lastMillis = clock.millis();
    if (requests++ == 0) {
      firstMillis = lastMillis;
    }
  }

  synchronized void answered(long body) {
    bytes += body;
  }

  synchronized void refuse() {
    refused++;
  }

  /** The JSON of the counts, then as before the first request. */
  synchronized String json(RowStore rows) {
    String json =
        "{\"requests\":%d,\"refused\":%d,\"bytes\":%d,\"first_ms\":%d,\"last_ms\":%d,\"digest\":\"%s\",\"rows\":%d}"
            .formatted(
                requests, refused, bytes, firstMillis, lastMillis, rows.digest(), rows.rows());
    requests = 0;
    refused = 0;
    bytes = 0;
    return json;
  }
}
