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
  private long beginnings;
  private int now;
  private int mostAtOnce;

  Counts(Clock clock) {
    this.clock = clock;
  }

  /**
   * Counts a request when it comes.
   *
   * @param isBeginning whether it asks for a part from its first row on
   * @return how many are being answered now, this one included
   */
  synchronized int asked(boolean isBeginning) {
    lastMillis = clock.millis();
    if (requests++ == 0) {
      firstMillis = lastMillis;
    }
    if (isBeginning) {
      beginnings++;
    }
    now++;
    mostAtOnce = Math.max(mostAtOnce, now);
    return now;
  }

  synchronized void answered(long body) {
    bytes += body;
  }

  synchronized void refuse() {
    refused++;
  }

  /** Every request that was counted ends, however it does. */
  synchronized void ended() {
    now--;
  }

  /** The JSON of the counts, then as before the first request. */
  synchronized String take(RowStore rows) {
    String json = json(rows);
    requests = 0;
    refused = 0;
    beginnings = 0;
    mostAtOnce = now;
    bytes = 0;
    return json;
  }

  synchronized String json(RowStore rows) {
    return """
    {"requests":%d,"refused":%d,"beginnings":%d,"most_at_once":%d,"bytes":%d,\
    "first_ms":%d,"last_ms":%d,"digest":"%s","rows":%d}\
    """
        .formatted(
            requests,
            refused,
            beginnings,
            mostAtOnce,
            bytes,
            firstMillis,
            lastMillis,
            rows.digest(),
            rows.rows());
  }
}
