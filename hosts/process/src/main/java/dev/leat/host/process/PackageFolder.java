package dev.leat.host.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The folder that a connector is shipped in: a launcher, and its jars in {@code lib}. */
public final class PackageFolder {

  /** Classes as the JVM keeps them in memory: bound to one JVM and one place, never required. */
  public static final String ARCHIVE = "classes.jsa";

  /** The folder of a connector's jar that is not on the class path, or of its file. */
  static final String CONNECTOR = "connector";

  /** An environment variable with options for Java. */
  public static final String JAVA_OPTIONS = "LEAT_JAVA_OPTIONS";

  private static final long ARCHIVE_SECONDS = 60;

  private final Path folder;

  /** A package in this folder, which is made if it is missing. */
  public PackageFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes the launcher and the jars: those of the class path in {@code lib}, and one that is
   * loaded apart, or the file that is the connector, in {@code connector}. What stood there before
   * is removed.
   *
   * @param name of the launcher, for example {@code tap-keyset}
   * @return the launcher
   * @throws UncheckedIOException if the folder cannot be written
   */
  public Path launcher(String name, Launch launch) {
    try {
      Path lib = emptied("lib");
      if (launch.file().isPresent()) {
        Files.copy(
            launch.file().get(),
            emptied(CONNECTOR).resolve(launch.fileName().orElseThrow()),
            StandardCopyOption.REPLACE_EXISTING);
      }
      List<String> jars = new ArrayList<>();
      for (Path entry : launch.classPath()) {
        jars.add(jar(entry, lib, jars.size()));
      }
      Path launcher = text(name, new LauncherScript(launch, jars).text());
      if (!launcher.toFile().setExecutable(true, false)) {
        throw new IOException(launcher + " cannot be made executable");
      }
      return launcher;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The package cannot be written to " + folder + ": " + e.getMessage(), e);
    }
  }

  private Path emptied(String name) throws IOException {
    Path inner = Files.createDirectories(folder.resolve(name));
    try (Stream<Path> old = Files.list(inner)) {
      for (Path each : old.toList()) {
        Files.delete(each);
      }
    }
    return inner;
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
   * Runs a short command once and keeps its classes, so that each start after it is faster. Where
   * that fails, starts are slower and nothing else changes.
   *
   * @param launcher as {@link #launcher} gave it
   * @return whether there is an archive now
   */
  public boolean archiveClasses(Path launcher, String command) throws InterruptedException {
    Path archive = folder.resolve("lib").resolve(ARCHIVE).toAbsolutePath();
    ProcessBuilder builder = new ProcessBuilder(launcher.toAbsolutePath().toString(), command);
    builder.environment().put(JAVA_OPTIONS, "-XX:ArchiveClassesAtExit=" + archive);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      try {
        if (!process.waitFor(ARCHIVE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
          Files.deleteIfExists(archive);
        }
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return false;
    }
    return Files.exists(archive);
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
