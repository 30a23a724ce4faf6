package dev.leat.host.singer;

import dev.leat.host.process.Launch;
import dev.leat.host.process.PackageFolder;
import dev.leat.sdk.Connector;
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
    written.text(
        "meltano.yml",
        MeltanoFile.of(connector.info(), connector.configurationSpec(), launcher.toAbsolutePath()));
    return launcher;
  }
}
