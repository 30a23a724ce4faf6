package dev.leat.host.fivetran;

import dev.leat.host.fivetran.wire.ConfigurationFormRequest;
import dev.leat.host.fivetran.wire.ConfigurationFormResponse;
import dev.leat.host.fivetran.wire.SchemaRequest;
import dev.leat.host.fivetran.wire.SchemaResponse;
import dev.leat.host.fivetran.wire.SourceConnectorGrpc.SourceConnectorImplBase;
import dev.leat.host.fivetran.wire.TestRequest;
import dev.leat.host.fivetran.wire.TestResponse;
import dev.leat.host.fivetran.wire.UpdateRequest;
import dev.leat.host.fivetran.wire.UpdateResponse;
import dev.leat.sdk.Connector;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.contract.Discovery;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.schema.Schema;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/**
 * The four methods. Each call runs on a thread of its own, because a connector waits for its source
 * and the transport's threads must not; a call that the client cancels is interrupted. Thread-safe.
 */
final class ConnectorService extends SourceConnectorImplBase {

  private final Connector connector;
  private final Executor threads;
  private final Clock clock;
  private final LogLines log;

  ConnectorService(Connector connector, Executor threads, Clock clock, LogLines log) {
    this.connector = connector;
    this.threads = threads;
    this.clock = clock;
    this.log = log;
  }

  @Override
  public void configurationForm(
      ConfigurationFormRequest request, StreamObserver<ConfigurationFormResponse> observer) {
    answer(observer, log, () -> Form.of(connector.configurationSpec()));
  }

  @Override
  public void test(TestRequest request, StreamObserver<TestResponse> observer) {
    FormValues values = values(request.getConfigurationMap());
    LogLines masked = log.masking(values.redactor());
    answer(observer, masked, () -> test(request.getName(), values, masked));
  }

  @Override
  public void schema(SchemaRequest request, StreamObserver<SchemaResponse> observer) {
    FormValues values = values(request.getConfigurationMap());
    LogLines masked = log.masking(values.redactor());
    answer(
        observer,
        masked,
        () -> {
          Schema schema = Discovery.by(connector, configuration(values, masked));
          return SchemaResponse.newBuilder()
              .setWithoutSchema(WireSchema.tables(schema))
              .setSelectionNotSupported(false)
              .build();
        });
  }

  @Override
  public void update(UpdateRequest request, StreamObserver<UpdateResponse> observer) {
    ServerCallStreamObserver<UpdateResponse> call =
        (ServerCallStreamObserver<UpdateResponse>) observer;
    ResponseStream stream = new ResponseStream(call);
    start(call, new UpdateCall(connector, request, stream, clock, log));
  }

  private TestResponse test(String name, FormValues values, LogLines masked)
      throws InterruptedException {
    try {
      Configuration configuration = configuration(values, masked);
      switch (name) {
        case Form.SETTINGS_TEST -> {}
        case Form.CONNECTION_TEST -> connector.check(configuration);
        default -> {
          return failed(
              "There is no test \""
                  + name
                  + "\": there are "
                  + Form.SETTINGS_TEST
                  + " and "
                  + Form.CONNECTION_TEST);
        }
      }
      return TestResponse.newBuilder().setSuccess(true).build();
    } catch (ConnectorException e) {
      String message = masked.masked(e.getMessage());
      masked.warning("Test " + name + " failed: " + message);
      return failed(message);
    }
  }

  private static TestResponse failed(String message) {
    return TestResponse.newBuilder().setFailure(message).build();
  }

  private static Configuration configuration(FormValues values, LogLines log) {
    return values.configuration(setting -> log.warning(FormValues.lost(setting)));
  }

  private FormValues values(Map<String, String> configuration) {
    return new FormValues(connector.configurationSpec(), configuration);
  }

  @FunctionalInterface
  private interface Question<T> {
    T answer() throws InterruptedException;
  }

  private <T> void answer(StreamObserver<T> observer, LogLines masked, Question<T> question) {
    start(
        (ServerCallStreamObserver<T>) observer,
        () -> {
          T answer;
          try {
            answer = question.answer();
          } catch (Throwable e) { // Errors too: the client must be told of whatever is thrown.
            GrpcFailure failure = GrpcFailure.of(e, masked::masked);
            masked.severe(failure.report());
            observer.onError(failure.asException());
            return;
          }
          observer.onNext(answer);
          observer.onCompleted();
        });
  }

  private void start(ServerCallStreamObserver<?> call, Runnable work) {
    FutureTask<Void> task = new FutureTask<>(work, null);
    call.setOnCancelHandler(() -> task.cancel(true));
    threads.execute(task);
  }
}
