package dev.leat.connector.githubissues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.testkit.ReadmeSamples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The README shows what the connector does now. */
class GithubIssuesReadmeTest {

  private static final Path README = Path.of("README.md");
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);

  @Test
  void listsTheSettings() throws Exception {
    assertThat(README)
        .content()
        .contains(ReadmeSamples.settings(new GithubIssuesConnector().configurationSpec()));
  }

  @Test
  void showsTheLinesOfARead() throws Exception {
    PlaygroundOptions options = PlaygroundOptions.defaults().withClock(NOON).withRows(2);
    try (Playground playground = Playground.start(options)) {
      String settings =
          "{\"base_url\": \"%s\", \"owner\": \"leat\", \"repository\": \"playground\"}"
              .formatted(playground.address());
      assertThat(README)
          .content()
          .contains(ReadmeSamples.read(new GithubIssuesConnector(), settings, Clock.systemUTC()));
    }
  }

  @Test
  void showsAStateThatTheLinesEndWith() throws Exception {
    String page = Files.readString(README);
    String state =
        page.lines().dropWhile(line -> !line.equals("```json")).skip(1).findFirst().orElseThrow();

    assertThat(page).contains("\"tables\":" + state);
  }
}
