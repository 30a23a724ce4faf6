package dev.leat.host.airbyte;

import dev.leat.host.process.Launch;
import dev.leat.host.process.PackageFolder;
import dev.leat.sdk.ConnectorInfo;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A connector as Airbyte takes it: a folder to run, and to build an image of. Stateless. */
public final class AirbytePackage {

  private AirbytePackage() {}

  /**
   * Writes {@code source-<name>} (the launcher), its {@code lib}, and a {@code Dockerfile}.
   *
   * @param launch usually {@code Launch.of(connector, AirbyteSource.class, classPath)}
   * @param folder made if it is missing
   * @return the launcher
   * @throws UncheckedIOException if the folder cannot be written
   */
  public static Path write(ConnectorInfo info, Launch launch, Path folder)
      throws InterruptedException {
    PackageFolder written = new PackageFolder(folder);
    String name = "source-" + info.name();
    written.text("Dockerfile", dockerfile(name, info.version()));
    written.text(".dockerignore", "lib/" + PackageFolder.ARCHIVE + "\n");
    Path launcher = written.launcher(name, launch);
    written.archiveClasses(launcher, "spec");
    return launcher;
  }

  private static String dockerfile(String name, String version) {
    return """
    FROM --platform=linux/amd64 eclipse-temurin:17-jre
    RUN useradd --create-home airbyte
    COPY . /airbyte/
    RUN chown -R airbyte:airbyte /airbyte
    USER airbyte
    RUN OPTIONS=-XX:ArchiveClassesAtExit=/airbyte/lib/ARCHIVE /airbyte/NAME spec > /dev/null
    WORKDIR /airbyte
    ENV AIRBYTE_ENTRYPOINT="/airbyte/NAME"
    ENTRYPOINT ["/airbyte/NAME"]
    LABEL io.airbyte.name="leat/NAME"
    LABEL io.airbyte.version="VERSION"
    """
        .replace("OPTIONS", PackageFolder.JAVA_OPTIONS)
        .replace("ARCHIVE", PackageFolder.ARCHIVE)
        .replace("VERSION", version)
        .replace("NAME", name);
  }
}
