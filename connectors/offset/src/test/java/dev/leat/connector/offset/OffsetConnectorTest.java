package dev.leat.connector.offset;

import dev.leat.connector.contract.ExampleContract;
import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import java.util.Map;

class OffsetConnectorTest extends ExampleContract {

  @Override
  protected Map<String, Object> settings(Playground source) {
    return Map.of("base_url", source.endpoint(Endpoint.OFFSET).toString());
  }

  @Override
  protected Map<String, Object> inSmallSteps() {
    return Map.of("page_size", 5);
  }
}
