package dev.leat.host.fivetran;

import com.google.common.base.Utf8;
import dev.leat.host.fivetran.wire.Checkpoint;
import dev.leat.host.fivetran.wire.Record;
import dev.leat.host.fivetran.wire.SchemaChange;
import dev.leat.host.fivetran.wire.TableList;
import dev.leat.host.fivetran.wire.UpdateResponse;
import dev.leat.host.fivetran.wire.Warning;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Messages in the order in which they were put, records gathered in batches. Nothing is sent before
 * {@link #drainTo}. For use by one thread.
 */
final class Outbox {

  private final LogLines log;
  private final SentCounts tally;
  private final RecordBatch batch = new RecordBatch();
  private final Deque<UpdateResponse> messages = new ArrayDeque<>();

  /**
   * @param log takes every warning, and knows the secrets that no message may show
   */
  Outbox(LogLines log, SentCounts tally) {
    this.log = log;
    this.tally = tally;
  }

  /** A record, in the batch that is being filled. */
  void put(Record record) {
    if (!batch.hasRoomFor(record)) {
      flush();
    }
    batch.add(record);
    tally.add(record);
  }

  /** The columns of a table from here on. */
  void announce(TableShape shape) {
    TableList tables = TableList.newBuilder().addTables(shape.wire()).build();
    put(
        UpdateResponse.newBuilder()
            .setSchemaChange(SchemaChange.newBuilder().setWithoutSchema(tables)));
  }

  void warn(String message) {
    log.warning(message);
    Warning warning = Warning.newBuilder().setMessage(log.masked(message)).build();
    put(UpdateResponse.newBuilder().setWarning(warning));
  }

  /**
   * A claim of everything before it.
   *
   * @throws io.grpc.StatusRuntimeException if the state is larger than Fivetran stores
   */
  void checkpoint(StoredState state) {
    String json = state.json();
    int bytes = Utf8.encodedLength(json);
    if (bytes > Limits.STATE_BYTES) {
      throw GrpcFailure.refusal(
          Status.Code.RESOURCE_EXHAUSTED,
          "The state has "
              + bytes
              + " bytes, more than the "
              + Limits.STATE_BYTES
              + " that Fivetran stores: select fewer tables, or keep less in the cursors");
    }
    put(UpdateResponse.newBuilder().setCheckpoint(Checkpoint.newBuilder().setStateJson(json)));
    tally.addCheckpoint();
  }

  /** Closes the batch that is being filled. */
  void flush() {
    batch.take().ifPresent(messages::add);
  }

  /** Sends every whole message; waits when the client has no room. */
  void drainTo(ResponseStream stream) throws InterruptedException {
    while (!messages.isEmpty()) {
      stream.send(messages.remove());
    }
  }

  private void put(UpdateResponse.Builder message) {
    flush();
    messages.add(message.build());
  }
}
