package dev.leat.sdk.walk;

import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.http.HttpSource;

/**
 * A connector for an HTTP API: it says who it is, what its settings are, how the API is asked and
 * how its tables are walked. From that come {@link #check}, {@link #discover} and {@link #sync}.
 *
 * <p>Without mutable state as far as its subclasses have none; may be used by many threads.
 */
public abstract class ApiConnector extends HttpConnector {

  /** A connector over the network. */
  protected ApiConnector(ConnectorInfo info, ConfigurationSpec settings) {
    super(info, settings);
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

  @Override
  protected final Walk walk(Http over, Configuration configuration) {
    return walk(source(over, configuration), configuration);
  }

  @Override
  public final ApiConnector over(Http other) {
    return (ApiConnector) super.over(other);
  }
}
