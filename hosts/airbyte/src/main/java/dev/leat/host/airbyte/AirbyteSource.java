package dev.leat.host.airbyte;

import dev.leat.host.process.ConnectorProcess;

/** The entry point of a packaged source: the connector's name, then Airbyte's own arguments. */
public final class AirbyteSource {

  private AirbyteSource() {}

  /** Runs one command and ends the process. */
  public static void main(String[] arguments) {
    ConnectorProcess.main(AirbyteHost::run, arguments);
  }
}
