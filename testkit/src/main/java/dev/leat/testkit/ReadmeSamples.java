package dev.leat.testkit;

import dev.leat.sdk.Connector;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.config.SettingPath;
import java.io.IOException;
import java.time.Clock;

/**
 * What a connector's README shows of the connector, made from the connector: a test that looks for
 * it there fails when the page is out of date, and prints the right text. Stateless.
 */
public final class ReadmeSamples {

  private ReadmeSamples() {}

  /**
   * The settings as a Markdown table, in the order of a form, those within another one after it;
   * ends with a line break.
   */
  public static String settings(ConfigurationSpec spec) {
    StringBuilder table = new StringBuilder("| setting | meaning | value | default |\n");
    table.append("| --- | --- | --- | --- |\n");
    for (SettingPath path : spec.paths()) {
      Setting<?> setting = path.setting();
      table.append(
          "| `%s` | %s | %s | %s |%n"
              .formatted(
                  path.text(),
                  setting.description(),
                  setting.type().expectation() + (isSecret(setting) ? "; never shown" : ""),
                  fallback(setting)));
    }
    return table.toString();
  }

  /**
   * The lines of a first {@code read}, what differs from run to run (fingerprint and checksum of
   * the state) as {@code ...}; ends with a line break.
   *
   * @param settings the configuration as JSON
   */
  public static String read(Connector connector, String settings, Clock clock) throws IOException {
    return ProcessOutput.of(() -> connector, "read", settings, clock)
        .out()
        .replaceAll("\"(fingerprint|checksum)\":\"[0-9a-f]+\"", "\"$1\":\"...\"");
  }

  private static boolean isSecret(Setting<?> setting) {
    return setting.role() == Setting.Role.SECRET;
  }

  private static String fallback(Setting<?> setting) {
    return setting
        .defaultText()
        .map(value -> "`" + value + "`")
        .orElse(setting.presence() == Setting.Presence.REQUIRED ? "required" : "none");
  }
}
