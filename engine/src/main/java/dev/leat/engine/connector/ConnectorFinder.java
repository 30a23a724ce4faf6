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

/** Finds connectors by name, in a jar, or behind a command line. Stateless. */
public final class ConnectorFinder {

  private static final ClassLoader APPLICATION = ConnectorFinder.class.getClassLoader();

  private ConnectorFinder() {}

  /**
   * Every connector that came with this program, in the order of their names.
   *
   * @throws ConfigurationException if one of them cannot be loaded, or two share a name
   */
  public static List<Connector> bundled() {
    List<Connector> found = load(APPLICATION, "The class path");
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
   * @param directory where relative paths start
   * @throws ConfigurationException if there is no such connector; the message lists what there is
   */
  public static Connector find(String nameOrJar, Path directory) {
    int hash = nameOrJar.indexOf(".jar#");
    if (hash >= 0) {
      String name = nameOrJar.substring(hash + 5);
      return inJar(nameOrJar.substring(0, hash + 4), directory, Optional.of(name));
    }
    return nameOrJar.endsWith(".jar")
        ? inJar(nameOrJar, directory, Optional.empty())
        : named(nameOrJar);
  }

  /**
   * The connector behind a command line, for example {@code python3 mine.py}; see {@link
   * ChildProcessConnector}.
   *
   * @throws ConfigurationException if the line is blank or a quote in it is not closed
   */
  public static Connector command(String line) {
    return new ChildProcessConnector(CommandWords.words(line));
  }

  private static Connector named(String name) {
    List<Connector> all = bundled();
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

  private static Connector inJar(String file, Path directory, Optional<String> name) {
    List<Connector> found = load(loader(file, directory), file);
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
    nameOf(found.get(0));
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

  private static ClassLoader loader(String file, Path directory) {
    try {
      Path path = directory.resolve(file);
      if (!Files.isRegularFile(path)) {
        throw new ConfigurationException(
            "There is no file " + path.toAbsolutePath() + ": give the path of a connector's jar");
      }
      return new URLClassLoader(
          "leat-" + path.getFileName(), new URL[] {path.toUri().toURL()}, APPLICATION);
    } catch (InvalidPathException | MalformedURLException e) {
      throw new ConfigurationException("\"" + file + "\" is no path of a jar", e);
    }
  }

  /** By name, what this very loader defines: not what its parent would offer as well. */
  private static List<Connector> load(ClassLoader loader, String where) {
    try {
      List<Connector> found = new ArrayList<>();
      for (ServiceLoader.Provider<Connector> provider :
          ServiceLoader.load(Connector.class, loader).stream().toList()) {
        if (loader == APPLICATION || provider.type().getClassLoader() == loader) {
          found.add(provider.get());
        }
      }
      found.sort(Comparator.comparing(ConnectorFinder::nameOf));
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

  /** Asks a connector for its name, which may be one that is not allowed. */
  private static String nameOf(Connector connector) {
    try {
      return connector.info().name();
    } catch (RuntimeException e) {
      throw new ConfigurationException(
          "The connector "
              + connector.getClass().getName()
              + " does not say who it is: "
              + (e.getMessage() == null ? e.toString() : e.getMessage())
              + ". Correct its info()",
          e);
    }
  }
}
