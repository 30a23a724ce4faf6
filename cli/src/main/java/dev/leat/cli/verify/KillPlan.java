package dev.leat.cli.verify;

import dev.leat.cli.verify.KillPoint.Victim;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Chooses kill points in what an undisturbed run did. Immutable.
 *
 * @param messages how many the connector sent
 * @param writes how many batches were staged
 * @param commits how many there were, the one at the end included
 * @param bytes about how many the messages take as lines
 * @param millis how long it took
 */
record KillPlan(long messages, long writes, long commits, long bytes, long millis) {

  private static final List<Moment> AROUND_COMMITS =
      List.of(
          Moment.BEFORE_COMMIT,
          Moment.SCHEMA_SETTLED,
          Moment.TRANSACTION_BEGUN,
          Moment.ROWS_MERGED,
          Moment.STATE_STORED,
          Moment.COMMITTED,
          Moment.AFTER_COMMIT);

  /** Every place that has a number: before and after each message, batch and step of a commit. */
  List<KillPoint> everywhere(Victim victim) {
    List<KillPoint> all = new ArrayList<>();
    for (long i = 1; i <= messages; i++) {
      all.add(new KillPoint(victim, Moment.BEFORE_MESSAGE, i));
      all.add(new KillPoint(victim, Moment.AFTER_MESSAGE, i));
    }
    for (long i = 1; i <= writes; i++) {
      all.add(new KillPoint(victim, Moment.BEFORE_WRITE, i));
      all.add(new KillPoint(victim, Moment.AFTER_WRITE, i));
    }
    for (long i = 1; i <= commits; i++) {
      for (Moment step : AROUND_COMMITS) {
        if (step != Moment.SCHEMA_SETTLED || i < commits) {
          all.add(new KillPoint(victim, step, i));
        }
      }
    }
    return all;
  }

  /**
   * So many points, spread over all kinds of places and over the length of the run.
   *
   * @param apart whether the connector runs in a process of its own anyway
   */
  List<KillPoint> sample(int kills, boolean apart, Random random) {
    List<KillPoint> points = new ArrayList<>();
    for (int kill = 0; kill < kills; kill++) {
      double position = (kill + random.nextDouble()) / kills;
      Victim host = apart && kill % 2 == 0 ? Victim.HOST : Victim.BOTH;
      points.add(
          switch (kill % 5) {
            case 0 -> numbered(host, Moment.BEFORE_MESSAGE, messages, position);
            case 1 -> commitStep(host, position, random);
            case 2 -> numbered(Victim.CONNECTOR, Moment.BYTE, bytes, position);
            case 3 ->
                random.nextBoolean()
                    ? numbered(host, Moment.AFTER_MESSAGE, messages, position)
                    : numbered(host, Moment.AFTER_WRITE, writes, position);
            default -> numbered(host, Moment.MILLISECOND, millis, position);
          });
    }
    Collections.shuffle(points, random);
    return points;
  }

  private KillPoint commitStep(Victim victim, double position, Random random) {
    Moment step = AROUND_COMMITS.get(random.nextInt(AROUND_COMMITS.size()));
    long most = step == Moment.SCHEMA_SETTLED ? Math.max(1, commits - 1) : commits;
    return numbered(victim, step, most, position);
  }

  private static KillPoint numbered(Victim victim, Moment moment, long most, double position) {
    return new KillPoint(victim, moment, 1 + (long) (position * Math.max(0, most - 1)));
  }
}
