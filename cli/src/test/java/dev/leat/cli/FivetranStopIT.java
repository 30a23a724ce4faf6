package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.architecture.Sources;
import dev.leat.host.fivetran.wire.SourceConnectorGrpc;
import dev.leat.host.fivetran.wire.UpdateRequest;
import dev.leat.host.fivetran.wire.UpdateResponse;
import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** SIGTERM while Fivetran reads. */
class FivetranStopIT {

  @Test
  void endsTheStreamAfterACheckpointAndLeavesNoProcess() throws Exception {
    PlaygroundOptions slow =
        PlaygroundOptions.defaults().withRows(20_000).withLatency(Duration.ofMillis(20));
    try (Playground source = Playground.start(slow)) {
      Process server =
          new ProcessBuilder(
                  Sources.checkout().resolve("leat").toString(),
                  "fivetran",
                  "keyset",
                  "--port",
                  "0")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      BufferedReader log = server.inputReader(StandardCharsets.UTF_8);
      Matcher port = Pattern.compile("port (\\d+)").matcher(log.readLine());
      assertThat(port.find()).isTrue();
      ManagedChannel channel =
          Grpc.newChannelBuilder("127.0.0.1:" + port.group(1), InsecureChannelCredentials.create())
              .build();
      try {
        Iterator<UpdateResponse> stream =
            SourceConnectorGrpc.newBlockingStub(channel)
                .withDeadlineAfter(5, TimeUnit.MINUTES)
                .update(
                    UpdateRequest.newBuilder()
                        .putConfiguration("base_url", source.endpoint(Endpoint.KEYSET).toString())
                        .build());
        while (!stream.next().hasCheckpoint()) {}
        List<ProcessHandle> family =
            Stream.concat(Stream.of(server.toHandle()), server.descendants()).toList();

        server.toHandle().destroy();

        assertThatThrownBy(() -> stream.forEachRemaining(each -> {}))
            .as("not a stream that looks complete")
            .isInstanceOf(StatusRuntimeException.class);
        assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(server.exitValue()).as("128 + 15").isEqualTo(143);
        assertThat(family).noneMatch(ProcessHandle::isAlive);
        assertThat(log.lines())
            .allSatisfy(line -> assertThat(line).startsWith("{\"level\":").endsWith("}"));
      } finally {
        channel.shutdownNow();
      }
    }
  }
}
