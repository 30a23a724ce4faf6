package dev.leat.connector.stepsize;

import dev.leat.connector.contract.ExampleContract;
import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import java.util.Map;

class StepSizeConnectorTest extends ExampleContract {

  @Override
  protected Map<String, Object> settings(Playground source) {
    return Map.of("base_url", source.endpoint(Endpoint.STEP).toString());
  }

  @Override
  protected Map<String, Object> inSmallSteps() {
    return Map.of("step_size", 7, "max_id", 100);
  }
}
