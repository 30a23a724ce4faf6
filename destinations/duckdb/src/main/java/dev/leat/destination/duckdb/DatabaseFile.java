package dev.leat.destination.duckdb;

import dev.leat.engine.destination.FileFailure;
import dev.leat.engine.destination.PipelineBusyException;
import dev.leat.sdk.error.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file of a database: made private, opened, and explained when it cannot be. Immutable. */
final class DatabaseFile {

  private static final int HEADER = 12;

  /** How many rows DuckDB takes in one step of a query. */
  static final int STEP_ROWS = 2_048;

  private static final int MEMORY_MB = 144;
  private static final int NARROW_COLUMNS = 100;
  private static final int COLUMN_MB = 1;
  private static final int USUAL_BATCH_MB = 16;

  /** A long text is held staged, merged, and as DuckDB writes it to the log and to the file. */
  private static final int COPIES = 5;

  private static final int USUAL_STEP_MB = 8;

  /** Several of them grow, in buffers that are doubled. */
  private static final int COPIES_OF_STEP = 20;

  private static final Pattern HOLDER = Pattern.compile("held in (.+?) \\(PID (\\d+)\\)");

  private final Path path;
  private final Supplier<Driver> driver;

  /**
   * A file that is not touched yet.
   *
   * @param driver asked for only when the file is opened, for it is slow to load
   */
  DatabaseFile(Path path, Supplier<Driver> driver) {
    this.path = path;
    this.driver = driver;
  }

  Path path() {
    return path;
  }

  boolean exists() {
    return Files.exists(path);
  }

  /**
   * Opens the database to write; makes it if it is not there. The lock must be held.
   *
   * @throws ConfigurationException if it cannot be written; nothing was changed
   * @throws PipelineBusyException if another program holds it
   */
  DuckDbDatabase openToWrite() {
    if (exists()) {
      requireDatabase();
      if (!Files.isWritable(path)) {
        throw unusable("is read-only: make it writable (chmod u+w), or choose another file", null);
      }
    } else {
      create();
    }
    deleteSpill();
    makeSpill();
    return open("automatic");
  }

  /** Opens a database that is there, to read only. */
  DuckDbDatabase openToRead() {
    if (!PipelineLock.isHeldHere(path)) {
      requireDatabase();
    }
    return open(PipelineLock.isHeldHere(path) ? "automatic" : "read_only");
  }

