package dev.leat.connector.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.sdk.Connector;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.testkit.ConnectorContract;
import dev.leat.testkit.ReadmeSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What each example must do: all that every connector must, against a playground that asks for a
 * token; be found by the name of its folder; and have a README that shows what it does now. The
 * tests run in the example's folder.
 */
public abstract class ExampleContract extends ConnectorContract {

  private static final String TOKEN = "token-that-nobody-may-see";
  private static final Path README = Path.of("README.md");
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private Playground playground;

  /** The settings that it needs to read this source, but for its token. */
  protected abstract Map<String, Object> settings(Playground source);

  /** Settings that make it ask for few rows at a time. None by default. */
  protected Map<String, Object> inSmallSteps() {
    return Map.of();
  }

  @BeforeEach
  void startSource() {
    playground =
        Playground.start(
            PlaygroundOptions.defaults()
                .withRows(13)
                .withPageCap(4)
                .withTies(3)
                .withBearerToken(TOKEN));
  }

  @AfterEach
  void stopSource() {
    playground.close();
  }

  @Override
  protected final Connector connector() {
    List<Connector> found =
        ServiceLoader.load(Connector.class).stream().map(ServiceLoader.Provider::get).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Override
  protected final String configuration() {
    return configuration(Map.of());
  }

  /** The settings, with some of them changed. */
  protected final String configuration(Map<String, Object> changed) {
    Map<String, Object> all = new TreeMap<>(settings(playground));
    all.putAll(inSmallSteps());
    all.put("api_token", TOKEN);
    all.putAll(changed);
    return json(all);
  }

  @Override
  protected final String badConfiguration() {
    return configuration(Map.of("api_token", "another-token"));
  }

  @Override
  protected final void refuseOnce(int status, Duration retryAfter) {
    playground.faults().refuseOnce(status, retryAfter);
  }

  /** Tries out settings. */
  protected final void check(String settings) throws InterruptedException {
    connector().check(connector().configurationSpec().parse(settings));
  }

  @Test
  void checkAsksOnce() throws Exception {
    check(configuration());

    assertThat(playground.requests().count()).isEqualTo(1);
  }

  @Test
  void aRefusedTokenIsAProblemOfTheSettings() {
    assertThatThrownBy(() -> check(badConfiguration()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("401");
  }

  @Test
  void isFoundByTheNameOfItsFolder() {
    assertThat(connector().info().name())
        .isEqualTo(Path.of("").toAbsolutePath().getFileName().toString());
  }

  @Test
  void itsOwnConfigurationIsValid() throws Exception {
    String settings = Files.readString(Path.of("configuration.json"));

    assertThat(connector().configurationSpec().parse(settings).identity()).containsKey("base_url");
  }

  @Test
  void theReadmeListsTheSettings() {
    assertThat(README).content().contains(ReadmeSamples.settings(connector().configurationSpec()));
  }

  @Test
  void theReadmeShowsTheLinesOfARead() throws Exception {
    PlaygroundOptions options =
        PlaygroundOptions.defaults().withClock(Clock.fixed(NOON, ZoneOffset.UTC)).withRows(2);
    try (Playground two = Playground.start(options)) {
      String lines = ReadmeSamples.read(connector(), json(settings(two)), Clock.systemUTC());

      // When an id was seen is the time of this run.
      assertThat(README)
          .content()
          .contains(lines.replaceAll("\"at\":\"[^\"]*\"", "\"at\":\"" + NOON + "\""));
    }
  }

  @Test
  void theReadmeShowsTheStateThatTheLinesEndWith() throws IOException {
    String page = Files.readString(README);
    String state =
        page.lines().dropWhile(line -> !line.equals("```json")).skip(1).findFirst().orElseThrow();

    assertThat(page.substring(page.lastIndexOf("{\"type\":\"checkpoint\""))).contains(state);
  }

  private static String json(Map<String, Object> settings) {
    try {
      return new ObjectMapper().writeValueAsString(settings);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
