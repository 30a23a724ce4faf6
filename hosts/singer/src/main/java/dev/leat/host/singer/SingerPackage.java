package dev.leat.host.singer;

import dev.leat.host.process.Documents;
import dev.leat.host.process.Launch;
import dev.leat.host.process.PackageFolder;
import dev.leat.sdk.Connector;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.config.Setting;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A connector as Singer's runners take it: a folder with an executable tap. Stateless. */
public final class SingerPackage {

  private SingerPackage() {}

  /**
   * Writes {@code tap-<name>} (the launcher), its {@code lib}, and a {@code meltano.yml} to copy
   * from.
   *
   * @param launch usually {@code Launch.of(connector, SingerTap.class, classPath)}
   * @param folder made if it is missing
   * @return the launcher
   * @throws UncheckedIOException if the folder cannot be written
   */
  public static Path write(Connector connector, Launch launch, Path folder)
      throws InterruptedException {
    PackageFolder written = new PackageFolder(folder);
    Path launcher = written.launcher("tap-" + connector.info().name(), launch);
    written.archiveClasses(launcher, "--about");
    written.text("meltano.yml", meltano(connector, launcher.toAbsolutePath()));
    return launcher;
  }

  private static String meltano(Connector connector, Path launcher) {
    ConnectorInfo info = connector.info();
    StringBuilder yaml = new StringBuilder(1_000);
    yaml.append("# Copy this into the meltano.yml of your project.\n")
        .append("plugins:\n")
        .append("  extractors:\n")
        .append("  - name: tap-" + info.name() + "\n")
        .append("    namespace: tap_" + info.name().replace('-', '_') + "\n")
        .append("    executable: " + Documents.quoted(launcher.toString()) + "\n")
        .append("    capabilities: [" + String.join(", ", About.CAPABILITIES) + "]\n")
        .append("    settings:\n");
    for (Setting<?> setting : connector.configurationSpec().settings()) {
      yaml.append("    - name: " + setting.name() + "\n")
          .append("      description: " + Documents.quoted(setting.description()) + "\n");
      kind(setting, yaml);
    }
    return yaml.toString();
  }

  private static void kind(Setting<?> setting, StringBuilder yaml) {
    switch (setting.type().kind()) {
      case WHOLE_NUMBER -> yaml.append("      kind: integer\n");
      case FLAG -> yaml.append("      kind: boolean\n");
      case INSTANT -> yaml.append("      kind: date_iso8601\n");
      case CHOICE -> {
        yaml.append("      kind: options\n      options:\n");
        for (String word : setting.type().words()) {
          String quoted = Documents.quoted(word);
          yaml.append("      - label: " + quoted + "\n        value: " + quoted + "\n");
        }
      }
      default -> yaml.append("      kind: string\n");
    }
    if (setting.role() == Setting.Role.SECRET) {
      yaml.append("      sensitive: true\n");
    }
  }
}
