package dev.leat.declarative;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.sdk.Connector;
import dev.leat.sdk.file.ConnectorFile;
import dev.leat.testkit.ConnectorContract;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every connector must do, done by a manifest. */
class PeopleFileTest extends ConnectorContract {

  private static final String TOKEN = "token-that-nobody-may-see";
  private static final Path FILE = Path.of("..", "connectors", "files", "people.yaml");

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
    return new ManifestFile().read(FILE);
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
    return "{\"base_url\": \"%s\", \"api_token\": \"%s\"}".formatted(playground.address(), token);
  }

  @Test
  void isFoundByTheNameOfItsFile() {
    assertThat(ConnectorFile.readerOf("people.yaml")).get().isInstanceOf(ManifestFile.class);
    assertThat(ConnectorFile.readerOf("PEOPLE.JSON")).get().isInstanceOf(ManifestFile.class);
    assertThat(ConnectorFile.readerOf("people")).isEmpty();
    assertThat(connector().info().name()).isEqualTo("people");
    assertThat(connector().info().version()).isEqualTo("6.0.0");
  }
}
