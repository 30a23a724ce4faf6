package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A secret shows in no output of any command, with debug logging on. What happens under every fault
 * is seen in {@link CanariesIT}.
 */
class SecretsIT {

  private static final String SECRET = "canary/+ 7b1d=&secret";

  @TempDir Path folder;

  @Test
  void aSecretShowsInNoOutputOfAnyCommand() throws Exception {
    Files.writeString(folder.resolve("secret.json"), "{\"api_token\":\"" + SECRET + "\"}");
    try (Playground source =
        Playground.start(PlaygroundOptions.defaults().withBearerToken(SECRET))) {
      LeatProcess leat =
          LeatProcess.in(folder).with("LEAT_BASE_URL", source.endpoint(Endpoint.KEYSET).toString());
      for (List<String> command :
          List.of(
              List.of("spec", "keyset"),
              List.of("check", "keyset", "--config", "secret.json"),
              List.of("discover", "keyset", "--config", "secret.json"),
              List.of("read", "keyset", "--config", "secret.json"),
              List.of("sync", "keyset", "--config", "secret.json"),
              List.of("sync", "keyset", "--config", "secret.json", "--json"),
              List.of("state", "show", "keyset", "--config", "secret.json"),
              List.of("runs"))) {
        hidden(leat, command);
      }
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("secret.json")) {
          assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
              .as(file.toString())
              .doesNotContain(SECRET);
        }
      }
    }
  }

  private static void hidden(LeatProcess leat, List<String> command) throws Exception {
    String[] debug = new String[command.size() + 1];
    command.toArray(debug);
    debug[command.size()] = "--debug";
    String output = leat.run(debug).all();
    byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
    assertThat(output)
        .as("leat " + command)
        .doesNotContain(SECRET)
        .doesNotContain(Base64.getEncoder().withoutPadding().encodeToString(bytes))
        .doesNotContain(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
        .doesNotContain(URLEncoder.encode(SECRET, StandardCharsets.UTF_8));
  }
}
