package dev.leat.host.contract;

import dev.leat.host.airbyte.AirbytePackage;
import dev.leat.host.airbyte.AirbyteSource;
import dev.leat.host.process.Launch;
import dev.leat.host.singer.SingerPackage;
import dev.leat.host.singer.SingerTap;
import dev.leat.sdk.Connector;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Packages every example connector for every platform; run by {@code interop/run}. */
final class InteropPackages {

  private InteropPackages() {}

  /** Writes {@code FOLDER/airbyte/<name>} and {@code FOLDER/singer/<name>}. */
  public static void main(String[] folder) throws InterruptedException {
    List<Path> classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    for (Connector connector : ServiceLoader.load(Connector.class)) {
      String name = connector.info().name();
      AirbytePackage.write(
          connector.info(),
          Launch.of(connector, AirbyteSource.class, classPath),
          Path.of(folder[0], "airbyte", name));
      SingerPackage.write(
          connector,
          Launch.of(connector, SingerTap.class, classPath),
          Path.of(folder[0], "singer", name));
    }
  }
}
