package dev.leat.host.contract;

import dev.leat.sdk.Connector;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import java.net.URI;

/** A connector that says what a test tells it to. */
final class ScriptedConnector implements Connector {

  static final Setting<String> REGION = Setting.text("region", "Where the data is").identity();
  static final Setting<String> TOKEN = Setting.secret("token", "Key of the API").optional();

  static final Table USER =
      Table.named("user")
          .column("id", DataType.STRING)
          .column("name", DataType.STRING)
          .column("updatedAt", DataType.UTC_DATETIME)
          .key("id")
          .versionedBy("updatedAt");

  /** What a sync does. */
  @FunctionalInterface
  interface Script {
    SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException;
  }

  private final Schema schema;
  private final Script script;

  ScriptedConnector(Schema schema, Script script) {
    this.schema = schema;
    this.script = script;
  }

  static ScriptedConnector of(Script script) {
    return new ScriptedConnector(Schema.of(USER), script);
  }

  /** The state after the row with this number. */
  static State at(SyncRequest request, Table table, int number) {
    return request.state().with(table.name(), Cursor.of("at", Integer.toString(number)));
  }

  /** The number that the state of {@link #at} holds; 0 before the first. */
  static int reached(SyncRequest request, Table table) {
    return request
        .state()
        .cursor(table.name())
        .flatMap(cursor -> cursor.text("at"))
        .map(Integer::parseInt)
        .orElse(0);
  }

  @Override
  public ConnectorInfo info() {
    return new ConnectorInfo("scripted", "1.2.3", URI.create("https://example.com/scripted"));
  }

  @Override
  public ConfigurationSpec configurationSpec() {
    return ConfigurationSpec.of(REGION, TOKEN);
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
