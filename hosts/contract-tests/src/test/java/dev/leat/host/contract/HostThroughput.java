package dev.leat.host.contract;

import static dev.leat.host.contract.ScriptedConnector.USER;
import static dev.leat.host.contract.ScriptedConnector.at;

import dev.leat.host.airbyte.AirbyteHost;
import dev.leat.host.process.PlatformProcess;
import dev.leat.host.singer.SingerHost;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.protocol.wire.OperationWriter;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** CPU of a host's lines against that of the native ones, in one process; prints the ratios. */
final class HostThroughput {

  private static final int ROWS = 2_000_000;
  private static final int ROUNDS = 5;
  private static final JsonRow ROW =
      JsonRow.parse("{\"id\":\"1\",\"name\":\"" + "x".repeat(270) + "\",\"updatedAt\":null}");

  private HostThroughput() {}

  /** Writes two million rows of 300 bytes to /dev/null by each writer, best of five. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("throughput");
    String config = Command.file(folder, "config.json", "{\"region\":\"eu\"}");
    String catalog =
        Command.file(
            folder,
            "catalog.json",
            "{\"streams\":[{\"stream\":{\"name\":\"user\"},\"sync_mode\":\"incremental\"}]}");
    try (OutputStream out = new FileOutputStream("/dev/null")) {
      Callable<Object> natively = () -> natively(out);
      Callable<Object> airbyte =
          () ->
              run(AirbyteHost::run, out, List.of("read", "--config", config, "--catalog", catalog));
      Callable<Object> singer = () -> run(SingerHost::run, out, List.of("--config", config));
      double base = nanos(natively);
      System.out.printf("native  %.0f ns of CPU a row%n", base);
      for (var each : Map.of("airbyte", airbyte, "singer", singer).entrySet()) {
        double cost = nanos(each.getValue());
        System.out.printf("%-7s %.0f ns, %.2f times native%n", each.getKey(), cost, cost / base);
      }
    }
  }

  private static final ScriptedConnector CONNECTOR =
      ScriptedConnector.of(
          (request, out) -> {
            for (int i = 1; i <= ROWS; i++) {
              out.upsert(USER.name(), ROW);
              if (i % 1_000 == 0) {
                out.checkpoint(at(request, USER, i));
              }
            }
            return SyncResult.complete();
          });

  private static Object natively(OutputStream out) throws InterruptedException {
    OperationWriter writer = new OperationWriter(out, Redactor.none());
    writer.hello(CONNECTOR.info(), Schema.of(USER));
    State state = State.empty(StateOwner.of("scripted", Map.of()));
    var configuration = CONNECTOR.configurationSpec().parse("{\"region\":\"eu\"}");
    SyncRequest request = SyncRequest.of(configuration, Schema.of(USER), state, Clock.systemUTC());
    writer.end(CONNECTOR.sync(request, writer));
    return writer;
  }

  private static Object run(PlatformProcess.Host host, OutputStream out, List<String> arguments)
      throws IOException {
    int exit = host.run(CONNECTOR, arguments, out, System.err, Map.of(), Clock.systemUTC());
    if (exit != 0) {
      throw new IOException("The host ended with " + exit);
    }
    return exit;
  }

  private static double nanos(Callable<Object> work) throws Exception {
    var threads = ManagementFactory.getThreadMXBean();
    long best = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long before = threads.getCurrentThreadCpuTime();
      work.call();
      best = Math.min(best, threads.getCurrentThreadCpuTime() - before);
    }
    return (double) best / ROWS;
  }
}
