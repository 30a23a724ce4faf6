package dev.leat.destination.jsonl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files that only their owner may read, from the moment they exist; links are not followed.
 * Stateless.
 */
final class PrivateFiles {

  private PrivateFiles() {}

  /** Creates a folder and those above it, where they are missing. */
  static void createFolder(Path folder) throws IOException {
    Files.createDirectories(folder, attributes(folder, "rwx------"));
  }

  /** Opens a file for reading and writing; creates it if it is not there. */
  static FileChannel open(Path file) throws IOException {
    Set<OpenOption> options =
        Set.of(
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            LinkOption.NOFOLLOW_LINKS);
    try {
      return FileChannel.open(file, options, attributes(file, "rw-------"));
    } catch (IOException e) {
      throw Files.isSymbolicLink(file) ? link(file, e) : e;
    }
  }

  private static FileSystemException link(Path file, IOException cause) {
    FileSystemException link =
        new FileSystemException(file.toString(), null, "it is a link, and none is followed");
    link.initCause(cause);
    return link;
  }

  /** Replaces a file as a whole: after a crash it holds the old bytes or the new ones. */
  static void replace(Path file, byte[] bytes) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel = open(fresh)) {
      channel.truncate(0);
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    move(fresh, file);
  }

  /** Gives a file another's name and place, durably. */
  static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder(to);
  }

  /** Makes the name of a file durable; where folders cannot be opened, the system does it. */
  static void forceFolder(Path file) throws IOException {
    if (isPosix(file)) {
      try (FileChannel folder =
          FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
        folder.force(true);
      }
    }
  }

  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
