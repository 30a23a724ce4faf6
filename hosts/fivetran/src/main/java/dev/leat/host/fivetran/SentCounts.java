package dev.leat.host.fivetran;

import dev.leat.host.fivetran.wire.Record;
import java.util.Locale;

/** What a sync sent, for the log. For use by one thread. */
final class SentCounts {

  private final long[] rows = new long[4];
  private long checkpoints;
  private long pages;
  private long retries;

  void add(Record record) {
    rows[record.getTypeValue()]++;
  }

  void addCheckpoint() {
    checkpoints++;
  }

  void addProgress(long morePages, long moreRetries) {
    pages += morePages;
    retries += moreRetries;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d upserts, %,d updates, %,d deletes, %,d truncates, %,d checkpoints from %,d pages with"
            + " %,d retries",
        rows[0],
        rows[1],
        rows[2],
        rows[3],
        checkpoints,
        pages,
        retries);
  }
}
