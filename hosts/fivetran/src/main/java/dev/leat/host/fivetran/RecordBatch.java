package dev.leat.host.fivetran;

import com.google.protobuf.CodedOutputStream;
import dev.leat.host.fivetran.wire.Record;
import dev.leat.host.fivetran.wire.Records;
import dev.leat.host.fivetran.wire.UpdateResponse;
import java.util.Optional;

/**
 * Records that travel together, within Fivetran's limits on a batch. A record that is larger than a
 * batch travels alone. For use by one thread.
 */
final class RecordBatch {

  private Records.Builder records = Records.newBuilder();
  private int bytes;

  /** Whether a record can still be added; any record can be added to an empty batch. */
  boolean hasRoomFor(Record record) {
    int rows = records.getRecordsCount();
    return rows == 0 || (rows < Limits.BATCH_ROWS && bytes + size(record) <= Limits.BATCH_BYTES);
  }

  void add(Record record) {
    records.addRecords(record);
    bytes += size(record);
  }

  /** The message of these records, after which the batch is empty; empty if there are none. */
  Optional<UpdateResponse> take() {
    if (records.getRecordsCount() == 0) {
      return Optional.empty();
    }
    UpdateResponse.Builder message = UpdateResponse.newBuilder();
    if (records.getRecordsCount() == 1) {
      message.setRecord(records.getRecords(0));
    } else {
      message.setRecords(records);
    }
    records = Records.newBuilder();
    bytes = 0;
    return Optional.of(message.build());
  }

  private static int size(Record record) {
    return CodedOutputStream.computeMessageSize(Records.RECORDS_FIELD_NUMBER, record);
  }
}
