package dev.leat.destination.jsonl;

import dev.leat.engine.destination.RunRecord;
import dev.leat.sdk.error.ConfigurationException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folder of one pipeline: its ledger, its history and the places of its tables. Immutable. */
final class PipelineFolder {

  static final String LEDGER = "_leat_state.json";
  private static final String HISTORY = "_leat_runs.jsonl";

  private final Path folder;

  PipelineFolder(Path folder) {
    this.folder = folder;
  }

  Path path() {
    return folder;
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /**
   * What the last commit left; {@link Ledger#NONE} before the first session.
   *
   * @throws ConfigurationException if the ledger is damaged; the message says the way out
   */
  Ledger ledger() {
    Path file = file(LEDGER);
    try {
      return LedgerJson.read(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Ledger.NONE;
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "The state in "
              + file
              + " cannot be used: "
              + e.getMessage()
              + ". Restore the folder from a copy, or move it away to start over (the next sync"
              + " then reads everything)",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("The state in " + file + " cannot be read: " + e, e);
    }
  }

  /** Makes a ledger the truth. */
  void replaceLedger(Ledger ledger) throws IOException {
    PrivateFiles.replace(file(LEDGER), LedgerJson.write(ledger));
  }

  /** Appends a run to the history; it counts once a ledger with that length is in place. */
  long appendHistory(long validBytes, RunRecord run) throws IOException {
    try (FileChannel channel = PrivateFiles.open(file(HISTORY))) {
      channel.truncate(validBytes);
      channel.position(validBytes);
      ByteBuffer line = ByteBuffer.wrap(LedgerJson.line(run));
      while (line.hasRemaining()) {
        channel.write(line);
      }
      channel.force(true);
      return channel.position();
    }
  }

  /** Every run that counts, the oldest first. */
  List<RunRecord> runs() {
    Ledger ledger = ledger();
    List<RunRecord> runs = new ArrayList<>(history(ledger.historyBytes()));
    ledger.run().ifPresent(runs::add);
    return runs;
  }

  private List<RunRecord> history(long bytes) {
    if (bytes == 0) {
      return List.of();
    }
    Path file = file(HISTORY);
    try (RandomAccessFile history = new RandomAccessFile(file.toFile(), "r")) {
      byte[] text = new byte[Math.toIntExact(Math.min(bytes, history.length()))];
      history.readFully(text);
      return new String(text, StandardCharsets.UTF_8)
          .lines()
          .map(PipelineFolder::run)
          .flatMap(Optional::stream)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The history in " + file + " cannot be read: " + e, e);
    }
  }

  /** A line that somebody damaged costs its own run only: no row depends on it. */
  private static Optional<RunRecord> run(String line) {
    try {
      return Optional.of(LedgerJson.run(line));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
