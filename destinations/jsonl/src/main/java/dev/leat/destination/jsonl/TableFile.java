package dev.leat.destination.jsonl;

import dev.leat.engine.destination.TableChanges;
import dev.leat.sdk.error.ConfigurationException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that lines are appended to. Used by one thread. */
final class TableFile implements AutoCloseable {

  private static final int BUFFER = 64 << 10;

  private final String name;
  private final FileChannel channel;
  private final OutputStream out;
  private long committedBytes;
  private long committedLines;
  private TableChanges changes = TableChanges.NONE;

  private TableFile(String name, FileChannel channel, long bytes, long lines) {
    this.name = name;
    this.channel = channel;
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    this.committedBytes = bytes;
    this.committedLines = lines;
  }

  /**
   * Opens a file behind its last line that counts; what follows there is cut off.
   *
   * @throws ConfigurationException if the file is shorter than it was
   */
  static TableFile open(PipelineFolder folder, String name, long bytes, long lines)
      throws IOException {
    cut(folder, name, bytes);
    FileChannel channel = PrivateFiles.open(folder.file(name));
    channel.position(bytes);
    return new TableFile(name, channel, bytes, lines);
  }

  /**
   * Cuts off what does not count.
   *
   * @throws ConfigurationException if the file is shorter than it was
   */
  static void cut(PipelineFolder folder, String name, long bytes) throws IOException {
    Path file = folder.file(name);
    long size = Files.exists(file) ? Files.size(file) : 0;
    if (size < bytes) {
      throw new ConfigurationException(
          file
              + " has "
              + size
              + " bytes, but the last sync left "
              + bytes
              + ": restore it from a copy, or move the folder "
              + folder.path()
              + " away to start over");
    }
    if (size > bytes) {
      try (FileChannel channel = PrivateFiles.open(file)) {
        channel.truncate(bytes);
        channel.force(true);
      }
    }
  }

  /** Where the next line is to be written. */
  OutputStream out() {
    return out;
  }

  /** Counts what was written. */
  void count(TableChanges more) {
    changes = changes.plus(more);
  }

  /** Makes everything written so far durable. */
  void force() throws IOException {
    out.flush();
    channel.force(true);
  }

  /** How many bytes there are; only right after {@link #force}. */
  long bytes() throws IOException {
    return channel.position();
  }

  /** How many lines there are. */
  long lines() {
    return committedLines + changes.inserted() + changes.updated() + changes.deleted();
  }

  /** What was written counts from now on. */
  TableChanges committed() throws IOException {
    TableChanges since = changes;
    committedLines = lines();
    committedBytes = bytes();
    changes = TableChanges.NONE;
    return since;
  }

  /** The file's name when it was opened. */
  String name() {
    return name;
  }

  /** Closes the file as it is: it belongs to somebody else by now. */
  void leave() throws IOException {
    channel.close();
  }

  /** Drops what does not count, and closes the file. */
  @Override
  public void close() throws IOException {
    // The buffer is not flushed: nothing in it counts.
    try (channel) {
      channel.truncate(committedBytes);
    }
  }
}
