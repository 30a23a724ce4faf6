package dev.leat.destination.postgres;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.Driver;

/**
 * A real PostgreSQL server, unpacked from its jar into {@code target} and started for the tests.
 * PostgreSQL refuses to run as root: there it runs in a user namespace of its own. Where it cannot
 * be started the tests are skipped, and say why. {@code -Dleat.postgres=FOLDER} takes an installed
 * one, such as {@code /usr/lib/postgresql/15}.
 */
public final class TestServer implements AutoCloseable {

  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
  private static final Path HOME =
      Path.of(System.getProperty("leat.postgres", "target/postgres")).toAbsolutePath();

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final int SECONDS_TO_START = 60;

  /** A test uses one or two; each is a thousand files. */
  private static final int MOST_DATABASES = 4;

  private final Path data;
  private final int port;
  private final List<String> settings;
  private final Deque<String> made = new ArrayDeque<>();
  private Process process;

  /** What one process of tests shares. */
  private static final class Shared {
    private static TestServer server;
    private static String refusal = "";

    static {
      try {
        server = start("fsync=off", "synchronous_commit=off", "full_page_writes=off");
      } catch (IOException | SQLException e) {
        refusal = e.getMessage();
      }
    }
  }

  private TestServer(Path data, int port, List<String> settings) {
    this.data = data;
    this.port = port;
    this.settings = settings;
  }

  /** The server that all tests share; a test is skipped where there is none. */
  public static TestServer shared() {
    Assumptions.assumeTrue(
        Shared.server != null, () -> "No PostgreSQL server can be started here: " + Shared.refusal);
    return Shared.server;
  }

  /** A server of one's own; a test is skipped where there is none. */
  static TestServer own(String... settings) throws Exception {
    shared();
    return start(settings);
  }

  private static TestServer start(String... settings) throws IOException, SQLException {
    unpack();
    Path data = Files.createTempDirectory("leat-postgres-");
    TestServer server = new TestServer(data, freePort(), List.of(settings));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    Path log = data.resolveSibling(data.getFileName() + ".log");
    int code =
        server.run(
            log,
            List.of(
                "initdb",
                "-D",
                data + "/db",
                "-U",
                "postgres",
                "-A",
                "trust",
                "--no-sync",
                "-E",
                "UTF8",
                "--locale=C"));
    if (code != 0) {
      throw new IOException("initdb failed: " + Files.readString(log));
    }
    server.launch();
    return server;
  }

  /** Starts the server again after {@link #kill}. */
  void launch() throws IOException, SQLException {
    List<String> command =
        new ArrayList<>(
            List.of("postgres", "-D", data + "/db", "-p", "" + port, "-c", "listen_addresses="));
    command.set(command.size() - 1, "listen_addresses=127.0.0.1");
    command.addAll(
        List.of(
            "-c",
            "unix_socket_directories=",
            "-c",
            "max_connections=50",
            "-c",
            "shared_buffers=32MB"));
    for (String setting : settings) {
      command.addAll(List.of("-c", setting));
    }
    Path log = data.resolveSibling(data.getFileName() + ".log");
    process = builder(log, command).start();
    for (int i = 0; ; i++) {
      try {
        connect("postgres").close();
        return;
      } catch (SQLException e) {
        if (!process.isAlive() || i > 10 * SECONDS_TO_START) {
          throw new IOException("the server does not start: " + Files.readString(log), e);
        }
        pause();
      }
    }
  }

  /** Ends the server as a power failure would, as far as a process can be. */
  void kill() throws IOException, InterruptedException {
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    // The other processes of the server notice and end; until then it cannot be started again.
    Path pid = data.resolve("db/postmaster.pid");
    Files.deleteIfExists(pid);
    for (int i = 0; i < 100 && isListening(); i++) {
      Thread.sleep(50);
    }
    Thread.sleep(500);
  }

  private boolean isListening() {
    try {
      connect("postgres").close();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return port;
  }

  Path data() {
    return data.resolve("db");
  }

  /** Makes an empty database and answers its name; those of earlier tests are dropped. */
  public synchronized String newDatabase() throws SQLException {
    String name = "test" + DATABASES.incrementAndGet();
    made.add(name);
    while (made.size() > MOST_DATABASES) {
      execute("postgres", "DROP DATABASE " + made.remove() + " WITH (FORCE)");
    }
    execute("postgres", "CREATE DATABASE " + name);
    return name;
  }

  /** The first value of a query as text, asked as the server's owner. */
  public String value(String database, String query) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  /** Runs statements as the server's owner. */
  void execute(String database, String... statements) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The address of a database, as users write it. */
  Address address(String database) {
    return Address.parse("//postgres@127.0.0.1:" + port + "/" + database, Map.of());
  }

  private Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    properties.setProperty("sslmode", "disable");
    return new Driver().connect("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
    try {
      MoreFiles.deleteRecursively(data, RecursiveDeleteOption.ALLOW_INSECURE);
      Files.deleteIfExists(data.resolveSibling(data.getFileName() + ".log"));
    } catch (IOException stillInUse) {
      // It is a temporary folder.
    }
  }

  private int run(Path log, List<String> command) throws IOException {
    try {
      return builder(log, command).start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static ProcessBuilder builder(Path log, List<String> command) {
    List<String> whole = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      whole.addAll(List.of("unshare", "-U"));
    }
    whole.add(HOME.resolve("bin").resolve(command.get(0)).toString());
    whole.addAll(command.subList(1, command.size()));
    ProcessBuilder builder = new ProcessBuilder(whole);
    builder.environment().keySet().removeIf(each -> each.startsWith("PG"));
    builder.environment().put("TZ", "UTC");
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
  }

  private static synchronized void unpack() throws IOException {
    if (Files.isDirectory(HOME)) {
      return;
    }
    try (InputStream packed = TestServer.class.getResourceAsStream(ARCHIVE)) {
      if (packed == null) {
        throw new IOException("there is no server for this system in the jars");
      }
      Files.createDirectories(HOME.getParent());
      Path fresh = Files.createTempDirectory(HOME.getParent(), "unpacking-");
      unpack(packed, fresh);
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(fresh, HOME, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void unpack(InputStream packed, Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new XZCompressorInputStream(new BufferedInputStream(packed, 1 << 16)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder)) {
          throw new IOException("The archive leads out of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(path.getParent());
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.createDirectories(path.getParent());
          Files.copy(tar, path);
          File file = path.toFile();
          if ((entry.getMode() & 0111) != 0 && !file.setExecutable(true, false)) {
            throw new IOException(path + " cannot be made executable");
          }
        }
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
