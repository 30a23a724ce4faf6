package dev.leat.sdk.protocol;

import dev.leat.sdk.Connector;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.protocol.wire.Lines;
import dev.leat.sdk.row.FieldRow;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.state.Cursor;

/**
 * Sends rows 1 to {@code rows}, a checkpoint after each; does what a test asks of it after them.
 */
final class FakeConnector implements Connector {

  static final Setting<Long> ROWS = Setting.wholeNumber("rows", "How many rows").defaultsTo(3L);
  static final Setting<String> KEY = Setting.secret("api_key", "Any text").optional();

  /** What happens after the last row. */
  interface Ending {
    SyncResult end(SyncRequest request, OperationSink out) throws InterruptedException;
  }

  private final Ending ending;

  FakeConnector(Ending ending) {
    this.ending = ending;
  }

  static FakeConnector complete() {
    return new FakeConnector((request, out) -> SyncResult.complete());
  }

  @Override
  public ConnectorInfo info() {
    return Lines.CONNECTOR;
  }

  @Override
  public ConfigurationSpec configurationSpec() {
    return ConfigurationSpec.of(ROWS, KEY);
  }

  @Override
  public Schema discover(Configuration configuration) {
    return Schema.of(Lines.USERS);
  }

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    long after =
        request
            .state()
            .cursor(Lines.USER)
            .flatMap(each -> each.text("id"))
            .map(Long::valueOf)
            .orElse(0L);
    for (long id = after + 1; id <= request.configuration().value(ROWS); id++) {
      out.upsert(Lines.USER, FieldRow.of("id", Long.toString(id)));
      out.checkpoint(request.state().with(Lines.USER, Cursor.of("id", Long.toString(id))));
    }
    return ending.end(request, out);
  }

  /** Runs until it is told to stop, as a process of its own. */
  public static void main(String[] arguments) {
    FakeConnector endless =
        new FakeConnector(
            (request, out) -> {
              System.out.println("a stray print");
              new java.util.concurrent.CountDownLatch(1).await();
              return SyncResult.complete();
            });
    System.exit(ConnectorProcess.run(endless, arguments));
  }
}
