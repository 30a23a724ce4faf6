package dev.leat.cli;

import dev.leat.architecture.Sources;
import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.testkit.ProcessContract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The example in Python keeps the contract of programs that speak the protocol. */
class PythonContractIT extends ProcessContract {

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
    return List.of("python3", Sources.checkout().resolve("docs/examples/connector.py").toString());
  }

  @Override
  protected String configuration() {
    return "{\"base_url\": \"" + source.endpoint(Endpoint.KEYSET) + "\"}";
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
