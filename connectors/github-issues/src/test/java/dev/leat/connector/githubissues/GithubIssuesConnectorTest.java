package dev.leat.connector.githubissues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.sdk.Connector;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.testkit.ConnectorContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every connector must do, against a playground that asks for a token. */
class GithubIssuesConnectorTest extends ConnectorContract {

  private static final String TOKEN = "token-that-nobody-may-see";

  private Playground playground;

  @BeforeEach
  void startSource() {
    playground =
        Playground.start(
            PlaygroundOptions.defaults()
                .withRows(11)
                .withPageCap(4)
                .withTies(3)
                .withBearerToken(TOKEN));
  }

  @AfterEach
  void stopSource() {
    playground.close();
  }

  @Override
  protected boolean readsTogether() {
    return true;
  }

  @Override
  protected Connector connector() {
    return new GithubIssuesConnector();
  }

  @Override
  protected String configuration() {
    return settings(TOKEN);
  }

  @Override
  protected String badConfiguration() {
    return settings("another-token");
  }

  @Override
  protected void refuseOnce(int status, Duration retryAfter) {
    playground.faults().refuseOnce(status, retryAfter);
  }

  private String settings(String token) {
    return """
    {"base_url": "%s", "owner": "leat", "repository": "playground", "api_token": "%s"}\
    """
        .formatted(playground.address(), token);
  }

  @Test
  void checkAsksOnce() throws Exception {
    connector().check(connector().configurationSpec().parse(configuration()));

    assertThat(playground.requests().count()).isEqualTo(1);
  }

  @Test
  void aRefusedTokenAndAnUnknownRepositoryAreProblemsOfTheSettings() {
    String elsewhere = configuration().replace("\"playground\"", "\"playgrounds\"");

    assertThatThrownBy(
            () -> connector().check(connector().configurationSpec().parse(badConfiguration())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("401");
    assertThatThrownBy(() -> connector().check(connector().configurationSpec().parse(elsewhere)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("404");
  }

  @Test
  void isFoundByItsName() {
    assertThat(ServiceLoader.load(Connector.class))
        .extracting(each -> each.info().name())
        .containsExactly("github-issues");
  }

  @Test
  void itsOwnConfigurationIsValid() throws Exception {
    String settings = Files.readString(Path.of("configuration.json"));

    assertThat(connector().configurationSpec().parse(settings).identity()).containsKey("base_url");
  }
}
