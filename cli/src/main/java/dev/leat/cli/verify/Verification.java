package dev.leat.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leat.destination.duckdb.DuckDbProvider;
import dev.leat.destination.duckdb.TableDifference;
import dev.leat.engine.destination.RunRecord;
import dev.leat.sdk.protocol.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** Runs a connector undisturbed, then kills, resumes and compares. For use by one thread. */
public final class Verification {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Subject subject;
  private final long seed;
  private final Consumer<String> progress;

  /** What an undisturbed run gave. */
  private record Undisturbed(
      Path database, KillPlan plan, int exitCode, Reading reading, String words) {}

  /**
   * @param seed of what is left to chance
   * @param progress is told in a line what is done next, and how far it is
   */
  public Verification(Subject subject, long seed, Consumer<String> progress) {
    this.subject = subject;
    this.seed = seed;
    this.progress = progress;
  }

  /** Kills at so many points that the seed chooses. */
  public Verdict run(int kills) throws InterruptedException {
    return run(plan -> plan.sample(kills, subject.isCommand(), new Random(seed)));
  }

  /** Kills at these points. */
  public Verdict run(List<KillPoint> points) throws InterruptedException {
    return run(plan -> points);
  }

  /** Kills everywhere that has a number; every n-th place of these only. */
  public Verdict runEverywhere(int every) throws InterruptedException {
    return run(
        plan -> {
          List<KillPoint> all = plan.everywhere(KillPoint.Victim.BOTH);
          List<KillPoint> chosen = new ArrayList<>();
          for (int i = (int) Math.floorMod(seed, (long) every); i < all.size(); i += every) {
            chosen.add(all.get(i));
          }
          return chosen;
        });
  }

  /** Chooses kill points in what the undisturbed run did. */
  @FunctionalInterface
  private interface Choice {
    List<KillPoint> of(KillPlan plan);
  }

  private Verdict run(Choice choice) throws InterruptedException {
    try (ScratchFolder scratch = ScratchFolder.make()) {
      progress.accept("an undisturbed run, to compare with");
      Undisturbed first = undisturbed(scratch, "undisturbed");
      if (first.exitCode != 0 && first.exitCode != ExitCode.INCOMPLETE.number()) {
        return Verdict.failedUndisturbed(seed, first.exitCode, first.words);
      }
      List<KillPoint> points = choice.of(first.plan);
      List<KillOutcome> outcomes = new ArrayList<>();
      for (KillPoint point : points) {
        progress.accept(
            "kill %,d of %,d: %s%s"
                .formatted(outcomes.size() + 1, points.size(), point.text(), trouble(outcomes)));
        outcomes.add(kill(scratch, first, point));
      }
      progress.accept("an undisturbed run again: has the source changed meanwhile?");
      Undisturbed last = undisturbed(scratch, "undisturbed-again");
      boolean still =
          last.exitCode == first.exitCode
              && TableDifference.between(first.database, last.database, subject.schema()).isEmpty();
      return new Verdict(
          seed,
          first.plan.messages(),
          first.plan.commits(),
          first.reading.rows(),
          first.exitCode,
          outcomes,
          still ? Verdict.Source.STILL : Verdict.Source.CHANGED,
          "");
    }
  }

  private static String trouble(List<KillOutcome> outcomes) {
    long wrong = outcomes.stream().filter(each -> !each.isRight()).count();
    return wrong == 0 ? "" : " (wrong so far: " + wrong + ")";
  }

  private Undisturbed undisturbed(ScratchFolder scratch, String name) throws InterruptedException {
    Path database = scratch.folder(name).resolve("leat.duckdb");
    Path temporary = scratch.folder("tmp");
    List<String> command = subject.undisturbed(database, temporary);
    try (HostProcess host = HostProcess.start(command, subject.directory())) {
      int code = host.exitCode();
      long[] counts =
          Arrays.stream(host.said(WatchedSync.COUNTS).orElse("0 0 0 0").split(" ", -1))
              .mapToLong(Long::parseLong)
              .toArray();
      KillPlan plan = new KillPlan(counts[0], counts[1], counts[2], counts[3], host.millis());
      return new Undisturbed(database, plan, code, report(host), host.lastWords());
    }
  }

  private KillOutcome kill(ScratchFolder scratch, Undisturbed expected, KillPoint point)
      throws InterruptedException {
    Path folder = scratch.folder("killed");
    Path temporary = scratch.folder("tmp");
    Path database = folder.resolve("leat.duckdb");
    try {
      boolean struck = strike(database, temporary, point);
      long left = ScratchFolder.bytes(temporary);
      Reading before = committed(database);
      List<String> command = subject.resume(database, temporary);
      try (HostProcess host = HostProcess.start(command, subject.directory())) {
        int code = host.exitCode();
        Optional<String> failure =
            code == 0 || code == ExitCode.INCOMPLETE.number()
                ? Optional.empty()
                : Optional.of("the resume ended with exit code " + code + "\n" + host.lastWords());
        List<TableDifference> differences =
            failure.isPresent()
                ? List.of()
                : TableDifference.between(expected.database, database, subject.schema());
        return new KillOutcome(
            point,
            struck,
            code,
            failure,
            differences,
            before.plus(report(host)).minus(expected.reading),
            host.millisToReading(),
            left,
            leaked(folder, temporary));
      }
    } finally {
      ScratchFolder.remove(folder);
    }
  }

  /** Runs up to the point and kills there; whether the point was met. */
  private boolean strike(Path database, Path temporary, KillPoint point)
      throws InterruptedException {
    List<String> command = subject.killed(database, temporary, point);
    try (HostProcess host = HostProcess.start(command, subject.directory())) {
      if (point.moment() == Moment.BYTE) {
        return host.exitCode() != 0;
      }
      boolean met =
          point.moment() == Moment.MILLISECOND
              ? host.outlives(point.number())
              : host.awaitBreakpoint();
      if (met) {
        host.kill(point.victim());
      }
      host.exitCode();
      return met;
    } catch (IOException e) {
      throw new UncheckedIOException("The process of the sync does not listen", e);
    }
  }

  /** What a killed run had committed, by its own record. */
  private static Reading committed(Path database) throws InterruptedException {
    List<RunRecord> runs = DuckDbProvider.observed(database, step -> {}).runs();
    return runs.isEmpty() ? Reading.NONE : reading(runs.get(0).tables());
  }

  private static Reading report(HostProcess host) {
    return host.said(WatchedSync.REPORT)
        .map(report -> reading(tree(report).path("tables").toString()))
        .orElse(Reading.NONE);
  }

  private static Reading reading(String tables) {
    Reading sum = Reading.NONE;
    for (JsonNode table : tree(tables)) {
      long rows = table.path("upserts").asLong() + table.path("updates").asLong();
      sum = sum.plus(new Reading(rows + table.path("deletes").asLong(), pages(table)));
    }
    return sum;
  }

  private static long pages(JsonNode table) {
    return table.path("pages").asLong() + table.path("retries").asLong();
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException("A report is no JSON: " + json, e);
    }
  }

  /** What is left of temporary files now that a later run has ended; the database is none. */
  private static long leaked(Path folder, Path temporary) {
    long expected =
        List.of("leat.duckdb", "leat.duckdb.lock").stream()
            .mapToLong(each -> folder.resolve(each).toFile().length())
            .sum();
    return ScratchFolder.bytes(folder) - expected + ScratchFolder.bytes(temporary);
  }
}
