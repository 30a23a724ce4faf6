package dev.leat.cli;

import dev.leat.engine.SyncListener;

/** Shows a running sync on standard error until it is closed. */
interface Progress extends SyncListener, AutoCloseable {

  /** Lines that change in place on a terminal; plain lines anywhere else. */
  static Progress on(Surroundings surroundings) {
    return surroundings.display() == Surroundings.Display.LIVE
        ? LiveProgress.start(surroundings)
        : new PlainProgress(surroundings);
  }

  @Override
  void close();
}
