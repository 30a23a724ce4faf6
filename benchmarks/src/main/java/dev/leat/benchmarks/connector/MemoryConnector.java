package dev.leat.benchmarks.connector;

import static dev.leat.sdk.schema.DataType.STRING;
import static dev.leat.sdk.schema.DataType.UTC_DATETIME;

import dev.leat.benchmarks.RowMaker;
import dev.leat.benchmarks.Shape;
import dev.leat.benchmarks.Variant;
import dev.leat.sdk.Connector;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.Cursor;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Sends a few rows from memory, again and again: what it costs to write lines, and only that. */
public final class MemoryConnector implements Connector {

  private static final int ROWS_HELD = 10_000;
  private static final int ROWS_A_CHECKPOINT = 1_000;

  private static final Setting<Long> ROWS =
      Setting.wholeNumber("rows", "How many rows to send, a multiple of " + ROWS_HELD)
          .defaultsTo(1_000_000L);

  private static final Table USER =
      Table.named("user")
          .columns(STRING, "id", "name", "email", "address", "company", "job")
          .columns(UTC_DATETIME, "updatedAt", "createdAt")
          .key("id");

  @Override
  public ConnectorInfo info() {
    return new ConnectorInfo("memory", "0.1.0", URI.create("https://leat.dev/benchmarks"));
  }

  @Override
  public ConfigurationSpec configurationSpec() {
    return ConfigurationSpec.of(ROWS);
  }

  @Override
  public Schema discover(Configuration configuration) {
    return Schema.of(USER);
  }

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    long rows = request.configuration().value(ROWS);
    List<JsonRow> held = held();
    TableName table = USER.name();
    for (long sent = 0; sent < rows; ) {
      out.upsert(table, held.get((int) (sent % ROWS_HELD)));
      sent++;
      if (sent % ROWS_A_CHECKPOINT == 0 || sent == rows) {
        out.checkpoint(request.state().with(table, Cursor.of("sent", Long.toString(sent))));
      }
    }
    return SyncResult.complete();
  }

  private static List<JsonRow> held() {
    RowMaker maker = new RowMaker(Shape.USER);
    List<JsonRow> rows = new ArrayList<>();
    for (int i = 0; i < ROWS_HELD; i++) {
      byte[] json = maker.row(Variant.FIRST.at(i, ROWS_HELD));
      rows.add(JsonRow.slice(json, 0, json.length));
    }
    return rows;
  }
}
