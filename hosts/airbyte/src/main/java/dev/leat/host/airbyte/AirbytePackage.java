package dev.leat.host.airbyte;

import dev.leat.host.process.Launch;
import dev.leat.host.process.PackageFolder;
import dev.leat.sdk.ConnectorInfo;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

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
    Path launcher = written.launcher(name, launch, List.of("spec", "check", "discover"));
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
    WORKDIR /airbyte
    ENV AIRBYTE_ENTRYPOINT="/airbyte/%1$s"
    ENTRYPOINT ["/airbyte/%1$s"]
    LABEL io.airbyte.name="leat/%1$s"
    LABEL io.airbyte.version="%2$s"
    """
        .formatted(name, version, PackageFolder.JAVA_OPTIONS, PackageFolder.ARCHIVE);
  }
}
