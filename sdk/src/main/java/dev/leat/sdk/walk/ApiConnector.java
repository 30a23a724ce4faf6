package dev.leat.sdk.walk;

import dev.leat.sdk.Connector;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.schema.Schema;

/**
 * A connector for an HTTP API: it says who it is, what its settings are, how the API is asked and
 * how its tables are walked. From that come {@link #check}, {@link #discover} and {@link #sync}.
 *
 * <p>Without mutable state as far as its subclasses have none; may be used by many threads.
 */
public abstract class ApiConnector implements Connector, Cloneable {

  private final ConnectorInfo info;
  private final ConfigurationSpec settings;

  /** Only set before a connector is handed out. */
  private Http http = Http.overNetwork();

  /** A connector over the network. */
  protected ApiConnector(ConnectorInfo info, ConfigurationSpec settings) {
    this.info = info;
    this.settings = settings;
  }

  /**
   * The API and how to ask it. Pure: asks nothing, and is called for each check, discovery and
   * sync.
   *
   * @param http where the API is reached: {@code http.at(settings.value(BASE_URL))}
   * @param settings valid settings
   */
  protected abstract HttpSource source(Http http, Configuration settings);

  /**
   * How the tables are read: one walk, or several by {@link Walks#together}. Pure: asks nothing,
   * and is called for each check, discovery and sync.
   *
   * @param api what {@link #source} gave
   * @param settings valid settings
   */
  protected abstract Walk walk(HttpSource api, Configuration settings);

  /** The same connector over any transport, in any time: for tests and simulations. */
  public final ApiConnector over(Http other) {
    try {
      ApiConnector copy = (ApiConnector) clone();
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
    Walk walk = walk(source(http, configuration), configuration);
    walk.validate();
    return walk;
  }
}
