package dev.leat.cli.verify;

import dev.leat.destination.duckdb.TableDifference;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Verdicts for people. Stateless. */
public final class VerdictText {

  private VerdictText() {}

  /** The figures, the first thing that went wrong and how to see it again, and last the verdict. */
  public static String of(Verdict verdict) {
    if (verdict.failedAtOnce()) {
      return "The undisturbed run ended with exit code "
          + verdict.undisturbedExitCode()
          + ", so there is nothing to compare with. It last said:\n"
          + verdict.words();
    }
    StringBuilder text = new StringBuilder(1_000);
    line(
        text,
        "Undisturbed run",
        "%,d rows, %,d messages, %,d commits"
            .formatted(verdict.rows(), verdict.messages(), verdict.commits()));
    line(
        text,
        "Boundaries killed",
        "%,d of %,d asked for".formatted(verdict.struck(), verdict.kills().size()));
    line(text, "Rows lost", count(verdict.lost()));
    line(text, "Rows doubled", count(verdict.doubled()));
    line(text, "Rows stale", count(verdict.stale()));
    line(text, "Rows foreign", count(verdict.foreign()));
    line(text, "Resumes that failed", count(verdict.failed()));
    line(text, "Rows read again", spread(verdict, each -> each.again().rows(), ""));
    line(text, "Requests made again", spread(verdict, each -> each.again().pages(), ""));
    line(text, "Restart until reading", spread(verdict, KillOutcome::restartMillis, " ms"));
    line(
        text,
        "Temporary files left",
        spread(verdict, KillOutcome::left, " bytes")
            + ", after the resume "
            + count(verdict.leaked())
            + " in all");
    line(text, "Seed", Long.toString(verdict.seed()));
    verdict.firstWrong().ifPresent(wrong -> wrong(text, wrong));
    return text.append('\n').append(sentence(verdict)).toString();
  }

  private static void wrong(StringBuilder text, KillOutcome wrong) {
    text.append("\nFirst wrong after the kill at ").append(wrong.point().text()).append('\n');
    wrong.failure().ifPresent(each -> text.append("  ").append(each).append('\n'));
    for (TableDifference each : wrong.differences()) {
      text.append("  table ").append(each.table()).append(": ");
      text.append(
          "%,d lost, %,d doubled, %,d stale, %,d foreign%n"
              .formatted(each.lost(), each.doubled(), each.stale(), each.foreign()));
      each.examples().forEach(row -> text.append("    ").append(row).append('\n'));
    }
    text.append("See it again: the same command with --at ")
        .append(wrong.point().text())
        .append('\n');
  }

  private static String sentence(Verdict verdict) {
    Optional<KillOutcome> wrong = verdict.firstWrong();
    if (verdict.source() == Verdict.Source.CHANGED) {
      return "Incomplete: the source changed while it was verified (two undisturbed runs differ),"
          + " so nothing can be compared. Verify against a source that stands still.";
    }
    if (wrong.isPresent()) {
      return "Wrong: not every row was there, once and as it should be, after every kill.";
    }
    if (verdict.struck() == 0) {
      return "Incomplete: no kill struck before the end of the sync. Give it more rows to read.";
    }
    String text = "Right: nothing lost, nothing doubled, wherever it was killed.";
    return verdict.undisturbedExitCode() == 0
        ? text
        : text + " But the undisturbed run itself says that it is incomplete.";
  }

  private static String spread(Verdict verdict, ToLongFunction<KillOutcome> value, String unit) {
    return "p50 %s%s, max %s%s"
        .formatted(count(verdict.median(value)), unit, count(verdict.most(value)), unit);
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("%-22s %s%n".formatted(name, value));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
