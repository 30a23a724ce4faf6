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
 * @param jar the jar that the connector is loaded from, apart from the class path; empty if it is
 *     on the class path
 */
public record Launch(List<Path> classPath, String mainClass, String connector, Optional<Path> jar) {

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
}
