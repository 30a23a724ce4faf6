package dev.leat.engine.connector;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for what a child process must read: nobody else can, and it is gone when this is closed.
 * What a killed process left behind is removed when the next folder is made: a folder's lock tells
 * whether its owner lives. Used by one thread.
 */
final class PrivateFolder implements AutoCloseable {

  static final String SETTINGS = "settings.json";
  static final String STATE = "state.json";

  private static final Logger LOG = LoggerFactory.getLogger(PrivateFolder.class);
  private static final String PREFIX = "leat-child-";
  private static final String LOCK = "lock";
  private static final List<String> FILES = List.of(SETTINGS, STATE, LOCK);

  /** Stands in a lock file once it is locked: if it is free after that, its owner is dead. */
  private static final byte[] LOCKED = {'1'};

  /** Longer than it takes to lock a folder after making it. */
  private static final Duration YOUNG = Duration.ofMinutes(1);

  private final Path folder;
  private final FileLock lock;

  private PrivateFolder(Path folder, FileLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Makes a folder, and removes those of dead processes.
   *
   * @param parent where temporary files go
   * @param now to tell a new folder from one that was left behind
   */
  static PrivateFolder in(Path parent, Instant now) throws IOException {
    removeStale(parent, now);
    Path folder = Files.createTempDirectory(parent, ownPrefix());
    try {
      // Freed with its channel, or by the system when this process dies.
      FileLock lock = create(folder.resolve(LOCK)).lock();
      lock.channel().write(ByteBuffer.wrap(LOCKED));
      return new PrivateFolder(folder, lock);
    } catch (IOException e) {
      remove(folder);
      throw e;
    }
  }

  /** Writes a file that only this user may read. */
  Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    try (FileChannel channel = create(file)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
    return file;
  }

  /** What a file holds now: the child may have replaced it. */
  String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  Path path() {
    return folder;
  }

  @Override
  public void close() {
    try {
      remove(folder);
      lock.acquiredBy().close();
    } catch (IOException e) {
      LOG.warn("{} holds settings and could not be removed: {}", folder, e.toString());
    }
  }

  private static String ownPrefix() {
    return PREFIX + ProcessHandle.current().pid() + "-";
  }

  private static FileChannel create(Path file) throws IOException {
    Set<OpenOption> options = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    FileAttribute<?>[] attributes =
        file.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    return FileChannel.open(file, options, attributes);
  }

  private static void removeStale(Path parent, Instant now) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path each : folders) {
        // Opening and closing a lock of this very process would free it.
        if (!each.getFileName().toString().startsWith(ownPrefix()) && isStale(each, now)) {
          remove(each);
        }
      }
    } catch (IOException e) {
      LOG.debug("Folders of earlier processes could not be removed: {}", e.toString());
    }
  }

  private static boolean isStale(Path folder, Instant now) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !Files.isWritable(folder)) {
      return false;
    }
    Path file = folder.resolve(LOCK);
    boolean isFile = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    boolean wasLocked = isFile && Files.size(file) > 0;
    if (!wasLocked && Files.getLastModifiedTime(folder).toInstant().isAfter(now.minus(YOUNG))) {
      return false;
    }
    if (!isFile) {
      return true;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock free = channel.tryLock()) {
      return free != null;
    }
  }

  private static void remove(Path folder) throws IOException {
    for (String file : FILES) {
      Files.deleteIfExists(folder.resolve(file));
    }
    Files.deleteIfExists(folder);
  }
}
