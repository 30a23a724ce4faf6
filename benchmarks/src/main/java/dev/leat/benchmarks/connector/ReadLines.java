package dev.leat.benchmarks.connector;

import dev.leat.sdk.Operation;
import dev.leat.sdk.protocol.wire.OperationReader;
import dev.leat.sdk.state.StateOwner;
import java.util.Map;

/**
 * Reads and validates a memory connector's lines from the standard input; prints what it counted.
 */
public final class ReadLines {

  private ReadLines() {}

  /** Reads to the end; fails on a line that cannot be trusted. */
  @SuppressWarnings("SystemOut") // A process that is one command.
  public static void main(String[] arguments) throws InterruptedException {
    OperationReader reader = new OperationReader(System.in, StateOwner.of("memory", Map.of()));
    long[] rows = {0};
    long[] bytes = {0};
    reader.readTo(
        operation -> {
          if (operation instanceof Operation.Upsert upsert) {
            rows[0]++;
            bytes[0] += ((dev.leat.sdk.row.JsonRow) upsert.row()).length();
          }
        });
    System.out.printf("{\"rows\":%d,\"bytes\":%d}%n", rows[0], bytes[0]);
  }
}
