package dev.leat.cli.verify;

import dev.leat.engine.connector.ConnectorFinder;
import dev.leat.sdk.protocol.ConnectorProcess;
import java.nio.file.Path;
import java.util.Arrays;

/** A connector that came with this program, or one in a jar, as a process that can be killed. */
public final class ConnectorMain {

  private ConnectorMain() {}

  /** The connector's name or jar, then a command of the protocol and its options. */
  public static void main(String[] arguments) {
    System.exit(
        ConnectorProcess.run(
            ConnectorFinder.find(arguments[0], Path.of("").toAbsolutePath()),
            Arrays.copyOfRange(arguments, 1, arguments.length)));
  }
}
