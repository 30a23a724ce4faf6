package dev.leat.destination.duckdb;

import dev.leat.engine.destination.FileFailure;
import dev.leat.engine.destination.PipelineBusyException;
import dev.leat.sdk.error.ConfigurationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lock of a database file: {@code PATH.lock} beside it, locked while a sync runs. It tells who
 * holds it, is released by the operating system when its process dies, and stays when the sync
 * ends: a lock file that is deleted can be held by two. Thread-safe.
 */
final class PipelineLock implements AutoCloseable {

  /**
   * Databases locked by this process. Opening a lock file a second time and closing it would
   * release the first lock (POSIX), so this is asked before the file is.
   */
  private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

  /** Far beyond the text, so that systems whose locks bar readers still let the owner be read. */
  private static final long LOCKED_BYTE = 1L << 40;

  private static final int LONGEST_OWNER = 1_000;

  private final Path key;
  private final FileChannel channel;

  private PipelineLock(Path key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  /**
   * Takes the lock of a database.
   *
   * @param now when the sync started
   * @throws PipelineBusyException if another sync holds it; the message names it
   * @throws ConfigurationException if the lock file cannot be made
   */
  static PipelineLock take(Path database, String pipeline, Instant now) {
    Path file = database.resolveSibling(database.getFileName() + ".lock");
    Path key = file.toAbsolutePath().normalize();
    String owner =
        "pipeline "
            + pipeline
            + " is being synced by process "
            + ProcessHandle.current().pid()
            + " since "
            + now;
    String holder = HELD.putIfAbsent(key, owner);
    if (holder != null) {
      throw busy(holder);
    }
    try {
      return new PipelineLock(key, locked(file, owner));
    } catch (IOException e) {
      HELD.remove(key);
      throw new ConfigurationException(
          "The lock file "
              + file
              + " cannot be written ("
              + FileFailure.reason(e)
              + "): make its folder writable, or choose another place for the database",
          e);
    } catch (RuntimeException e) {
      HELD.remove(key);
      throw e;
    }
  }

  /** Whether a sync of this process holds the lock of a database. */
  static boolean isHeldHere(Path database) {
    Path file = database.resolveSibling(database.getFileName() + ".lock");
    return HELD.containsKey(file.toAbsolutePath().normalize());
  }

  /**
   * Who holds a database, if it is a sync of that process.
   *
   * @param process its pid
   * @return empty if that process is no sync
   */
  static Optional<PipelineBusyException> heldBy(Path database, String process) {
    Path file = database.resolveSibling(database.getFileName() + ".lock");
    if (isHeldHere(database)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      String owner = read(channel);
      return owner.contains(" by process " + process + " ")
          ? Optional.of(busy(owner))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      channel.truncate(0);
    } finally {
      HELD.remove(key);
    }
  }

  private static FileChannel locked(Path file, String owner) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, OPTIONS, DatabaseFile.privateFile(file.toAbsolutePath().getParent()));
    try {
      if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
        throw busy(read(channel));
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)), 0);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static final Set<OpenOption> OPTIONS =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(LONGEST_OWNER);
    channel.read(text, 0);
    String owner = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
    return owner.isBlank() ? "another sync holds the database" : owner;
  }

  private static PipelineBusyException busy(String owner) {
    return new PipelineBusyException(owner + ": wait for it or stop it");
  }
}
