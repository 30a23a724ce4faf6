package dev.leat.destination.jsonl;

import dev.leat.engine.destination.Destination;
import dev.leat.engine.destination.FileFailure;
import dev.leat.engine.destination.RunRecord;
import dev.leat.engine.destination.Session;
import dev.leat.engine.destination.SessionRequest;
import dev.leat.engine.view.View;
import dev.leat.sdk.error.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder with one folder a pipeline. Immutable. */
final class JsonlDestination implements Destination {

  private final Path folder;

  JsonlDestination(Path folder) {
    this.folder = folder;
  }

  @Override
  public Session begin(SessionRequest request) {
    if (request.nested() == SessionRequest.Nested.TABLES) {
      throw new ConfigurationException(
          "Child tables are not for jsonl:, whose files hold each row as it came: sync without"
              + " --nested tables, or into duckdb:");
    }
    if (request.dataset().isPresent()) {
      throw new ConfigurationException(
          "A dataset is a schema of a database, and jsonl: has a folder for each pipeline: sync"
              + " without --dataset, and name the folder with --pipeline");
    }
    PipelineFolder pipeline = pipeline(request.pipeline());
    FolderLock lock = lock(pipeline, request.clock().instant());
    try {
      return JsonlSession.open(lock, request);
    } catch (IOException e) {
      release(lock, e);
      throw cannotOpen(pipeline.path(), e);
    } catch (RuntimeException e) {
      release(lock, e);
      throw e;
    }
  }

  @Override
  public Optional<String> state(String pipeline) {
    return pipeline(pipeline).ledger().state();
  }

  @Override
  public void replaceState(String pipeline, Optional<String> state) {
    PipelineFolder place = pipeline(pipeline);
    if (state.isEmpty() && !Files.exists(place.path())) {
      return;
    }
    try (FolderLock lock = lock(place, Instant.now())) {
      Ledger ledger = Recovery.recover(lock.pipeline());
      lock.pipeline()
          .replaceLedger(
              ledger.state(state).tables(state.isEmpty() ? withoutNext(ledger) : ledger.tables()));
    } catch (IOException e) {
      throw cannotOpen(place.path(), e);
    }
  }

  @Override
  public List<RunRecord> runs() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> pipelines = Files.list(folder)) {
      return pipelines
          .filter(each -> Files.exists(each.resolve(PipelineFolder.LEDGER)))
          .flatMap(each -> new PipelineFolder(each).runs().stream())
          .sorted(Comparator.comparing(RunRecord::startedAt).reversed())
          .toList();
    } catch (IOException e) {
      throw cannotOpen(folder, e);
    }
  }

  @Override
  public Optional<View> view() {
    throw new ConfigurationException(
        "The rows of jsonl:"
            + folder
            + " are files of lines, one a table: read them as they are, for example with jq or in"
            + " DuckDB by SELECT * FROM 'FILE.jsonl'");
  }

  /** A pass that was not finished is of no use to a sync that starts over. */
  private static Map<String, Ledger.Entry> withoutNext(Ledger ledger) {
    Map<String, Ledger.Entry> tables = new LinkedHashMap<>();
    ledger
        .tables()
        .forEach(
            (name, entry) ->
                tables.put(name, new Ledger.Entry(entry.file(), entry.bytes(), Optional.empty())));
    return tables;
  }

  private PipelineFolder pipeline(String name) {
    return new PipelineFolder(folder.resolve(FileNames.safe(name)));
  }

  private static FolderLock lock(PipelineFolder pipeline, Instant now) {
    try {
      PrivateFiles.createFolder(pipeline.path());
      return FolderLock.take(pipeline, now);
    } catch (IOException e) {
      throw cannotOpen(pipeline.path(), e);
    }
  }

  private static void release(FolderLock lock, Exception cause) {
    try {
      lock.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private static RuntimeException cannotOpen(Path path, IOException e) {
    if (FileFailure.isOfFullDisk(e)) {
      return full(path, e);
    }
    return e instanceof FileSystemException file
        ? cannotWrite(path, file)
        : new UncheckedIOException(path.toAbsolutePath() + " cannot be used: " + e, e);
  }

  /** Explains that nothing more can be written until there is room. */
  static ConfigurationException full(Path path, IOException e) {
    return new ConfigurationException(
        "The folder "
            + path.toAbsolutePath()
            + " cannot grow, the disk is full: make room and sync again",
        e);
  }

  /** Explains a failure that somebody must mend who owns the folder. */
  static ConfigurationException cannotWrite(Path path, FileSystemException e) {
    Path file = e.getFile() == null ? path : Path.of(e.getFile());
    return new ConfigurationException(
        file.toAbsolutePath()
            + " cannot be written ("
            + FileFailure.reason(e)
            + "): choose a folder that is yours, or change its permissions",
        e);
  }
}