  /** Removes what the database spilled to disk beyond its memory. */
  void deleteSpill() {
    Path folder = spill();
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.walkFileTree(folder, new Deletion());
    } catch (IOException e) {
      throw unusable("left the folder " + folder + ", which cannot be deleted: delete it", e);
    }
  }

  /** Explains a failure of DuckDB that is about the file. */
  RuntimeException explained(SQLException e) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    Matcher holder = HOLDER.matcher(message);
    if (holder.find()) {
      Optional<PipelineBusyException> sync = PipelineLock.heldBy(path, holder.group(2));
      if (sync.isPresent()) {
        return sync.get();
      }
      return new PipelineBusyException(
          path
              + " is held by process "
              + holder.group(2)
              + " ("
              + holder.group(1)
              + "): close it there, or stop that process");
    }
    String first = message.lines().findFirst().orElse("no reason given");
    if (message.contains("different configuration")) {
      return new PipelineBusyException(
          path + " is open in this process already: wait for the sync that runs");
    }
    if (message.startsWith("Data Corruption") || message.contains("Could not read enough bytes")) {
      return unusable("is damaged (" + first + "): restore a copy, or choose another file", e);
    }
    if (message.contains("No space left")) {
      return unusable("cannot grow, the disk is full: make room and sync again", e);
    }
    return unusable("cannot be opened by DuckDB: " + first, e);
  }

  /** Explains a failure of DuckDB in the middle of a sync. */
  RuntimeException explainedDuringSync(SQLException e) {
    String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    if (first.contains("No space left")) {
      return explained(e);
    }
    if (first.startsWith("Constraint Error")) {
      return unusable(
          "has a constraint that Leat did not make and that a row does not meet: drop it, or"
              + " correct the source ("
              + first
              + "). Nothing of this commit was stored",
          e);
    }
    if (first.startsWith("Dependency Error")) {
      return unusable(
          "has something that depends on a column that must change: drop it, sync, and make it anew"
              + " ("
              + first
              + "). Nothing of this commit was stored",
          e);
    }
    return new IllegalStateException(
        "DuckDB refused a statement of the sync into "
            + path
            + ": "
            + first
            + ". Nothing of this commit was stored; the next sync resumes from the last one",
        e);
  }

  /**
   * How much memory DuckDB may use, in its own notation. Each column of a table takes a vector in
   * each step of a query, whatever the number of rows. A batch is larger than usual only by a row
   * that is, which must fit whole, and so must as many rows as one step takes.
   *
   * @param columns of the widest table
   * @param batchBytes of the largest batch
   * @param stepBytes of the rows that one step takes
   */
  static String memoryFor(int columns, long batchBytes, long stepBytes) {
    long forColumns = Math.max(0, columns - NARROW_COLUMNS) * (long) COLUMN_MB;
    long forRow = Math.max(0, (batchBytes >> 20) - USUAL_BATCH_MB) * COPIES;
    long forStep = Math.max(0, (stepBytes >> 20) - USUAL_STEP_MB) * COPIES_OF_STEP;
    return MEMORY_MB + forColumns + Math.max(forRow, forStep) + "MB";
  }

  private DuckDbDatabase open(String access) {
    Properties settings = new Properties();
    settings.setProperty("access_mode", access);
    // The thread that asks does the work: with another, it spins while it waits for that one, a
    // sixth of a sync's CPU, and each thread holds memory of its own.
    settings.setProperty("threads", "1");
    // Rows that are committed stay in memory, uncompressed, until they move from the log to the
    // file.
    settings.setProperty("checkpoint_threshold", "64MB");
    settings.setProperty("memory_limit", memoryFor(0, 0, 0));
    settings.setProperty("temp_directory", spill().toString());
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("autoinstall_known_extensions", "false");
    try {
      Connection connection = connect(path.toAbsolutePath(), settings);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET TimeZone = 'UTC'");
        return new DuckDbDatabase(connection, driver.get(), this::makeLogPrivate);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw explained(e);
    }
  }

  private Connection connect(Path database, Properties settings) throws SQLException {
    try {
      return driver.get().open(database.toString(), settings);
    } catch (LinkageError e) {
      throw DriverLoader.unusable(e);
    }
  }

  /** DuckDB writes its log where it finds one, with the permissions that this has. */
  private void makeLogPrivate() {
    Path log = path.toAbsolutePath().resolveSibling(path.getFileName() + ".wal");
    try {
      Files.createFile(log, privateFile(log.getParent()));
    } catch (FileAlreadyExistsException itIsInUse) {
      return;
    } catch (IOException e) {
      throw unusable(
          "cannot have a log beside it (" + FileFailure.reason(e) + "): make its folder writable",
          e);
    }
  }

  private void makeSpill() {
    Path folder = spill();
    try {
      Files.createDirectory(folder, privateFolder(folder.getParent()));
    } catch (IOException e) {
      throw unusable(
          "cannot have the folder " + folder + " beside it (" + FileFailure.reason(e) + ")", e);
    }
  }

  /**
   * Made in a private folder and moved into place, so that nobody else can ever open it. The folder
   * has one name: while the lock is held, one that is there already is of a process that was
   * killed.
   */
  private void create() {
    Path folder = path.toAbsolutePath().getParent();
    try {
      Path nursery = folder.resolve("." + path.getFileName() + ".new");
      if (Files.isDirectory(nursery, LinkOption.NOFOLLOW_LINKS)) {
        Files.walkFileTree(nursery, new Deletion());
      }
      Files.createDirectory(nursery, privateFolder(folder));
      try {
        Path fresh = nursery.resolve(path.getFileName());
        connect(fresh, new Properties()).close();
        if (isPosix(folder)) {
          Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
        }
        Files.move(fresh, path);
      } finally {
        Files.walkFileTree(nursery, new Deletion());
      }
    } catch (IOException e) {
      throw unusable("cannot be made (" + FileFailure.reason(e) + "): choose another place", e);
    } catch (SQLException e) {
      throw explained(e);
    }
  }

  /**
   * Checks that files can be made beside the database, its lock first of all.
   *
   * @throws ConfigurationException if its folder is not there or read-only
   */
  void requireFolder() {
    Path folder = path.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw unusable(
          "lies in " + folder + ", which is not there: create the folder, or correct the path",
          null);
    }
    if (!Files.isWritable(folder)) {
      throw unusable(
          "lies in " + folder + ", which is read-only: make it writable, or choose another place",
          null);
    }
  }

  private void requireDatabase() {
    if (Files.isDirectory(path)) {
      throw unusable("is a folder, not a file: name a file in it", null);
    }
    byte[] header;
    try {
      header = header(path);
    } catch (IOException e) {
      throw unusable("cannot be read (" + FileFailure.reason(e) + "): check its permissions", e);
    }
    if (!isHeader(header)) {
      throw unusable(
          (header.length == 0 ? "is empty" : "is a file of another format")
              + ", not a DuckDB database: choose another file, or move this one away",
          null);
    }
  }

  /** Whether a file that can be read is a DuckDB database, as far as its first bytes say. */
  static boolean isDatabase(Path file) {
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isHeader(header(file));
    } catch (IOException e) {
      return false;
    }
  }

  private static byte[] header(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(HEADER);
    }
  }

  private static boolean isHeader(byte[] header) {
    return header.length == HEADER
        && new String(header, 8, 4, StandardCharsets.US_ASCII).equals("DUCK");
  }

  private Path spill() {
    return path.toAbsolutePath().resolveSibling(path.getFileName() + ".tmp");
  }

  private ConfigurationException unusable(String problem, Exception cause) {
    return new ConfigurationException("The database " + path + " " + problem, cause);
  }

  static boolean isPosix(Path folder) throws IOException {
    return Files.getFileStore(folder).supportsFileAttributeView("posix");
  }

  /** Attributes of a file that only its owner can open. */
  static FileAttribute<?>[] privateFile(Path folder) throws IOException {
    return isPosix(folder)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Attributes of a folder that only its owner can enter. */
  static FileAttribute<?>[] privateFolder(Path parent) throws IOException {
    return isPosix(parent)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
