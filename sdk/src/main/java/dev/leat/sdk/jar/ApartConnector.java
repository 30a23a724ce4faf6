package dev.leat.sdk.jar;

import dev.leat.sdk.Connector;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.schema.Schema;
import java.nio.file.Path;

/** A connector whose libraries look for their parts in its jar. As thread-safe as the connector. */
final class ApartConnector implements Connector {

  private final Connector connector;
  private final Path jar;

  ApartConnector(Connector connector, Path jar) {
    this.connector = connector;
    this.jar = jar;
  }

  @Override
  public ConnectorInfo info() {
    return apart(connector::info);
  }

  @Override
  public ConfigurationSpec configurationSpec() {
    return apart(connector::configurationSpec);
  }

  @Override
  public void check(Configuration configuration) throws InterruptedException {
    this.<Boolean, InterruptedException>apart(
        () -> {
          connector.check(configuration);
          return true;
        });
  }

  @Override
  public Schema discover(Configuration configuration) throws InterruptedException {
    return this.<Schema, InterruptedException>apart(() -> connector.discover(configuration));
  }

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    return this.<SyncResult, InterruptedException>apart(() -> connector.sync(request, out));
  }

  private <R, X extends Exception> R apart(ApartLoader.Question<R, X> question) throws X {
    try {
      return ApartLoader.within(connector.getClass().getClassLoader(), question);
    } catch (NoClassDefFoundError e) {
      String missing = ApartLoader.missingClass(e).orElseThrow(() -> e);
      throw new ConfigurationException(jar + " cannot run: " + missing, e);
    }
  }

  /** The name of the connector's class. */
  @Override
  public String toString() {
    return connector.getClass().getName();
  }
}
