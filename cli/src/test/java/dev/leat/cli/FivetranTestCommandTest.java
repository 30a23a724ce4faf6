package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.leat.sdk.error.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FivetranTestCommandTest {

  @TempDir Path folder;

  @Test
  void aFileOfSettingsBecomesTheFieldsOfAForm() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("settings.json"),
            """
            {"base_url":"http://a","page_size":50,"deep":true,"none":null,"ids":[1,2],
             "credentials":{"type":"key","key":"k","more":{"n":1}}}
            """);

    assertThat(FivetranTestCommand.settings(file))
        .containsOnly(
            entry("base_url", "http://a"),
            entry("page_size", "50"),
            entry("deep", "true"),
            entry("ids", "[1,2]"),
            entry("credentials.type", "key"),
            entry("credentials.key", "k"),
            entry("credentials.more.n", "1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{"})
  void whatIsNotAnObjectIsRefused(String json) throws Exception {
    Path file = Files.writeString(folder.resolve("settings.json"), json);

    assertThatThrownBy(() -> FivetranTestCommand.settings(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("not a JSON object of settings");
  }
}
