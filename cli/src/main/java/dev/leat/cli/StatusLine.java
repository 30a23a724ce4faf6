package dev.leat.cli;

/** One line on standard error that says what is done now, until it is closed. */
interface StatusLine extends AutoCloseable {

  /** A line that changes in place on a terminal; a new line each time anywhere else. */
  static StatusLine on(Surroundings surroundings) {
    if (surroundings.display() == Surroundings.Display.LIVE) {
      return LiveStatusLine.start(surroundings);
    }
    return line -> surroundings.err().println("leat: " + line);
  }

  /** Says what is done now. */
  void show(String line);

  @Override
  default void close() {}
}
