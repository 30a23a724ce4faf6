package dev.leat.engine;

import dev.leat.sdk.Connector;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.row.FieldRow;
import dev.leat.sdk.row.Row;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import java.net.URI;

/** A connector that does in {@code sync} what a test says. */
final class ScriptedConnector implements Connector {

  static final String SECRET = "canary+s3cret/==";
  static final Setting<String> TOKEN = Setting.secret("token", "A token").optional();
  static final Setting<String> SITE = Setting.text("site", "A site").identity().defaultsTo("one");
  static final Table USER = Table.named("user").column("id", DataType.LONG).key("id");
  static final Table EVENT = Table.named("event");

  /** What happens in a sync. */
  @FunctionalInterface
  interface Script {
    SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException;
  }

  private final Schema schema;
  private final Script script;

  ScriptedConnector(Script script, Table... tables) {
    this.script = script;
    this.schema = tables.length == 0 ? Schema.of(USER) : Schema.of(tables);
  }

  /** Sends users by ascending id, a checkpoint after every page, from where the state says. */
  static ScriptedConnector usersInPages(int users, int pageSize) {
    return new ScriptedConnector((request, out) -> sendUsers(request, out, users, pageSize));
  }

  static SyncResult sendUsers(SyncRequest request, OperationSink out, int users, int pageSize)
      throws InterruptedException {
    State state = request.state();
    int from =
        state.cursor(USER.name()).flatMap(each -> each.text("id")).map(Integer::parseInt).orElse(0);
    for (int id = from + 1; id <= users; id++) {
      out.upsert(USER.name(), user(id));
      if (id % pageSize == 0 || id == users) {
        state = at(state, id);
        out.checkpoint(state);
      }
    }
    return SyncResult.complete();
  }

  static Row user(int id) {
    return FieldRow.of("id", id).with("name", "User " + id);
  }

  /** The state behind a user. */
  static State at(State state, int id) {
    return at(USER.name(), state, id);
  }

  /** The state behind a row of a table. */
  static State at(TableName table, State state, int id) {
    return state.with(table, Cursor.of("id", Integer.toString(id)));
  }

  static TableName table(String name) {
    return new TableName(name);
  }

  Configuration configuration() {
    return configurationSpec().parse("{\"token\":\"" + SECRET + "\"}");
  }

  @Override
  public ConnectorInfo info() {
    return new ConnectorInfo("scripted", "1.2.3", URI.create("https://example.com"));
  }

  @Override
  public ConfigurationSpec configurationSpec() {
    return ConfigurationSpec.of(TOKEN, SITE);
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
