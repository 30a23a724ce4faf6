package dev.leat.host.fivetran.tester;

import dev.leat.host.fivetran.Limits;
import dev.leat.host.fivetran.wire.ConfigurationFormRequest;
import dev.leat.host.fivetran.wire.ConfigurationFormResponse;
import dev.leat.host.fivetran.wire.Record;
import dev.leat.host.fivetran.wire.SchemaRequest;
import dev.leat.host.fivetran.wire.SchemaResponse;
import dev.leat.host.fivetran.wire.SourceConnectorGrpc;
import dev.leat.host.fivetran.wire.SourceConnectorGrpc.SourceConnectorBlockingStub;
import dev.leat.host.fivetran.wire.TestRequest;
import dev.leat.host.fivetran.wire.TestResponse;
import dev.leat.host.fivetran.wire.UpdateRequest;
import dev.leat.host.fivetran.wire.UpdateResponse;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Fivetran's side of the four methods, with one configuration. Calls wait for their answer. For use
 * by one thread.
 */
final class Platform {

  private final Channel channel;
  private final Map<String, String> configuration;
  private final Duration patience;
  private final Violations violations;

  /**
   * @param configuration the form's values
   * @param patience how long one call may take
   * @param violations takes what the server does against the contract
   */
  Platform(
      Channel channel,
      Map<String, String> configuration,
      Duration patience,
      Violations violations) {
    this.channel = channel;
    this.configuration = Map.copyOf(configuration);
    this.patience = patience;
    this.violations = violations;
  }

  /**
   * @throws StatusRuntimeException if the server refuses, like each of the calls
   */
  ConfigurationFormResponse form() {
    return stub().configurationForm(ConfigurationFormRequest.getDefaultInstance());
  }

  TestResponse test(String name) {
    return test(name, configuration);
  }

  TestResponse test(String name, Map<String, String> otherConfiguration) {
    return stub()
        .test(
            TestRequest.newBuilder().setName(name).putAllConfiguration(otherConfiguration).build());
  }

  SchemaResponse schema() {
    return stub().schema(SchemaRequest.newBuilder().putAllConfiguration(configuration).build());
  }

  /**
   * One update, from the store's state into the store.
   *
   * @param messages after how many messages the stream is cut; {@link Long#MAX_VALUE} for never
   */
  UpdateOutcome update(PlatformStore store, Choice choice, long messages) {
    UpdateRequest.Builder request = UpdateRequest.newBuilder().putAllConfiguration(configuration);
    store.state().ifPresent(request::setStateJson);
    choice.selection(store.catalog()).ifPresent(request::setSelection);
    StreamRules rules = new StreamRules(store.catalog(), choice, violations);
    OperationCounts counts = new OperationCounts();
    Optional<String> task = Optional.empty();
    Status end = Status.OK;
    Context.CancellableContext context = Context.current().withCancellation();
    Context before = context.attach();
    try {
      Iterator<UpdateResponse> stream = stub().update(request.build());
      while (counts.messages() < messages && stream.hasNext()) {
        UpdateResponse message = stream.next();
        rules.see(message);
        take(message, store, counts);
        if (message.hasTask()) {
          task = Optional.of(message.getTask().getMessage());
        }
      }
      if (counts.messages() < messages) {
        rules.end();
      }
    } catch (StatusRuntimeException e) {
      end = e.getStatus();
    } finally {
      context.detach(before);
      context.cancel(null);
      store.forgetUnclaimed();
    }
    return new UpdateOutcome(counts, end, task);
  }

  private static void take(UpdateResponse message, PlatformStore store, OperationCounts counts) {
    counts.addMessage();
    switch (message.getOperationCase()) {
      case RECORD -> take(message.getRecord(), store, counts);
      case RECORDS ->
          message.getRecords().getRecordsList().forEach(record -> take(record, store, counts));
      case SCHEMA_CHANGE -> counts.addSchemaChange();
      case CHECKPOINT -> {
        counts.addCheckpoint();
        store.checkpoint(message.getCheckpoint().getStateJson());
      }
      case WARNING -> counts.addWarning();
      case TASK -> counts.addTask();
      case OPERATION_NOT_SET -> {} // A breach, which the rules note.
    }
  }

  private static void take(Record record, PlatformStore store, OperationCounts counts) {
    counts.addRecord(record);
    store.put(record);
  }

  private SourceConnectorBlockingStub stub() {
    return SourceConnectorGrpc.newBlockingStub(channel)
        .withMaxInboundMessageSize(Limits.MESSAGE_BYTES)
        .withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS);
  }
}
