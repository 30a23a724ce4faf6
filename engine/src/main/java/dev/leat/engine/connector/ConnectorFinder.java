package dev.leat.engine.connector;

import dev.leat.sdk.Connector;
import dev.leat.sdk.config.NearestName;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.file.ConnectorFile;
import dev.leat.sdk.jar.ConnectorJar;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Finds connectors by name, in a jar, in a file, or behind a command line. Stateless. */
public final class ConnectorFinder {

  private static final ClassLoader APPLICATION = ConnectorFinder.class.getClassLoader();

  private static final String JAR = ".jar";

  private ConnectorFinder() {}

  /**
   * Every connector that came with this program, in the order of their names.
   *
   * @throws ConfigurationException if one of them cannot be loaded, or two share a name
   */
  public static List<Connector> bundled() {
    List<Connector> found = load();
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
   * The connector of a name, or the one in a jar, which is loaded apart from this program: see
   * {@link ConnectorJar}; or the one that a file says: see {@link ConnectorFile}.
   *
   * @param nameOrJar a bundled name such as {@code keyset}, a path that ends in {@code .jar}, or
   *     {@code path.jar#name} for a jar with more than one, or the path of a file
   * @param directory where relative paths start
   * @throws ConfigurationException if there is no such connector; the message lists what there is
   */
  public static Connector find(String nameOrJar, Path directory) {
    Optional<String> file = file(nameOrJar);
    if (file.isPresent()) {
      return inJar(file.get(), directory, nameInJar(nameOrJar));
    }
    Optional<ConnectorFile> reader = ConnectorFile.readerOf(nameOrJar);
    return reader.isPresent() ? reader.get().read(path(nameOrJar, directory)) : named(nameOrJar);
  }

  /**
   * The file that {@link #find} would read the connector from.
   *
   * @return empty for a bundled connector, and for one in a jar
   */
  public static Optional<Path> fileOf(String name, Path directory) {
    return file(name).isEmpty() && ConnectorFile.readerOf(name).isPresent()
        ? Optional.of(path(name, directory))
        : Optional.empty();
  }

  private static Path path(String name, Path directory) {
    try {
      return directory.resolve(name);
    } catch (InvalidPathException e) {
      throw new ConfigurationException("\"" + name + "\" is not the path of a file", e);
    }
  }

  /**
   * The jar that {@link #find} would load the connector from.
   *
   * @return empty for the name of a bundled connector
   */
  public static Optional<Path> jarOf(String nameOrJar, Path directory) {
    return file(nameOrJar).map(directory::resolve);
  }

  private static Optional<String> file(String nameOrJar) {
    int hash = nameOrJar.indexOf(JAR + "#");
    if (hash >= 0) {
      return Optional.of(nameOrJar.substring(0, hash + JAR.length()));
    }
    return nameOrJar.endsWith(JAR) ? Optional.of(nameOrJar) : Optional.empty();
  }

  private static Optional<String> nameInJar(String nameOrJar) {
    int hash = nameOrJar.indexOf(JAR + "#");
    return hash < 0 ? Optional.empty() : Optional.of(nameOrJar.substring(hash + JAR.length() + 1));
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
                        + ". Or give the path of a jar or a manifest, or a command"));
  }

  private static Connector inJar(String file, Path directory, Optional<String> name) {
    List<Connector> found = load(file, directory);
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

  private static List<Connector> load(String file, Path directory) {
    try {
      return ConnectorJar.open(directory.resolve(file)).connectors();
    } catch (InvalidPathException e) {
      throw new ConfigurationException("\"" + file + "\" is not the path of a jar", e);
    }
  }

  private static List<Connector> load() {
    try {
      List<Connector> found = new ArrayList<>();
      ServiceLoader.load(Connector.class, APPLICATION).forEach(found::add);
      found.sort(Comparator.comparing(ConnectorFinder::nameOf));
      return found;
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new ConfigurationException(
          "The class path holds a connector that cannot be loaded: "
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
              + connector
              + " does not say who it is: "
              + (e.getMessage() == null ? e.toString() : e.getMessage())
              + ". Correct its info()",
          e);
    }
  }
}
