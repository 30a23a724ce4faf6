package dev.leat.destination.jsonl;

import dev.leat.engine.destination.Batch;
import dev.leat.engine.destination.FileFailure;
import dev.leat.engine.destination.RunRecord;
import dev.leat.engine.destination.Session;
import dev.leat.engine.destination.SessionRequest;
import dev.leat.engine.destination.SessionRequest.Start;
import dev.leat.engine.destination.StaleSessionException;
import dev.leat.engine.destination.TableChanges;
import dev.leat.sdk.Operation;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sync into a folder: lines are appended, then forced to disk, and then one rename of the
 * ledger makes them count.
 */
final class JsonlSession implements Session {

  private static final Logger LOG = LoggerFactory.getLogger(JsonlSession.class);

  private final PipelineFolder folder;
  private final FolderLock lock;
  private final Map<TableName, Table> tables = new LinkedHashMap<>();
  private final Map<TableName, TableFile> files = new HashMap<>();
  private final QuarantineFile quarantine;
  private final LineEncoder encoder;
  private boolean refreshing;
  private Ledger ledger;

  private JsonlSession(FolderLock lock, Ledger ledger, SessionRequest request) {
    this.folder = lock.pipeline();
    this.lock = lock;
    this.ledger = ledger;
    this.refreshing = request.start() == Start.FULL_REFRESH;
    this.quarantine =
        new QuarantineFile(folder, ledger.quarantineBytes(), request.runId(), request.clock());
    this.encoder = new LineEncoder(files, quarantine, request.contract());
  }

  /** Recovers the folder and opens it under a new epoch. */
  static JsonlSession open(FolderLock lock, SessionRequest request) throws IOException {
    PipelineFolder folder = lock.pipeline();
    Ledger recovered = Recovery.recover(folder);
    Ledger ledger = recovered.epoch(recovered.epoch() + 1);
    folder.replaceLedger(ledger);
    return new JsonlSession(lock, ledger, request);
  }

  @Override
  public Optional<String> state() {
    return ledger.state();
  }

  /**
   * Nothing is left to find: no file that a ledger names was missing or short when it was opened.
   */
  @Override
  public Set<TableName> inspect(Schema selection) {
    return Set.of();
  }

  @Override
  public void declare(Table table) {
    Table known = tables.put(table.name(), table);
    if (known == null) {
      guard("opening the file of table " + table.name(), () -> open(table));
    }
  }

  @Override
  public void write(Batch batch) {
    guard(
        "writing rows",
        () -> {
          for (Operation operation : batch.operations()) {
            operation.match(encoder);
          }
        });
  }

  @Override
  public Map<String, TableChanges> commit(String state, RunRecord run) {
    Map<String, TableChanges> changes = new LinkedHashMap<>();
    guard(
        "committing",
        () -> {
          Map<String, Ledger.Entry> entries = new LinkedHashMap<>(ledger.tables());
          for (TableName table : tables.keySet()) {
            files.get(table).force();
            entries.put(table.value(), entry(table));
          }
          store(
              ledger
                  .tables(entries)
                  .quarantine(quarantine.force())
                  .state(Optional.of(state))
                  .run(run));
          quarantine
              .committed()
              .forEach(
                  (table, count) ->
                      changes.put(table.value(), new TableChanges(0, 0, 0, 0, count)));
          for (TableName table : tables.keySet()) {
            TableChanges since = files.get(table).committed();
            if (!isReplaced(table) && !since.equals(TableChanges.NONE)) {
              changes.merge(table.value(), since, TableChanges::plus);
            }
          }
          refreshing = false;
        });
    return changes;
  }

  @Override
  public Map<String, TableChanges> finish(RunRecord run) {
    Map<String, TableChanges> swapped = new LinkedHashMap<>();
    guard(
        "ending the run",
        () -> {
          requireEpoch();
          Map<String, Ledger.Entry> entries = new LinkedHashMap<>(ledger.tables());
          for (TableName table : tables.keySet()) {
            if (run.outcome() == RunRecord.Outcome.COMPLETE && isReplaced(table)) {
              TableFile file = files.get(table);
              Ledger.Entry entry = entry(table);
              entries.put(table.value(), due(entry));
              swapped.put(table.value(), new TableChanges(file.lines(), 0, 0, 0, 0));
            }
          }
          closeFiles();
          long history = folder.appendHistory(ledger.historyBytes(), run);
          store(ledger.tables(entries).history(history));
        });
    return swapped;
  }

