package dev.leat.cli.verify;

import dev.leat.destination.duckdb.TableDifference;
import dev.leat.sdk.protocol.ExitCode;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/**
 * What a verification found. Immutable.
 *
 * @param seed of what was left to chance
 * @param messages that an undisturbed run sends
 * @param commits that it makes
 * @param rows that it reads
 * @param undisturbedExitCode how it ended
 * @param kills what became of each kill, in order
 * @param source whether the source stood still, which a comparison needs
 * @param words what an undisturbed run that failed last said; empty if it did not fail
 */
public record Verdict(
    long seed,
    long messages,
    long commits,
    long rows,
    int undisturbedExitCode,
    List<KillOutcome> kills,
    Source source,
    String words) {

  /** Whether two undisturbed runs, the first and the last, gave the same tables. */
  public enum Source {
    STILL,
    CHANGED
  }

  /** Copies the list. */
  public Verdict {
    kills = List.copyOf(kills);
  }

  static Verdict failedUndisturbed(long seed, int exitCode, String words) {
    return new Verdict(seed, 0, 0, 0, exitCode, List.of(), Source.STILL, words);
  }

  /** Whether it could be judged at all, and every row of every run was there, once. */
  public boolean isRight() {
    return exitCode() == 0;
  }

  /** How a process that verified ends: the number of an {@link ExitCode}. */
  public int exitCode() {
    if (failedAtOnce()) {
      return undisturbedExitCode;
    }
    if (source == Source.CHANGED) {
      return ExitCode.INCOMPLETE.number();
    }
    Optional<KillOutcome> wrong = firstWrong();
    if (wrong.isPresent()) {
      boolean failed = wrong.get().failure().isPresent() && wrong.get().exitCode() > 0;
      return failed ? wrong.get().exitCode() : ExitCode.DEFECT.number();
    }
    return struck() == 0 ? ExitCode.INCOMPLETE.number() : undisturbedExitCode;
  }

  /** Kills that struck where they were to. */
  public long struck() {
    return kills.stream().filter(KillOutcome::struck).count();
  }

  /** Rows that were missing, over all kills. */
  public long lost() {
    return differing(TableDifference::lost);
  }

  /** Rows that were there more than once, over all kills. */
  public long doubled() {
    return differing(TableDifference::doubled);
  }

  /** Rows with other values than they should have, over all kills. */
  public long stale() {
    return differing(TableDifference::stale);
  }

  /** Rows that should not have been there, over all kills. */
  public long foreign() {
    return differing(TableDifference::foreign);
  }

  /** Bytes of temporary files that were still there after the resumes, over all kills. */
  public long leaked() {
    return all(KillOutcome::leaked).sum();
  }

  /** The first kill after which something was wrong; empty if nothing was. */
  Optional<KillOutcome> firstWrong() {
    return kills.stream().filter(each -> !each.isRight()).findFirst();
  }

  /** Resumes that did not succeed. */
  long failed() {
    return kills.stream().filter(each -> each.failure().isPresent()).count();
  }

  /** Whether the undisturbed run did not succeed, so that there was nothing to compare with. */
  boolean failedAtOnce() {
    return undisturbedExitCode != 0 && undisturbedExitCode != ExitCode.INCOMPLETE.number();
  }

  /** The value in the middle of one a kill; 0 without kills. */
  long median(ToLongFunction<KillOutcome> value) {
    long[] sorted = all(value).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  /** The greatest of one a kill; 0 without kills. */
  long most(ToLongFunction<KillOutcome> value) {
    return all(value).max().orElse(0);
  }

  private LongStream all(ToLongFunction<KillOutcome> value) {
    return kills.stream().mapToLong(value);
  }

  private long differing(ToLongFunction<TableDifference> rows) {
    return kills.stream().flatMap(each -> each.differences().stream()).mapToLong(rows).sum();
  }
}
