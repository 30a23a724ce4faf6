package dev.leat.host.fivetran;

import dev.leat.sdk.Connector;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import java.net.URI;

/** A connector whose sync is written in the test. */
public record FakeConnector(ConfigurationSpec configurationSpec, Schema schema, Script script)
    implements Connector {

  /** What a sync does. */
  @FunctionalInterface
  public interface Script {
    SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException;
  }

  /** A sync that ends complete. */
  @FunctionalInterface
  public interface Steps {
    void run(SyncRequest request, OperationSink out) throws InterruptedException;
  }

  static final Setting<String> TOKEN = Setting.secret("token", "A token").optional();

  /** A connector that needs no setting. */
  public static FakeConnector of(Table table, Steps steps) {
    return of(Schema.of(table), steps);
  }

  static FakeConnector of(Schema schema, Steps steps) {
    return new FakeConnector(
        ConfigurationSpec.of(TOKEN),
        schema,
        (request, out) -> {
          steps.run(request, out);
          return SyncResult.complete();
        });
  }

  static FakeConnector ending(Table table, Script script) {
    return new FakeConnector(ConfigurationSpec.of(TOKEN), Schema.of(table), script);
  }

  /** The request's state with a number as the table's cursor. */
  public static State reached(SyncRequest request, Table table, int position) {
    return request.state().with(table.name(), Cursor.of("position", Integer.toString(position)));
  }

  /** The number that {@link #reached} left; 0 before the first. */
  public static int position(SyncRequest request, Table table) {
    return request
        .state()
        .cursor(table.name())
        .flatMap(cursor -> cursor.text("position"))
        .map(Integer::parseInt)
        .orElse(0);
  }

  @Override
  public ConnectorInfo info() {
    return new ConnectorInfo("fake", "1.2.3", URI.create("https://example.com/fake"));
  }

  @Override
  public Schema discover(Configuration configuration) {
    return schema;
  }

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    return script.sync(request, out);
  }
}
