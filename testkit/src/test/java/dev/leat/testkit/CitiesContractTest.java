package dev.leat.testkit;

import dev.leat.sdk.Connector;

class CitiesContractTest extends ConnectorContract {

  @Override
  protected Connector connector() {
    return new CitiesConnector();
  }

  @Override
  protected String configuration() {
    return "{\"api_key\":\"open-sesame-4711\"}";
  }

  @Override
  protected String badConfiguration() {
    return "{\"api_key\":\"shut-sesame-4711\"}";
  }
}
