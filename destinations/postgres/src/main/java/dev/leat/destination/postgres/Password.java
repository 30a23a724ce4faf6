package dev.leat.destination.postgres;

import dev.leat.engine.destination.FileFailure;
import dev.leat.sdk.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the password of a user where PostgreSQL's own programs do: in {@code PGPASSWORD}, else in
 * the file that {@code PGPASSFILE} names, else in {@code ~/.pgpass}. Stateless.
 */
final class Password {

  private static final int FIELDS = 5;

  private Password() {}

  /**
   * The password; empty if there is none, for a server that asks for none.
   *
   * @throws ConfigurationException if the file can be read by others, or not at all
   */
  static Optional<String> of(Address address) {
    Map<String, String> environment = address.environment();
    String password = environment.get("PGPASSWORD");
    if (password != null && !password.isEmpty()) {
      return Optional.of(password);
    }
    String named = environment.get("PGPASSFILE");
    boolean isNamed = named != null && !named.isBlank();
    Path file =
        isNamed ? Path.of(named) : Path.of(System.getProperty("user.home")).resolve(".pgpass");
    if (!isNamed && !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    return inFile(file, address);
  }

  private static Optional<String> inFile(Path file, Address address) {
    try {
      requirePrivate(file);
      for (String line : Files.readAllLines(file)) {
        List<String> fields = fields(line);
        if (!line.startsWith("#") && fields.size() == FIELDS && isFor(fields, address)) {
          return Optional.of(fields.get(FIELDS - 1));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new ConfigurationException(
          "The password file "
              + file
              + " cannot be read ("
              + FileFailure.reason(e)
              + "): check its permissions, or set PGPASSWORD",
          e);
    }
  }

  private static void requirePrivate(Path file) throws IOException {
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return;
    }
    for (PosixFilePermission each : Files.getPosixFilePermissions(file)) {
      if (!each.name().startsWith("OWNER")) {
        throw new ConfigurationException(
            "The password file " + file + " can be read by others: chmod 600 " + file);
      }
    }
  }

  private static boolean isFor(List<String> fields, Address address) {
    return matches(fields.get(0), address.host())
        && matches(fields.get(1), Integer.toString(address.port()))
        && matches(fields.get(2), address.database())
        && matches(fields.get(3), address.user());
  }

  private static boolean matches(String field, String value) {
    return field.equals("*") || field.equals(value);
  }

  /** Fields between colons; a backslash takes the next character as it is. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    int at = 0;
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c == '\\' && at < line.length()) {
        field.append(line.charAt(at++));
      } else if (c == ':' && fields.size() < FIELDS - 1) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
