package dev.leat.connector.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.playground.Endpoint;
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
class OffsetConnectorTest extends ConnectorContract {

  private static final String TOKEN = "token-that-nobody-may-see";

  private Playground playground;

  @BeforeEach
  void startSource() {
    playground =
        Playground.start(
            PlaygroundOptions.defaults()
                .withRows(23)
                .withPageCap(7)
                .withTies(3)
                .withBearerToken(TOKEN));
  }

  @AfterEach
  void stopSource() {
    playground.close();
  }

  @Override
  protected Connector connector() {
    return new OffsetConnector();
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
    return "{\"base_url\": \"%s\", \"api_token\": \"%s\", \"page_size\": 5}"
        .formatted(playground.endpoint(Endpoint.OFFSET), token);
  }

  @Test
  void checkAsksOnce() throws Exception {
    connector().check(connector().configurationSpec().parse(configuration()));

    assertThat(playground.requests().count()).isEqualTo(1);
  }

  @Test
  void aRefusedTokenIsAProblemOfTheSettings() {
    assertThatThrownBy(
            () -> connector().check(connector().configurationSpec().parse(badConfiguration())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("401");
  }

  @Test
  void isFoundByItsName() {
    assertThat(ServiceLoader.load(Connector.class))
        .extracting(each -> each.info().name())
        .containsExactly("offset");
  }

  @Test
  void itsOwnConfigurationIsValid() throws Exception {
    String settings = Files.readString(Path.of("configuration.json"));

    assertThat(connector().configurationSpec().parse(settings).identity()).containsKey("base_url");
  }
}
