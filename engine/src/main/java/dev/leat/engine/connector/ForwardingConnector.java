package dev.leat.engine.connector;

import dev.leat.sdk.Connector;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.schema.Schema;

/**
 * A connector that hands every call on to another, for those that change one thing about it. As
 * thread-safe as the other.
 */
public abstract class ForwardingConnector implements Connector {

  private final Connector connector;

  /**
   * @param connector who gets the calls
   */
  protected ForwardingConnector(Connector connector) {
    this.connector = connector;
  }

  @Override
  public ConnectorInfo info() {
    return connector.info();
  }

  @Override
  public ConfigurationSpec configurationSpec() {
    return connector.configurationSpec();
  }

  @Override
  public void check(Configuration configuration) throws InterruptedException {
    connector.check(configuration);
  }

  @Override
  public Schema discover(Configuration configuration) throws InterruptedException {
    return connector.discover(configuration);
  }

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    return connector.sync(request, out);
  }
}
