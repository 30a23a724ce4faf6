package dev.leat.connector.keyset;

import dev.leat.connector.contract.ExampleContract;
import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import java.util.Map;

class KeysetConnectorTest extends ExampleContract {

  @Override
  protected Map<String, Object> settings(Playground source) {
    return Map.of("base_url", source.endpoint(Endpoint.KEYSET).toString());
  }
}
