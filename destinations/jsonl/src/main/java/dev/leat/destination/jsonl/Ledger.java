package dev.leat.destination.jsonl;

import dev.leat.engine.destination.RunRecord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the last commit left: the only truth about a pipeline's folder. Bytes beyond these lengths,
 * and files that are not named here, count for nothing. Immutable.
 *
 * @param epoch greater by one with every session
 * @param state the pipeline's state as JSON; empty before the first commit and after a reset
 * @param run the run that committed last, if its end is not in the history yet
 * @param historyBytes how much of the history of runs counts
 * @param quarantineBytes how much of the file of records that were set aside counts
 * @param tables what counts of each table, by its name
 */
record Ledger(
    long epoch,
    Optional<String> state,
    Optional<RunRecord> run,
    long historyBytes,
    long quarantineBytes,
    Map<String, Entry> tables) {

  /**
   * The file of a table. Immutable.
   *
   * @param file its name
   * @param bytes how much of it counts
   * @param next the file that will take its place, while a new one is being filled
   */
  record Entry(String file, long bytes, Optional<Next> next) {

    /** A table without a row. */
    static Entry empty(String file) {
      return new Entry(file, 0, Optional.empty());
    }
  }

  /**
   * A file that takes a table's place once it is whole. Immutable.
   *
   * @param file its name
   * @param bytes how much of it counts
   * @param lines operations in it
   * @param readiness whether it is whole
   */
  record Next(String file, long bytes, long lines, Readiness readiness) {}

  /** Whether a next file is whole. */
  enum Readiness {
    /** More is to come. */
    FILLING,
    /** It is the table's file from now on; it may still have its old name. */
    DUE
  }

  /** Before the first session. */
  static final Ledger NONE = new Ledger(0, Optional.empty(), Optional.empty(), 0, 0, Map.of());

  /** Copies the map. */
  Ledger {
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
  }

  Ledger epoch(long other) {
    return new Ledger(other, state, run, historyBytes, quarantineBytes, tables);
  }

  Ledger state(Optional<String> other) {
    return new Ledger(epoch, other, run, historyBytes, quarantineBytes, tables);
  }

  Ledger run(RunRecord other) {
    return new Ledger(epoch, state, Optional.of(other), historyBytes, quarantineBytes, tables);
  }

  Ledger history(long bytes) {
    return new Ledger(epoch, state, Optional.empty(), bytes, quarantineBytes, tables);
  }

  Ledger tables(Map<String, Entry> others) {
    return new Ledger(epoch, state, run, historyBytes, quarantineBytes, others);
  }

  Ledger quarantine(long bytes) {
    return new Ledger(epoch, state, run, historyBytes, bytes, tables);
  }
}