  @Override
  public void close() {
    try (lock) {
      closeFiles();
    } catch (IOException | RuntimeException e) {
      LOG.warn("The folder {} was not closed in order; the next sync mends it", folder.path(), e);
    }
  }

  private void open(Table table) throws IOException {
    String name = table.name().value();
    Ledger.Entry entry = ledger.tables().get(name);
    if (entry == null) {
      entry = Ledger.Entry.empty(newFile(name));
      Map<String, Ledger.Entry> entries = new LinkedHashMap<>(ledger.tables());
      entries.put(name, entry);
      store(ledger.tables(entries));
    }
    files.put(table.name(), open(table, entry));
  }

  private TableFile open(Table table, Ledger.Entry entry) throws IOException {
    boolean replaced = table.isReplaced();
    if (refreshing || (replaced && entry.next().isEmpty())) {
      return TableFile.open(folder, entry.file() + ".next-" + ledger.epoch(), 0, 0);
    }
    if (entry.next().isEmpty()) {
      return TableFile.open(folder, entry.file(), entry.bytes(), 0);
    }
    if (!replaced) {
      throw new ConfigurationException(
          "Table \""
              + table.name()
              + "\" was being replaced by the last sync and is not any more: start over with a full"
              + " refresh");
    }
    Ledger.Next next = entry.next().get();
    return TableFile.open(folder, next.file(), next.bytes(), next.lines());
  }

  /** A file that nobody has: an existing one that is not in the ledger is somebody else's. */
  private String newFile(String table) {
    List<String> taken = ledger.tables().values().stream().map(Ledger.Entry::file).toList();
    String file = FileNames.ofTable(table, taken);
    if (Files.exists(folder.file(file))) {
      throw new ConfigurationException(
          folder.file(file)
              + " exists, but no sync has written it: move it away, or choose another folder");
    }
    return file;
  }

  /** What is to count of a table after the next commit. */
  private Ledger.Entry entry(TableName table) throws IOException {
    TableFile file = files.get(table);
    Ledger.Entry entry = ledger.tables().get(table.value());
    if (!isReplaced(table) && !refreshing) {
      return new Ledger.Entry(entry.file(), file.bytes(), Optional.empty());
    }
    Ledger.Entry filling =
        new Ledger.Entry(
            entry.file(),
            entry.bytes(),
            Optional.of(
                new Ledger.Next(
                    file.name(), file.bytes(), file.lines(), Ledger.Readiness.FILLING)));
    return isReplaced(table) ? filling : due(filling);
  }

  private static Ledger.Entry due(Ledger.Entry entry) {
    return new Ledger.Entry(
        entry.file(),
        entry.bytes(),
        entry
            .next()
            .map(
                next ->
                    new Ledger.Next(
                        next.file(), next.bytes(), next.lines(), Ledger.Readiness.DUE)));
  }

  private boolean isReplaced(TableName table) {
    return tables.get(table).isReplaced();
  }

  private void store(Ledger next) throws IOException {
    requireEpoch();
    folder.replaceLedger(next);
    ledger = Recovery.rename(folder, next);
  }

  private void requireEpoch() {
    long epoch = folder.ledger().epoch();
    if (epoch != ledger.epoch()) {
      throw new StaleSessionException(
          "Another sync has taken over "
              + folder.path()
              + " (epoch "
              + epoch
              + ", this one has "
              + ledger.epoch()
              + "): nothing more of this one is stored; run it again when the other has ended");
    }
  }

  private void closeFiles() throws IOException {
    boolean ours = folder.ledger().epoch() == ledger.epoch();
    for (TableFile file : files.values()) {
      if (ours) {
        file.close();
      } else {
        file.leave();
      }
    }
    files.clear();
    if (ours) {
      quarantine.close();
    } else {
      quarantine.leave();
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  private void guard(String doing, Step step) {
    try {
      step.run();
    } catch (AccessDeniedException e) {
      throw JsonlDestination.cannotWrite(folder.path(), e);
    } catch (IOException e) {
      if (FileFailure.isOfFullDisk(e)) {
        throw JsonlDestination.full(folder.path(), e);
      }
      throw new UncheckedIOException(
          "Failed at "
              + doing
              + " in "
              + folder.path().toAbsolutePath()
              + ": "
              + e
              + ". Mend the disk; the next sync resumes after the last commit",
          e);
    }
  }
}
