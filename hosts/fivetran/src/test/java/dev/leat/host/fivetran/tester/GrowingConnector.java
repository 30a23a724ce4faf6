package dev.leat.host.fivetran.tester;

import dev.leat.sdk.Connector;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.Schema;

/**
 * Another connector whose source begins to send one more field, {@code nickname}, in the middle of
 * a sync.
 *
 * @param after how many upserts
 */
record GrowingConnector(Connector connector, int after) implements Connector {

  @Override
  public ConnectorInfo info() {
    return connector.info();
  }

  @Override
  public ConfigurationSpec configurationSpec() {
    return connector.configurationSpec();
  }

  @Override
  public Schema discover(Configuration configuration) throws InterruptedException {
    return connector.discover(configuration);
  }

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    int[] upserts = {0};
    return connector.sync(
        request,
        operation -> {
          if (operation instanceof Operation.Upsert upsert && ++upserts[0] > after) {
            String json = upsert.row().json();
            out.upsert(
                upsert.table(),
                JsonRow.parse(json.substring(0, json.length() - 1) + ",\"nickname\":\"N\"}"));
          } else {
            out.accept(operation);
          }
        });
  }
}
