package dev.leat.destination.duckdb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * The native library of DuckDB, unpacked once for all processes of a user: {@code
 * ~/.cache/leat/duckdb-CHECKSUM}. The driver alone unpacks 70 MB at each start, and leaves them
 * behind when its process is killed. Stateless.
 */
final class NativeLibrary {

  /** How the driver names the library in its jar, before the system's name. */
  static final String RESOURCE = "libduckdb_java.so_";

  private NativeLibrary() {}

  /**
   * The library as a file that only this user can change, with the content that the jar has.
   *
   * @param cache where Leat keeps what it can make again; made if it is not there
   * @throws IOException if it cannot be had; the driver then has to unpack its own
   */
  static Path unpacked(Path cache) throws IOException {
    URL packed = NativeLibrary.class.getClassLoader().getResource(RESOURCE + system());
    if (packed == null || !(packed.openConnection() instanceof JarURLConnection jar)) {
      throw new IOException("The driver's jar has no library for " + system());
    }
    JarEntry entry = jar.getJarEntry();
    String checksum = HexFormat.of().toHexDigits((int) entry.getCrc());
    Path folder = privateFolder(cache, "duckdb-" + checksum);
    Path library = folder.resolve("libduckdb_java");
    if (!isIntact(library, entry)) {
      unpack(packed, entry, library);
    }
    return library;
  }

  /**
   * One process at a time unpacks: so what lies about half unpacked is of a process that was
   * killed.
   */
  @SuppressWarnings("try") // The lock is held, not used.
  private static synchronized void unpack(URL packed, JarEntry entry, Path library)
      throws IOException {
    Path folder = library.getParent();
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("unpacking.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock alone = channel.lock()) {
      if (isIntact(library, entry)) {
        return;
      }
      try (DirectoryStream<Path> halves = Files.newDirectoryStream(folder, "unpacking-*.tmp")) {
        for (Path half : halves) {
          Files.delete(half);
        }
      }
      Path fresh = Files.createTempFile(folder, "unpacking-", ".tmp");
      try {
        try (InputStream in = packed.openStream();
            OutputStream out = Files.newOutputStream(fresh)) {
          in.transferTo(out);
        }
        Files.move(fresh, library, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
      if (!isIntact(library, entry)) {
        throw new IOException("The unpacked library " + library + " is not what the jar holds");
      }
    }
  }

  /** Where a user's caches are: {@code $XDG_CACHE_HOME/leat}, else {@code ~/.cache/leat}. */
  static Path userCache() {
    String configured = System.getenv("XDG_CACHE_HOME");
    Path caches =
        configured == null || configured.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(configured);
    return caches.resolve("leat");
  }

  private static Path privateFolder(Path cache, String name) throws IOException {
    Files.createDirectories(cache);
    Path folder = cache.resolve(name);
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(folder, DatabaseFile.privateFolder(cache));
    }
    requireOwn(folder);
    return folder;
  }

  /** A library that others could exchange is never loaded. */
  private static void requireOwn(Path folder) throws IOException {
    if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      return;
    }
    boolean mine =
        Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS)
            .getName()
            .equals(System.getProperty("user.name"));
    boolean open =
        Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS).stream()
            .anyMatch(each -> !each.name().startsWith("OWNER"));
    if (!mine || open) {
      throw new IOException("The folder " + folder + " is open to others");
    }
  }

  private static boolean isIntact(Path library, JarEntry entry) throws IOException {
    if (!Files.isRegularFile(library, LinkOption.NOFOLLOW_LINKS)
        || Files.size(library) != entry.getSize()) {
      return false;
    }
    CRC32 checksum = new CRC32();
    try (InputStream in = new CheckedInputStream(Files.newInputStream(library), checksum)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return checksum.getValue() == entry.getCrc();
  }

  private static String system() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String family = os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "macos" : "linux";
    boolean arm = arch.equals("aarch64") || arch.equals("arm64");
    return family + "_" + (arm ? "arm64" : "amd64");
  }
}
