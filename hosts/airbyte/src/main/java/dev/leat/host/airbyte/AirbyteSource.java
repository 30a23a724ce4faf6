package dev.leat.host.airbyte;

import dev.leat.host.process.PlatformProcess;

/** The entry point of a packaged source: the connector's name, then Airbyte's own arguments. */
public final class AirbyteSource {

  private AirbyteSource() {}

  /** Runs one command and ends the process. */
  public static void main(String[] arguments) {
    PlatformProcess.main(AirbyteHost::run, arguments);
  }
}
