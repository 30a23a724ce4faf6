package dev.leat.cli.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Optional;

/**
 * The place at which the process of a sync stands still, so that it can be killed there and nowhere
 * else. It says {@value #REACHED} and goes on when it is told to. Thread-safe.
 */
final class Breakpoint {

  /** The line that says that the process stands at its breakpoint. */
  static final String REACHED = "reached";

  private static final int ORPHANED = 143;

  private final Optional<Moment> moment;
  private final long number;
  private final PrintStream out;
  private final InputStream in;

  /**
   * @param moment where to stand still; empty for nowhere
   * @param number which of these moments
   * @param out takes the line that it is reached
   * @param in gives a byte when the process is to go on
   */
  Breakpoint(Optional<Moment> moment, long number, PrintStream out, InputStream in) {
    this.moment = moment;
    this.number = number;
    this.out = out;
    this.in = in;
  }

  /** A moment has come: stands still if it is this one. */
  void at(Moment now, long which) {
    if (which != number || !Optional.of(now).equals(moment)) {
      return;
    }
    out.println(REACHED);
    try {
      if (in.read() < 0) {
        // Whoever watches is gone: an orphan must not go on behind its back.
        Runtime.getRuntime().halt(ORPHANED);
      }
    } catch (IOException e) {
      Runtime.getRuntime().halt(ORPHANED);
    }
  }
}
