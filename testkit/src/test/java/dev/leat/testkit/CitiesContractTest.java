package dev.leat.testkit;

import dev.leat.sdk.Connector;
import java.time.Duration;

class CitiesContractTest extends ConnectorContract {

  private final CitiesConnector cities = new CitiesConnector();

  @Override
  protected Connector connector() {
    return cities;
  }

  @Override
  protected String configuration() {
    return "{\"api_key\":\"open-sesame-4711\"}";
  }

  @Override
  protected String badConfiguration() {
    return "{\"api_key\":\"shut-sesame-4711\"}";
  }

  @Override
  protected void refuseOnce(int status, Duration retryAfter) {
    cities.refuseOnce();
  }
}
