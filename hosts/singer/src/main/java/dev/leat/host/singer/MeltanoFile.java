package dev.leat.host.singer;

import dev.leat.host.process.Documents;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.config.SettingPath;
import java.nio.file.Path;
import java.util.Optional;

/** A {@code meltano.yml} that declares a tap and its settings, to copy from. Stateless. */
final class MeltanoFile {

  private MeltanoFile() {}

  /**
   * The text.
   *
   * @param launcher of the tap, absolute
   */
  static String of(ConnectorInfo info, ConfigurationSpec spec, Path launcher) {
    StringBuilder yaml = new StringBuilder(1_000);
    yaml.append("# Copy this into the meltano.yml of your project.\n")
        .append("plugins:\n")
        .append("  extractors:\n")
        .append("  - name: tap-" + info.name() + "\n")
        .append("    namespace: tap_" + info.name().replace('-', '_') + "\n")
        .append("    executable: " + Documents.quoted(launcher.toString()) + "\n")
        .append("    capabilities: [" + String.join(", ", About.CAPABILITIES) + "]\n")
        .append("    settings:\n");
    for (SettingPath path : spec.paths()) {
      kind(path.setting())
          .ifPresent(
              kind ->
                  yaml.append("    - name: " + Documents.quoted(path.text()) + "\n")
                      .append("      description: ")
                      .append(Documents.quoted(path.setting().description()) + "\n")
                      .append(kind)
                      .append(sensitive(path.setting())));
    }
    return yaml.toString();
  }

  /** Meltano makes objects of names with dots: an object has no line of its own. */
  private static Optional<String> kind(Setting<?> setting) {
    String lines =
        switch (setting.type().kind()) {
          case OBJECT, ONE_OF -> "";
          case WHOLE_NUMBER -> "      kind: integer\n";
          case NUMBER -> "      kind: decimal\n";
          case FLAG -> "      kind: boolean\n";
          case INSTANT, DATE -> "      kind: date_iso8601\n";
          case LIST -> "      kind: array\n";
          case CHOICE -> options(setting);
          case TEXT, URL, DURATION, PERIOD, TIME_SPAN -> "      kind: string\n";
        };
    return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
  }

  private static String options(Setting<?> setting) {
    StringBuilder lines = new StringBuilder("      kind: options\n      options:\n");
    for (String word : setting.type().words()) {
      String quoted = Documents.quoted(word);
      lines.append("      - label: " + quoted + "\n        value: " + quoted + "\n");
    }
    return lines.toString();
  }

  private static String sensitive(Setting<?> setting) {
    return setting.role() == Setting.Role.SECRET ? "      sensitive: true\n" : "";
  }
}
