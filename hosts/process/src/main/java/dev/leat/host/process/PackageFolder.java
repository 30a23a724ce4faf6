package dev.leat.host.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The folder that a connector is shipped in: a launcher, and its jars in {@code lib}. */
public final class PackageFolder {

  private final Path folder;

  /** A package in this folder, which is made if it is missing. */
  public PackageFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes the launcher and the jars. What stood in {@code lib} before is removed.
   *
   * @param name of the launcher, for example {@code tap-keyset}
   * @return the launcher
   * @throws UncheckedIOException if the folder cannot be written
   */
  public Path launcher(String name, Launch launch) {
    try {
      Path lib = folder.resolve("lib");
      Files.createDirectories(lib);
      try (Stream<Path> old = Files.list(lib)) {
        for (Path each : old.toList()) {
          Files.delete(each);
        }
      }
      List<String> jars = new ArrayList<>();
      for (Path entry : launch.classPath()) {
        jars.add(jar(entry, lib, jars.size()));
      }
      Path launcher = text(name, script(launch, jars));
      if (!launcher.toFile().setExecutable(true, false)) {
        throw new IOException(launcher + " cannot be made executable");
      }
      return launcher;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The package cannot be written to " + folder + ": " + e.getMessage(), e);
    }
  }

  /**
   * Writes a file of text.
   *
   * @throws UncheckedIOException if the folder cannot be written
   */
  public Path text(String name, String content) {
    try {
      Files.createDirectories(folder);
      return Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The package cannot be written to " + folder + ": " + e.getMessage(), e);
    }
  }

  /**
   * Java must be the process that was started, and die of the signal that was sent ({@code -Xrs}):
   * platforms wait for exactly that. Nothing that Java itself has to say may reach stdout.
   */
  private static String script(Launch launch, List<String> jars) {
    return """
    #!/bin/sh
    # Starts the connector: no process of its own, and stdout is the platform's alone.
    here=$(dirname "$(readlink -f "$0")")
    java=java
    if [ -n "$JAVA_HOME" ]; then java=$JAVA_HOME/bin/java; fi
    exec "$java" -Xrs -XX:+UseSerialGC -XX:+DisplayVMOutputToStderr -Xlog:disable \\
      -Xlog:all=error:stderr $LEAT_JAVA_OPTIONS \\
      -cp "%s" \\
      %s%s "$@"
    """
        .formatted(
            jars.stream().map(jar -> "$here/lib/" + jar).collect(Collectors.joining(":")),
            launch.mainClass(),
            launch.arguments().stream()
                .map(each -> " " + quoted(each))
                .collect(Collectors.joining()));
  }

  private static String quoted(String argument) {
    return "'" + argument.replace("'", "'\\''") + "'";
  }

  private static String jar(Path entry, Path lib, int index) throws IOException {
    if (!Files.isDirectory(entry)) {
      String name = entry.getFileName().toString();
      Files.copy(entry, lib.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      return name;
    }
    String name = "classes-" + index + ".jar";
    try (OutputStream out = Files.newOutputStream(lib.resolve(name));
        JarOutputStream jar = new JarOutputStream(out);
        Stream<Path> files = Files.walk(entry)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        jar.putNextEntry(new ZipEntry(entry.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, jar);
        jar.closeEntry();
      }
    }
    return name;
  }
}
