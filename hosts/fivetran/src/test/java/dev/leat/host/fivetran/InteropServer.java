package dev.leat.host.fivetran;

import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.sdk.Connector;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ServiceLoader;

/** Processes of their own for {@code interop/fivetran/run}; both end with their standard input. */
final class InteropServer {

  private InteropServer() {}

  /**
   * {@code playground ROWS} prints the address of a playground; {@code serve CONNECTOR} serves a
   * connector on a free port and prints its log.
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments[0].equals("playground")) {
      playground(Integer.parseInt(arguments[1]));
    } else {
      serve(arguments[1]);
    }
  }

  private static void playground(int rows) throws IOException {
    PlaygroundOptions options =
        PlaygroundOptions.defaults().withRows(rows).withTies(3).withSpacing(Duration.ofMinutes(10));
    try (Playground playground = Playground.start(options)) {
      System.out.println(playground.address());
      awaitEndOfInput();
    }
  }

  private static void serve(String name) throws IOException {
    Connector connector =
        ServiceLoader.load(Connector.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(each -> each.info().name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("There is no connector " + name));
    PrintStream out = System.out;
    System.setOut(System.err);
    FivetranHost host = FivetranHost.start(connector, 0, Clock.systemUTC(), out);
    awaitEndOfInput();
    host.close();
  }

  private static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      Thread.onSpinWait();
    }
  }
}
