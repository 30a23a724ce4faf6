package dev.leat.connector.zendesk;

import dev.leat.connector.contract.ExampleContract;
import dev.leat.playground.Playground;
import java.util.Map;

class ZendeskConnectorTest extends ExampleContract {

  @Override
  protected Map<String, Object> settings(Playground source) {
    return Map.of(
        "base_url",
        source.address().toString(),
        "email",
        Playground.EMAIL,
        "api_token",
        "of-a-source-that-asks-for-none");
  }
}
