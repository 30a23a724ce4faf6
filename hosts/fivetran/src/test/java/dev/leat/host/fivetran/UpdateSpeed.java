package dev.leat.host.fivetran;

import com.sun.management.OperatingSystemMXBean;
import dev.leat.host.fivetran.wire.SourceConnectorGrpc;
import dev.leat.host.fivetran.wire.UpdateRequest;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Table;
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * Measures how fast rows become batches on a socket: rows of 11 columns and 305 bytes, a client in
 * the same process that drops every message unread. Prints rows a second and CPU time a row, client
 * included.
 */
final class UpdateSpeed {

  private static final int ROWS = 1_000_000;

  private static final Table TABLE =
      Table.named("event")
          .columns(DataType.LONG, "id", "account")
          .columns(DataType.STRING, "name", "email", "address", "company", "job")
          .columns(DataType.UTC_DATETIME, "updatedAt", "createdAt")
          .column("price", DataType.decimal(12, 2))
          .column("active", DataType.BOOLEAN)
          .key("id");

  private UpdateSpeed() {}

  /** Five rounds; the first ones warm up. */
  public static void main(String[] arguments) throws Exception {
    JsonRow row =
        JsonRow.parse(
            "{\"id\":1234567,\"account\":42,\"name\":\"Ada"
                + " Lovelace\",\"email\":\"ada.lovelace@example.com\",\"address\":\"12 St James's"
                + " Square, London SW1Y 4JH\",\"company\":\"Analytical Engines\","
                + "\"job\":\"Countess\",\"updatedAt\":\"2026-11-21T08:30:00.123Z\","
                + "\"createdAt\":\"2020-01-01T00:00:00Z\",\"price\":1234.50,\"active\":true}");
    FakeConnector connector =
        FakeConnector.of(
            TABLE,
            (request, out) -> {
              for (int i = 0; i < ROWS; i++) {
                out.upsert(TABLE.name(), row);
              }
              out.checkpoint(FakeConnector.reached(request, TABLE, ROWS));
            });
    PrintStream quiet = new PrintStream(PrintStream.nullOutputStream());
    try (FivetranHost host = FivetranHost.start(connector, 0, Clock.systemUTC(), quiet)) {
      ManagedChannel channel =
          Grpc.newChannelBuilder("127.0.0.1:" + host.port(), InsecureChannelCredentials.create())
              .directExecutor()
              .build();
      for (int round = 1; round <= 5; round++) {
        measure(channel, row.length());
      }
      channel.shutdownNow();
    }
  }

  private static void measure(ManagedChannel channel, int rowBytes) throws Exception {
    OperatingSystemMXBean machine =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = machine.getProcessCpuTime();
    long begin = System.nanoTime();
    CompletableFuture<Long> bytes = new CompletableFuture<>();
    ClientCalls.asyncServerStreamingCall(
        channel.newCall(
            SourceConnectorGrpc.getUpdateMethod().toBuilder(
                    SourceConnectorGrpc.getUpdateMethod().getRequestMarshaller(), new Drop())
                .build(),
            CallOptions.DEFAULT),
        UpdateRequest.getDefaultInstance(),
        new Sum(bytes));
    long total = bytes.get();
    double seconds = (System.nanoTime() - begin) / 1e9;
    double cpuSeconds = (machine.getProcessCpuTime() - cpu) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%,.0f rows/s, %.2f us CPU a row, %.0f MB/s on the wire (%d bytes of JSON a row, %.0f"
            + " sent)%n",
        ROWS / seconds,
        cpuSeconds * 1e6 / ROWS,
        total / seconds / 1e6,
        rowBytes,
        (double) total / ROWS);
  }

  /** Counts the bytes of a message. */
  private static final class Drop implements MethodDescriptor.Marshaller<Long> {
    @Override
    public InputStream stream(Long value) {
      throw new UnsupportedOperationException("Responses are only read");
    }

    @Override
    public Long parse(InputStream message) {
      try {
        return message.skip(Long.MAX_VALUE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Sum implements StreamObserver<Long> {
    private final CompletableFuture<Long> result;
    private long sum;

    Sum(CompletableFuture<Long> result) {
      this.result = result;
    }

    @Override
    public void onNext(Long bytes) {
      sum += bytes;
    }

    @Override
    public void onError(Throwable failure) {
      result.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      result.complete(sum);
    }
  }
}
