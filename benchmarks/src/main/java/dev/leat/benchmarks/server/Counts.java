package dev.leat.benchmarks.server;

import java.util.concurrent.atomic.LongAdder;

/** What the server was asked for since it was last told to forget. Thread-safe. */
final class Counts {
  private final LongAdder requests = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  void answered(long body) {
    requests.increment();
    bytes.add(body);
  }

  void refuse() {
    requests.increment();
    refused.increment();
  }

  /** The JSON of the counts, then as before the first request. */
  String json(String digest, int rows) {
    return "{\"requests\":%d,\"refused\":%d,\"bytes\":%d,\"digest\":\"%s\",\"rows\":%d}"
        .formatted(requests.sumThenReset(), refused.sumThenReset(), bytes.sumThenReset(), digest, rows);
  }
}
