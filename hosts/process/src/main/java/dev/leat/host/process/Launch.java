package dev.leat.host.process;

import dev.leat.sdk.Connector;
import java.nio.file.Path;
import java.util.List;

/**
 * How a packaged connector is started. Immutable.
 *
 * @param classPath jars, and folders of classes, in the order of the class path
 * @param mainClass what Java runs
 * @param arguments come before those of the platform
 */
public record Launch(List<Path> classPath, String mainClass, List<String> arguments) {

  /** Copies the lists. */
  public Launch {
    classPath = List.copyOf(classPath);
    arguments = List.copyOf(arguments);
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
        List.of(connector.info().name()));
  }
}
