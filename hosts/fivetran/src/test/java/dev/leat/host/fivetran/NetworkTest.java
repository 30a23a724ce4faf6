package dev.leat.host.fivetran;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.host.fivetran.wire.ConfigurationFormRequest;
import dev.leat.host.fivetran.wire.SourceConnectorGrpc;
import dev.leat.host.fivetran.wire.UpdateRequest;
import dev.leat.sdk.protocol.ExitCode;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Table;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real sockets. */
class NetworkTest {

  private static final Table USER = Table.named("user").column("id", DataType.LONG).key("id");

  private static final FakeConnector ONE_ROW =
      FakeConnector.of(
          USER,
          (request, out) -> {
            System.out.println("a stray print");
            out.upsert(USER.name(), JsonRow.parse("{\"id\":1}"));
            out.checkpoint(FakeConnector.reached(request, USER, 1));
          });

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  private PrintStream logs() {
    return new PrintStream(log, true, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "[::1]"})
  void answersOnBothFamiliesOfAddresses(String address) throws Exception {
    try (FivetranHost host = FivetranHost.start(ONE_ROW, 0, HostInMemory.CLOCK, logs())) {
      ManagedChannel channel =
          Grpc.newChannelBuilder(address + ":" + host.port(), InsecureChannelCredentials.create())
              .build();
      try {
        assertThat(
                SourceConnectorGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(20, TimeUnit.SECONDS)
                    .configurationForm(ConfigurationFormRequest.getDefaultInstance())
                    .getFieldsCount())
            .isEqualTo(1);
        assertThat(
                SourceConnectorGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(20, TimeUnit.SECONDS)
                    .update(UpdateRequest.getDefaultInstance()))
            .toIterable()
            .hasSize(2);
      } finally {
        channel.shutdownNow();
      }
    }
  }

  @Test
  void theLogIsNothingButFivetransLines() throws Exception {
    try (FivetranHost host = FivetranHost.start(ONE_ROW, 0, HostInMemory.CLOCK, logs())) {
      assertThat(log.toString(StandardCharsets.UTF_8).lines())
          .containsExactly(
              "{\"level\":\"INFO\",\"message\":\"Connector fake 1.2.3 is served on port "
                  + host.port()
                  + "\",\"message-origin\":\"sdk_connector\"}");
    }
  }

  @Test
  void aPortThatIsTakenIsSaidAndRefused() throws Exception {
    try (FivetranHost host = FivetranHost.start(ONE_ROW, 0, HostInMemory.CLOCK, logs())) {
      int code = FivetranHost.serve(ONE_ROW, host.port(), HostInMemory.CLOCK, logs());
      assertThat(code).isEqualTo(ExitCode.CONFIGURATION.number());
      assertThat(log.toString(StandardCharsets.UTF_8))
          .contains("\"level\":\"SEVERE\"", "Port " + host.port());
    }
  }

  @Test
  void servesUntilItIsInterrupted() throws Exception {
    CompletableFuture<Integer> code = new CompletableFuture<>();
    Thread server =
        new Thread(() -> code.complete(FivetranHost.serve(ONE_ROW, 0, HostInMemory.CLOCK, logs())));
    server.start();
    while (server.getState() != Thread.State.WAITING || log.size() == 0) {
      Thread.onSpinWait();
    }
    server.interrupt();
    assertThat(code.get(20, TimeUnit.SECONDS)).isEqualTo(ExitCode.COMPLETE.number());
  }
}
