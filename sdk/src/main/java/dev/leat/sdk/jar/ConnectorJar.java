package dev.leat.sdk.jar;

import dev.leat.sdk.Connector;
import dev.leat.sdk.error.ConfigurationException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * A jar with connectors and the libraries that they need. Its classes see Java, the SDK but for its
 * {@code internal} packages, and SLF4J; everything else comes from the jar. So a connector may
 * bring any version of a library, also of one that Leat itself uses. Immutable.
 *
 * @param file the jar
 * @param connectors those that its service file names, in the order of their names; they stay
 *     loaded until the program ends
 */
public record ConnectorJar(Path file, List<Connector> connectors) {

  public ConnectorJar {
    connectors = List.copyOf(connectors);
  }

  /**
   * Loads the connectors of a jar.
   *
   * @throws ConfigurationException if there is no such file, or one of its connectors cannot be
   *     loaded; the message says what to do
   */
  public static ConnectorJar open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigurationException(
          "There is no file " + file.toAbsolutePath() + ": give the path of a connector's jar");
    }
    ClassLoader loader = new ApartLoader(file.getFileName().toString(), url(file));
    try {
      return new ConnectorJar(file, ApartLoader.within(loader, () -> load(loader, file)));
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new ConfigurationException(
          file
              + " holds a connector that cannot be loaded: "
              + ApartLoader.missingClass(e).orElse(e.getMessage())
              + ". Build it against this version of Leat, with a public constructor without"
              + " arguments",
          e);
    }
  }

  private static List<Connector> load(ClassLoader loader, Path file) {
    List<Connector> found = new ArrayList<>();
    for (Connector each : ServiceLoader.load(Connector.class, loader)) {
      found.add(new ApartConnector(each, file));
    }
    found.sort(Comparator.comparing(each -> each.info().name()));
    return found;
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new ConfigurationException("\"" + file + "\" is not the path of a jar", e);
    }
  }
}
