package dev.leat.host.process;

import dev.leat.sdk.Connector;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a packaged connector is started. Immutable.
 *
 * @param classPath jars, and folders of classes, in the order of the class path
 * @param mainClass what Java runs
 * @param connector the connector's name, which is the first argument
 * @param file the jar that the connector is loaded from, apart from the class path, or the file
 *     that says what it is; empty if it is on the class path
 */
public record Launch(
    List<Path> classPath, String mainClass, String connector, Optional<Path> file) {

  private static final String JAR = ".jar";

  /** Copies the list. */
  public Launch {
    classPath = List.copyOf(classPath);
  }

  /**
   * Starts a connector by a host's entry point, with what the two need of a class path and nothing
   * else.
   *
   * @param main takes the connector's name as its first argument, as {@link PlatformProcess} does
   * @param classPath holds the connector, {@code main}, and all that they need
   */
  public static Launch of(Connector connector, Class<?> main, List<Path> classPath) {
    return new Launch(
        RuntimeJars.of(classPath, List.of(connector.getClass(), main)),
        main.getName(),
        connector.info().name(),
        Optional.empty());
  }

  /**
   * Starts a connector of a jar by a host's entry point. The jar stays apart from the class path,
   * so that its libraries and Leat's do not meet.
   *
   * @param main takes {@code path.jar#name} as its first argument, as {@link
   *     dev.leat.sdk.protocol.ConnectorProcess} does
   * @param classPath holds {@code main} and all that it needs
   */
  public static Launch of(Connector connector, Path jar, Class<?> main, List<Path> classPath) {
    return new Launch(
        RuntimeJars.of(classPath, List.of(main)),
        main.getName(),
        connector.info().name(),
        Optional.of(jar));
  }

  /**
   * Starts a connector that is a file by a host's entry point.
   *
   * @param reader what reads the file
   * @param main takes the file's path as its first argument, as {@link PlatformProcess} does
   * @param classPath holds {@code reader}, {@code main}, and all that they need
   */
  public static Launch ofFile(
      Connector connector, Path file, Class<?> reader, Class<?> main, List<Path> classPath) {
    return new Launch(
        RuntimeJars.of(classPath, List.of(reader, main)),
        main.getName(),
        connector.info().name(),
        Optional.of(file));
  }

  /** The name of the file in a package: one that is not a jar is called as its connector is. */
  Optional<String> fileName() {
    return file.map(
        path -> {
          String name = path.getFileName().toString();
          return name.endsWith(JAR) ? name : connector + name.substring(name.lastIndexOf('.'));
        });
  }

  /** What the main class takes for the connector, if that is in a folder. */
  String argument(String folder) {
    return fileName()
        .map(
            name ->
                name.endsWith(JAR)
                    ? "\"" + folder + "/" + name + "#\"" + quoted(connector)
                    : "\"" + folder + "/" + name + "\"")
        .orElseGet(() -> quoted(connector));
  }

  private static String quoted(String argument) {
    return "'" + argument.replace("'", "'\\''") + "'";
  }
}
