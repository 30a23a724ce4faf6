package dev.leat.host.contract;

import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import java.io.IOException;

/** A playground of its own process; run by {@code interop/run}. */
final class InteropPlayground {

  private InteropPlayground() {}

  /** Serves that many rows, prints the address, and ends with its standard input. */
  public static void main(String[] rows) throws IOException {
    PlaygroundOptions options =
        PlaygroundOptions.defaults().withRows(Integer.parseInt(rows[0])).withTies(3);
    try (Playground playground = Playground.start(options)) {
      System.out.println(playground.address());
      System.in.readAllBytes();
    }
  }
}
