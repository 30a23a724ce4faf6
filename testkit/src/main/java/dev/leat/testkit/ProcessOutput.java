package dev.leat.testkit;

import dev.leat.sdk.Connector;
import dev.leat.sdk.Operation;
import dev.leat.sdk.protocol.ConnectorProcess;
import dev.leat.sdk.protocol.ExitCode;
import dev.leat.sdk.protocol.wire.OperationReader;
import dev.leat.sdk.state.StateOwner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What the process of a connector wrote, and how it ended. Immutable. */
record ProcessOutput(ExitCode exitCode, String out, String err) {

  /** Runs a command with settings, in this process. */
  static ProcessOutput of(
      Supplier<Connector> connector, String command, String configuration, Clock clock)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Path file = Files.createTempFile("configuration", ".json");
    try {
      Files.writeString(file, configuration);
      List<String> arguments =
          command.equals("spec") ? List.of(command) : List.of(command, "--config", file.toString());
      ExitCode code =
          ConnectorProcess.run(
              connector.get(),
              arguments,
              Map.of(),
              out,
              new PrintStream(err, true, StandardCharsets.UTF_8),
              clock);
      return new ProcessOutput(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      Files.delete(file);
    }
  }

  List<String> lines() {
    return out.lines().toList();
  }

  /** What a reader of the lines gets. */
  List<Operation> operations(StateOwner owner) throws InterruptedException {
    List<Operation> operations = new ArrayList<>();
    new OperationReader(new ByteArrayInputStream(out.getBytes(StandardCharsets.UTF_8)), owner)
        .readTo(operations::add);
    return operations;
  }

  String everything() {
    return out + err;
  }
}
