package dev.leat.connector.githubissues;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.connector.contract.ExampleContract;
import dev.leat.playground.Playground;
import dev.leat.sdk.error.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GithubIssuesConnectorTest extends ExampleContract {

  @Override
  protected Map<String, Object> settings(Playground source) {
    return Map.of(
        "base_url", source.address().toString(), "owner", "leat", "repository", "playground");
  }

  @Override
  protected boolean readsTogether() {
    return true;
  }

  @Test
  void anUnknownRepositoryIsAProblemOfTheSettings() {
    assertThatThrownBy(() -> check(configuration(Map.of("repository", "playgrounds"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("404");
  }
}
