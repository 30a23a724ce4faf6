package dev.leat.cli;

import dev.leat.host.fivetran.FivetranHost;
import dev.leat.sdk.Connector;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leat fivetran}. */
@Command(
    name = "fivetran",
    description = "Serve a connector over Fivetran's gRPC contract until it is stopped.",
    footer = {"%nExample:", "  leat fivetran keyset --port 50051"})
final class FivetranCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  @Mixin private ConnectorChoice choice;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen on, IPv4 and IPv6. Default: ${DEFAULT-VALUE}",
      defaultValue = "" + FivetranHost.DEFAULT_PORT)
  private int port;

  FivetranCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Connector connector = choice.connector(surroundings);
    return StopSignal.interrupts(
        () -> FivetranHost.serve(connector, port, surroundings.clock(), surroundings.out()));
  }
}
