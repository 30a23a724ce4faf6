package dev.leat.destination.jsonl;

import dev.leat.engine.destination.PipelineBusyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One writer a folder. The operating system holds the lock and frees it when the process dies,
 * however it does; the file says who it is. Used by one thread.
 */
final class FolderLock implements AutoCloseable {

  private static final String FILE = "_leat_lock";

  /**
   * Owners within this process, by folder. POSIX frees a process's lock as soon as any channel to
   * the file is closed, so a second session of this process must be refused before it opens one.
   */
  private static final Map<Path, String> HERE = new ConcurrentHashMap<>();

  private final PipelineFolder pipeline;
  private final Path folder;
  private final FileChannel channel;

  private FolderLock(PipelineFolder pipeline, Path folder, FileChannel channel) {
    this.pipeline = pipeline;
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws PipelineBusyException if somebody else has it; the message says who and since when
   */
  static FolderLock take(PipelineFolder pipeline, Instant now) throws IOException {
    Path folder = pipeline.path().toRealPath();
    String owner = "process " + ProcessHandle.current().pid() + ", which started at " + now;
    String earlier = HERE.putIfAbsent(folder, owner);
    if (earlier != null) {
      throw busy(folder, earlier);
    }
    try {
      return new FolderLock(pipeline, folder, locked(folder, owner));
    } catch (IOException | RuntimeException e) {
      HERE.remove(folder);
      throw e;
    }
  }

  /** The folder that is locked. */
  PipelineFolder pipeline() {
    return pipeline;
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HERE.remove(folder);
    }
  }

  private static FileChannel locked(Path folder, String owner) throws IOException {
    FileChannel channel = PrivateFiles.open(folder.resolve(FILE));
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw busy(folder, owner(channel));
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)), 0);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static PipelineBusyException busy(Path folder, String owner) {
    return new PipelineBusyException(
        "The pipeline in "
            + folder
            + " is being synced by "
            + owner
            + ": wait for it to end, or stop it");
  }

  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(200);
    channel.read(text, 0);
    String owner = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
    return owner.isBlank() ? "another process" : owner;
  }
}
