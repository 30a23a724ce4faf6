package dev.leat.host.singer;

import dev.leat.host.process.PlatformProcess;

/** The entry point of a packaged tap: the connector's name, then Singer's own arguments. */
public final class SingerTap {

  private SingerTap() {}

  /** Runs one command and ends the process. */
  public static void main(String[] arguments) {
    PlatformProcess.main(SingerHost::run, arguments);
  }
}
