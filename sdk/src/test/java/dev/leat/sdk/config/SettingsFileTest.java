package dev.leat.sdk.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {

  private static final Setting<String> TOKEN = Setting.secret("token", "Key of the API").optional();
  private static final Setting<Long> ROWS = Setting.wholeNumber("rows", "A page").optional();
  private static final Setting<Boolean> DEEP = Setting.flag("deep", "All of it").optional();
  private static final ConfigurationSpec SPEC = ConfigurationSpec.of(TOKEN, ROWS, DEEP);

  @TempDir Path folder;
  private final List<String> warnings = new ArrayList<>();

  @Test
  void writesWhatWasReplacedAndKeepsTheRestAndThePermissions() throws Exception {
    Path file = file("{\n  \"token\" : \"one\",\n  \"other\" : 1.00\n}\n");
    Configuration configuration = kept("{\"token\":\"one\"}", Map.of(), file);

    configuration.replace(TOKEN, "two");
    configuration.replace(ROWS, 5L);
    configuration.replace(DEEP, true);

    assertThat(file)
        .hasContent(
            """
            {
              "token" : "two",
              "other" : 1.00,
              "rows" : 5,
              "deep" : true
            }
            """);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder.toFile().list()).as("nothing left behind").containsExactly("settings.json");
    assertThat(warnings).isEmpty();
  }

  @Test
  void aLinkStaysALink() throws Exception {
    Path file = file("{\"token\":\"one\"}");
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);

    kept("{\"token\":\"one\"}", Map.of(), link).replace(TOKEN, "two");

    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("{\"token\":\"two\"}");
  }

  @Test
  void whatTheEnvironmentOverridesIsNotWrittenButWarnedOf() throws Exception {
    Path file = file("{\"token\":\"old\"}");

    kept("{\"token\":\"old\"}", Map.of("token", "from-env"), file).replace(TOKEN, "rotated");

    assertThat(file).hasContent("{\"token\":\"old\"}");
    assertThat(warnings).hasSize(1).first().asString().contains("token", "environment");
    assertThat(warnings.get(0)).doesNotContain("from-env", "rotated");
  }

  @Test
  void withoutAFileThereIsAWarning() {
    Configuration configuration = SPEC.parse("{}");
    SettingsFile.keep(configuration, setting -> Optional.empty(), warnings::add);

    configuration.replace(TOKEN, "two");

    assertThat(warnings).hasSize(1).first().asString().contains("no configuration file");
    assertThat(configuration.value(TOKEN)).isEqualTo("two");
  }

  @Test
  void aFileThatCannotBeReplacedStaysAsItIsAndTheSyncGoesOn() throws Exception {
    Path file = file("[]");

    Configuration configuration = kept("{}", Map.of(), file);
    configuration.replace(TOKEN, "two");
    Files.delete(file);
    configuration.replace(TOKEN, "three");

    assertThat(warnings)
        .hasSize(2)
        .allSatisfy(each -> assertThat(each).contains("authorise again"));
    assertThat(configuration.value(TOKEN)).isEqualTo("three");
  }

  private Path file(String json) throws Exception {
    Path file = Files.writeString(folder.resolve("settings.json"), json);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private Configuration kept(String json, Map<String, String> overrides, Path file) {
    Configuration configuration = SPEC.parse(json, overrides);
    SettingsFile.keep(configuration, setting -> Optional.of(file), warnings::add);
    return configuration;
  }
}
