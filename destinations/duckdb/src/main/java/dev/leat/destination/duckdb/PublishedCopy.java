package dev.leat.destination.duckdb;

import dev.leat.destination.sql.Database;
import dev.leat.destination.sql.Sql;
import dev.leat.engine.destination.FileFailure;
import dev.leat.sdk.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Set;

/**
 * A copy of a database, for those who read while a sync runs. DuckDB writes it whole into a private
 * folder, and a rename puts it in place of the one before: who has that open goes on reading it.
 * Immutable.
 */
final class PublishedCopy {

  private static final String CATALOG = "leat_published";

  private final Path database;
  private final Path copy;

  /**
   * @param database the file that is copied
   * @param copy the file that is replaced
   */
  PublishedCopy(Path database, Path copy) {
    this.database = database.toAbsolutePath().normalize();
    this.copy = copy.toAbsolutePath().normalize();
  }

  /**
   * Checks that a copy can be put there, before anything is read.
   *
   * @throws ConfigurationException if its folder is not there or read-only, or something else has
   *     its name
   */
  void requirePlace() {
    if (copy.equals(database)) {
      throw unusable("is the database itself: choose another file", null);
    }
    Path folder = copy.getParent();
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw unusable("needs a folder that is there and can be written: " + folder, null);
    }
    if (Files.exists(copy, LinkOption.NOFOLLOW_LINKS) && !DatabaseFile.isDatabase(copy)) {
      throw unusable("is not a DuckDB database: move it away, or choose another file", null);
    }
  }

  /**
   * Puts a copy of what is committed in place of the last one.
   *
   * @throws ConfigurationException if it cannot; the database is not touched
   */
  void replace(Database open) throws SQLException {
    Path folder = copy.resolveSibling("." + copy.getFileName() + ".new");
    Path next = folder.resolve("next.duckdb");
    try {
      clear(folder, next);
      Files.createDirectory(folder, DatabaseFile.privateFolder(folder.getParent()));
      write(open, next);
      permit(next);
      Files.move(next, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      clear(folder, next);
    } catch (IOException e) {
      throw unusable("could not be made (" + FileFailure.reason(e) + ")", e);
    } catch (SQLException e) {
      throw unusable(
          "could not be made (" + e.getMessage().lines().findFirst().orElse("") + ")", e);
    }
  }

  private static void write(Database open, Path next) throws SQLException {
    open.execute("ATTACH " + Sql.text(next.toString()) + " AS " + CATALOG);
    try {
      String catalog = open.one("SELECT current_database()", row -> row.getString(1)).orElseThrow();
      open.execute("COPY FROM DATABASE " + Sql.name(catalog) + " TO " + CATALOG);
    } finally {
      open.execute("DETACH " + CATALOG);
    }
  }

  /** As those of the copy before, which its owner may have opened to others; else private. */
  private void permit(Path next) throws IOException {
    if (!DatabaseFile.isPosix(next.getParent())) {
      return;
    }
    Set<PosixFilePermission> permissions =
        Files.exists(copy)
            ? Files.getPosixFilePermissions(copy)
            : PosixFilePermissions.fromString("rw-------");
    Files.setPosixFilePermissions(next, permissions);
  }

  /** Removes what a process has left that was killed in the midst of it. */
  private static void clear(Path folder, Path next) throws IOException {
    Files.deleteIfExists(next);
    Files.deleteIfExists(next.resolveSibling(next.getFileName() + ".wal"));
    Files.deleteIfExists(folder);
  }

  private ConfigurationException unusable(String problem, Exception cause) {
    return new ConfigurationException(
        "The copy " + copy + " of the database " + database + " " + problem, cause);
  }
}
