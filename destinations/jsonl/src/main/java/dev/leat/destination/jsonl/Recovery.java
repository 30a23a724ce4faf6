package dev.leat.destination.jsonl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Brings a folder to what its ledger says, wherever the last process died. Stateless. */
final class Recovery {

  private Recovery() {}

  /**
   * Finishes renames that are due, cuts off what does not count, removes next files of nobody, and
   * moves the run that never ended into the history. May itself be cut short at any point and be
   * done again.
   *
   * @return the ledger as it now stands
   */
  static Ledger recover(PipelineFolder folder) throws IOException {
    Ledger ledger = rename(folder, folder.ledger());
    TableFile.cut(folder, QuarantineFile.FILE, ledger.quarantineBytes());
    Set<String> named = new HashSet<>();
    for (Ledger.Entry entry : ledger.tables().values()) {
      TableFile.cut(folder, entry.file(), entry.bytes());
      if (entry.next().isPresent()) {
        Ledger.Next next = entry.next().get();
        TableFile.cut(folder, next.file(), next.bytes());
        named.add(next.file());
      }
    }
    for (Path each : nextFiles(folder)) {
      if (!named.contains(each.getFileName().toString())) {
        Files.delete(each);
      }
    }
    if (ledger.run().isPresent()) {
      long bytes = folder.appendHistory(ledger.historyBytes(), ledger.run().get());
      ledger = ledger.history(bytes);
      folder.replaceLedger(ledger);
    }
    return ledger;
  }

  /** Gives every next file that is due its table's name. */
  static Ledger rename(PipelineFolder folder, Ledger ledger) throws IOException {
    Map<String, Ledger.Entry> tables = new LinkedHashMap<>(ledger.tables());
    for (Map.Entry<String, Ledger.Entry> table : ledger.tables().entrySet()) {
      Optional<Ledger.Next> due =
          table.getValue().next().filter(next -> next.readiness() == Ledger.Readiness.DUE);
      if (due.isPresent()) {
        Ledger.Next next = due.get();
        String file = table.getValue().file();
        if (Files.exists(folder.file(next.file()))) {
          PrivateFiles.move(folder.file(next.file()), folder.file(file));
        }
        tables.put(table.getKey(), new Ledger.Entry(file, next.bytes(), Optional.empty()));
      }
    }
    if (tables.equals(ledger.tables())) {
      return ledger;
    }
    Ledger renamed = ledger.tables(tables);
    folder.replaceLedger(renamed);
    return renamed;
  }

  private static List<Path> nextFiles(PipelineFolder folder) throws IOException {
    try (Stream<Path> files = Files.list(folder.path())) {
      return files
          .filter(each -> each.getFileName().toString().matches(".*\\.jsonl\\.next-\\d+"))
          .toList();
    }
  }
}
