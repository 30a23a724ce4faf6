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

/**
 * A connector whose libraries look for their parts where they are: libraries ask the thread for a
 * class loader, and would find the program's. As thread-safe as the connector.
 */
final class ApartConnector implements Connector {

  private final Connector connector;
  private final Path jar;

  ApartConnector(Connector connector, Path jar) {
    this.connector = connector;
    this.jar = jar;
  }

  /** What is asked of the connector. */
  @FunctionalInterface
  private interface Question<R> {

    R ask() throws InterruptedException;
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
    apart(
        () -> {
          connector.check(configuration);
          return true;
        });
  }

  @Override
  public Schema discover(Configuration configuration) throws InterruptedException {
    return apart(() -> connector.discover(configuration));
  }

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    return apart(() -> connector.sync(request, out));
  }

  private <R> R apart(Question<R> question) throws InterruptedException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(connector.getClass().getClassLoader());
    try {
      return question.ask();
    } catch (NoClassDefFoundError e) {
      String missing = ApartLoader.missingClass(e).orElseThrow(() -> e);
      throw new ConfigurationException(jar + " cannot run: " + missing, e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** The name of the connector's class. */
  @Override
  public String toString() {
    return connector.getClass().getName();
  }
}
