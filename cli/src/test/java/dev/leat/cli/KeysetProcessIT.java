package dev.leat.cli;

import dev.leat.cli.verify.ConnectorMain;
import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.testkit.ProcessContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A bundled connector, as a process of its own, keeps the contract of programs that speak the
 * protocol.
 */
class KeysetProcessIT extends ProcessContract {

  private Playground source;

  @BeforeEach
  void startSource() {
    source =
        Playground.start(
            PlaygroundOptions.defaults()
                .withRows(20)
                .withPageCap(7)
                .withNewestAge(Duration.ofDays(1)));
  }

  @AfterEach
  void stopSource() {
    source.close();
  }

  @Override
  protected List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        ConnectorMain.class.getName(),
        "keyset");
  }

  @Override
  protected String configuration() {
    return "{\"base_url\": \""
        + source.endpoint(Endpoint.KEYSET)
        + "\", \"api_token\": \"a-secret-of-the-test\"}";
  }

  @Override
  protected String badConfiguration() {
    return "{\"base_url\": \"" + source.address() + "/nothing\"}";
  }

  @Override
  protected void refuseOnce(int status, Duration retryAfter) {
    source.faults().refuseOnce(status, retryAfter);
  }
}
