package dev.leat.sdk.file;

import dev.leat.sdk.Connector;
import dev.leat.sdk.error.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Reads connectors from files of some kinds. Found by {@link ServiceLoader}, so that a connector
 * can be a file wherever one can be named. Implementations are stateless.
 */
public interface ConnectorFile {

  /** How the names of such files end, in small letters, the dot included; at least one. */
  List<String> endings();

  /**
   * The connector that a file says.
   *
   * @throws ConfigurationException if the file cannot be read, or is not a connector; the message
   *     says where in it and what to do
   */
  Connector read(Path file);

  /**
   * What reads files of this name, of all readers on the class path.
   *
   * @return empty if none does
   */
  static Optional<ConnectorFile> readerOf(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    for (ConnectorFile each :
        ServiceLoader.load(ConnectorFile.class, ConnectorFile.class.getClassLoader())) {
      if (each.endings().stream().anyMatch(small::endsWith)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
