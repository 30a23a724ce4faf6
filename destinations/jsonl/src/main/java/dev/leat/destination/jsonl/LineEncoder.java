package dev.leat.destination.jsonl;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.leat.engine.destination.TableChanges;
import dev.leat.sdk.Operation;
import dev.leat.sdk.row.Row;
import dev.leat.sdk.schema.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Appends operations on rows to the files of their tables, one line each. Used by one thread. */
final class LineEncoder implements Operation.Cases<Optional<TableChanges>> {

  private static final TableChanges INSERTED = new TableChanges(1, 0, 0, 0, 0);
  private static final TableChanges UPDATED = new TableChanges(0, 1, 0, 0, 0);
  private static final TableChanges DELETED = new TableChanges(0, 0, 1, 0, 0);
  private static final byte[] END = {'}', '\n'};

  private final Map<TableName, TableFile> files;
  private final Map<String, byte[]> prefixes = new HashMap<>();

  LineEncoder(Map<TableName, TableFile> files) {
    this.files = files;
  }

  @Override
  public Optional<TableChanges> upsert(Operation.Upsert upsert) {
    return line(upsert.table(), "upsert", "row", upsert.row(), INSERTED);
  }

  @Override
  public Optional<TableChanges> update(Operation.Update update) {
    return line(update.table(), "update", "row", update.row(), UPDATED);
  }

  @Override
  public Optional<TableChanges> delete(Operation.Delete delete) {
    return line(delete.table(), "delete", "key", delete.key(), DELETED);
  }

  @Override
  public Optional<TableChanges> truncate(Operation.Truncate truncate) {
    String before = truncate.before().map(each -> ",\"before\":\"" + each + "\"").orElse("");
    String line = "{\"type\":\"truncate\",\"table\":" + quoted(truncate.table()) + before + "}\n";
    try {
      files.get(truncate.table()).out().write(line.getBytes(StandardCharsets.UTF_8));
      return Optional.of(TableChanges.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<TableChanges> schemaChange(Operation.SchemaChange change) {
    return Optional.empty();
  }

  @Override
  public Optional<TableChanges> warning(Operation.Warning warning) {
    return Optional.empty();
  }

  @Override
  public Optional<TableChanges> progress(Operation.Progress progress) {
    return Optional.empty();
  }

  @Override
  public Optional<TableChanges> checkpoint(Operation.Checkpoint checkpoint) {
    return Optional.empty();
  }

  private Optional<TableChanges> line(
      TableName table, String type, String field, Row row, TableChanges change) {
    byte[] prefix =
        prefixes.computeIfAbsent(
            type + ' ' + table,
            key ->
                ("{\"type\":\"" + type + "\",\"table\":" + quoted(table) + ",\"" + field + "\":")
                    .getBytes(StandardCharsets.UTF_8));
    TableFile file = files.get(table);
    try {
      file.out().write(prefix);
      row.writeTo(file.out());
      file.out().write(END);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    file.count(change);
    return Optional.of(change);
  }

  private static String quoted(TableName table) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(table.value())) + '"';
  }
}
