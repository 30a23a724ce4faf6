package dev.leat.sdk.walk;

import dev.leat.sdk.Connector;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.schema.Schema;

/**
 * A connector whose tables are walked over HTTP, at however many addresses: it says who it is, what
 * its settings are and how its tables are walked. From that come {@link #check}, {@link #discover}
 * and {@link #sync}. A connector of one API begins with {@link ApiConnector}.
 *
 * <p>Without mutable state as far as its subclasses have none; may be used by many threads.
 */
public abstract class HttpConnector implements Connector, Cloneable {

  private final ConnectorInfo info;
  private final ConfigurationSpec settings;

  /** Only set before a connector is handed out. */
  private Http http = Http.overNetwork();

  /** A connector over the network. */
  protected HttpConnector(ConnectorInfo info, ConfigurationSpec settings) {
    this.info = info;
    this.settings = settings;
  }

  /**
   * How the tables are read: one walk, or several by {@link Walks#together}. Pure: asks nothing,
   * and is called for each check, discovery and sync.
   *
   * @param over where sources are reached: {@code over.at(address)}
   * @param configuration valid settings
   */
  protected abstract Walk walk(Http over, Configuration configuration);

  /** The same connector over any transport, in any time: for tests and simulations. */
  public HttpConnector over(Http other) {
    try {
      HttpConnector copy = (HttpConnector) clone();
      copy.http = other;
      return copy;
    } catch (CloneNotSupportedException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Override
  public final ConnectorInfo info() {
    return info;
  }

  @Override
  public final ConfigurationSpec configurationSpec() {
    return settings;
  }

  /**
   * Asks for the first page of each table, and reads its rows: a wrong address, path, place of rows
   * or credential fails here.
   *
   * @throws IllegalArgumentException as {@link Walk#validate} does
   */
  @Override
  public void check(Configuration configuration) throws InterruptedException {
    valid(configuration).check();
  }

  /**
   * The tables of the walk, as they are declared. Asks nothing.
   *
   * @throws IllegalArgumentException as {@link Walk#validate} does
   */
  @Override
  public Schema discover(Configuration configuration) throws InterruptedException {
    return new Schema(valid(configuration).tables());
  }

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    return valid(request.configuration()).sync(request, out);
  }

  private Walk valid(Configuration configuration) {
    Walk walk = walk(http, configuration);
    walk.validate();
    return walk;
  }
}
