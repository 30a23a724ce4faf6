package dev.leat.host.fivetran;

import dev.leat.host.fivetran.wire.Record;
import dev.leat.host.fivetran.wire.SourceConnectorGrpc;
import dev.leat.host.fivetran.wire.SourceConnectorGrpc.SourceConnectorBlockingStub;
import dev.leat.host.fivetran.wire.UpdateRequest;
import dev.leat.host.fivetran.wire.UpdateResponse;
import dev.leat.host.fivetran.wire.ValueType;
import dev.leat.sdk.Connector;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A host and a client within this process, over gRPC's own transport for that. */
public final class HostInMemory implements AutoCloseable {

  /** Stands still. */
  public static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T00:00:00Z"), ZoneOffset.UTC);

  private final FivetranHost host;
  private final ManagedChannel channel;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  private HostInMemory(Connector connector, Clock clock) {
    String name = InProcessServerBuilder.generateName();
    try {
      host =
          FivetranHost.start(
              connector,
              InProcessServerBuilder.forName(name),
              clock,
              new PrintStream(log, true, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    channel = InProcessChannelBuilder.forName(name).build();
  }

  public static HostInMemory serving(Connector connector) {
    return serving(connector, CLOCK);
  }

  public static HostInMemory serving(Connector connector, Clock clock) {
    return new HostInMemory(connector, clock);
  }

  public ManagedChannel channel() {
    return channel;
  }

  SourceConnectorBlockingStub client() {
    return SourceConnectorGrpc.newBlockingStub(channel)
        .withMaxInboundMessageSize(Limits.MESSAGE_BYTES)
        .withDeadlineAfter(60, TimeUnit.SECONDS);
  }

  /** An update without settings, selection or state. */
  Answers update() {
    return update(UpdateRequest.getDefaultInstance());
  }

  Answers update(UpdateRequest request) {
    List<UpdateResponse> messages = new ArrayList<>();
    Status status = Status.OK;
    try {
      Iterator<UpdateResponse> stream = client().update(request);
      stream.forEachRemaining(messages::add);
    } catch (StatusRuntimeException e) {
      status = e.getStatus();
    }
    return new Answers(List.copyOf(messages), status);
  }

  /** The lines of the log so far. */
  public List<String> log() {
    return log.toString(StandardCharsets.UTF_8).lines().toList();
  }

  void stop() {
    host.close();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    host.close();
  }

  /** What an update said, and how its stream ended. */
  record Answers(List<UpdateResponse> messages, Status status) {

    /** The records of all batches, in order. */
    List<Record> records() {
      return messages.stream()
          .flatMap(
              each ->
                  each.hasRecord()
                      ? java.util.stream.Stream.of(each.getRecord())
                      : each.getRecords().getRecordsList().stream())
          .toList();
    }

    Map<String, ValueType> row(int index) {
      return records().get(index).getDataMap();
    }

    List<UpdateResponse.OperationCase> kinds() {
      return messages.stream().map(UpdateResponse::getOperationCase).toList();
    }

    List<String> states() {
      return messages.stream()
          .filter(UpdateResponse::hasCheckpoint)
          .map(each -> each.getCheckpoint().getStateJson())
          .toList();
    }
  }
}
