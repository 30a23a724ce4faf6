package dev.leat.engine.connector;

import dev.leat.sdk.Connector;
import dev.leat.sdk.config.NearestName;
import dev.leat.sdk.error.ConfigurationException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Finds connectors by name or in a jar. Immutable. */
public final class ConnectorFinder {

  private final ClassLoader application;

  /** A finder for what this class loader sees. */
  public ConnectorFinder(ClassLoader application) {
    this.application = application;
  }

  /** A finder for what came with this program. */
  public static ConnectorFinder bundled() {
    return new ConnectorFinder(ConnectorFinder.class.getClassLoader());
  }

  /**
   * Every connector that came with this program, by name.
   *
   * @throws ConfigurationException if one of them cannot be loaded, or two share a name
   */
  public List<Connector> all() {
    List<Connector> found = sorted(load(application, "The class path"));
    for (int i = 1; i < found.size(); i++) {
      if (nameOf(found.get(i)).equals(nameOf(found.get(i - 1)))) {
        throw new ConfigurationException(
            "Two connectors are called \""
                + nameOf(found.get(i))
                + "\": "
                + found.get(i - 1).getClass().getName()
                + " and "
                + found.get(i).getClass().getName()
                + ": remove one from the class path");
      }
    }
    return found;
  }

  /**
   * The connector of a name, or the one in a jar. A jar's classes see this program's, not the other
   * way round, and stay loaded until the program ends.
   *
   * @param nameOrJar a bundled name such as {@code keyset}, a path that ends in {@code .jar}, or
   *     {@code path.jar#name} for a jar with more than one
   * @throws ConfigurationException if there is no such connector; the message lists what there is
   */
  public Connector find(String nameOrJar) {
    int hash = nameOrJar.indexOf(".jar#");
    if (hash >= 0) {
      return inJar(nameOrJar.substring(0, hash + 4), Optional.of(nameOrJar.substring(hash + 5)));
    }
    return nameOrJar.endsWith(".jar") ? inJar(nameOrJar, Optional.empty()) : bundled(nameOrJar);
  }

  private Connector bundled(String name) {
    List<Connector> all = all();
    return named(name, all)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "There is no connector \""
                        + name
                        + "\""
                        + nearest(name, all)
                        + " Found: "
                        + names(all)
                        + ". Or give a path to a jar, or a command"));
  }

  private Connector inJar(String file, Optional<String> name) {
    List<Connector> found = sorted(load(loader(file), file));
    if (found.isEmpty()) {
      throw new ConfigurationException(
          file
              + " holds no connector: it needs a file META-INF/services/"
              + Connector.class.getName()
              + " with the name of the connector's class in it");
    }
    if (name.isEmpty() && found.size() > 1) {
      throw new ConfigurationException(
          file
              + " holds more than one connector ("
              + names(found)
              + "): choose one, for example "
              + file
              + "#"
              + nameOf(found.get(0)));
    }
    return name.isEmpty()
        ? found.get(0)
        : named(name.get(), found)
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        file
                            + " holds no connector \""
                            + name.get()
                            + "\""
                            + nearest(name.get(), found)
                            + " Found: "
                            + names(found)));
  }

  private ClassLoader loader(String file) {
    try {
      Path path = Path.of(file);
      if (!Files.isRegularFile(path)) {
        throw new ConfigurationException(
            "There is no file " + path.toAbsolutePath() + ": give the path of a connector's jar");
      }
      return new URLClassLoader(
          "leat-" + path.getFileName(), new URL[] {path.toUri().toURL()}, application);
    } catch (InvalidPathException | MalformedURLException e) {
      throw new ConfigurationException("\"" + file + "\" is no path of a jar", e);
    }
  }

  /** What this very loader defines: not what its parent would offer as well. */
  private List<Connector> load(ClassLoader loader, String where) {
    try {
      List<Connector> found = new ArrayList<>();
      for (ServiceLoader.Provider<Connector> provider :
          ServiceLoader.load(Connector.class, loader).stream().toList()) {
        if (loader == application || provider.type().getClassLoader() == loader) {
          found.add(provider.get());
        }
      }
      return found;
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new ConfigurationException(
          where
              + " holds a connector that cannot be loaded: "
              + e.getMessage()
              + ". Build it against this version of Leat, with a public constructor without"
              + " arguments",
          e);
    }
  }

  private static List<Connector> sorted(List<Connector> connectors) {
    return connectors.stream().sorted(Comparator.comparing(ConnectorFinder::nameOf)).toList();
  }

  private static Optional<Connector> named(String name, List<Connector> connectors) {
    return connectors.stream().filter(each -> nameOf(each).equals(name)).findFirst();
  }

  private static String nearest(String name, List<Connector> connectors) {
    return NearestName.of(name, connectors.stream().map(ConnectorFinder::nameOf).toList())
        .map(each -> ", did you mean \"" + each + "\"?")
        .orElse(".");
  }

  private static String names(List<Connector> connectors) {
    return connectors.isEmpty()
        ? "none"
        : connectors.stream().map(ConnectorFinder::nameOf).collect(Collectors.joining(", "));
  }

  private static String nameOf(Connector connector) {
    return connector.info().name();
  }
}
