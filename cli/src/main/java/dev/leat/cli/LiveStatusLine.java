package dev.leat.cli;

import java.util.List;

/** A status line that changes in place, behind a sign that turns. */
final class LiveStatusLine implements StatusLine {

  private static final String SPINNER = "|/-\\";

  private final LiveLines lines;
  private volatile String shown = "";
  private int frame;

  private LiveStatusLine(Surroundings surroundings) {
    this.lines =
        new LiveLines(
            surroundings, () -> List.of(SPINNER.charAt(frame++ % SPINNER.length()) + " " + shown));
  }

  static LiveStatusLine start(Surroundings surroundings) {
    LiveStatusLine line = new LiveStatusLine(surroundings);
    line.lines.start();
    return line;
  }

  @Override
  public void show(String line) {
    shown = line;
  }

  @Override
  public void close() {
    lines.close();
  }
}
