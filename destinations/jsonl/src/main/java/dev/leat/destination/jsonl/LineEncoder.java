package dev.leat.destination.jsonl;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.leat.engine.destination.BatchCases;
import dev.leat.engine.destination.SchemaContract;
import dev.leat.engine.destination.SchemaContractException;
import dev.leat.engine.destination.TableChanges;
import dev.leat.sdk.Operation;
import dev.leat.sdk.row.Row;
import dev.leat.sdk.schema.TableName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Appends operations on rows to the files of their tables, one line each. Used by one thread. */
final class LineEncoder implements BatchCases<IOException> {

  private static final TableChanges INSERTED = new TableChanges(1, 0, 0, 0, 0);
  private static final TableChanges UPDATED = new TableChanges(0, 1, 0, 0, 0);
  private static final TableChanges DELETED = new TableChanges(0, 0, 1, 0, 0);
  private static final byte[] END = {'}', '\n'};

  private final Map<TableName, TableFile> files;
  private final QuarantineFile quarantine;
  private final SchemaContract contract;
  private final Map<String, byte[]> prefixes = new HashMap<>();

  /**
   * @param quarantine takes what is set aside
   * @param contract whether anything may be
   */
  LineEncoder(Map<TableName, TableFile> files, QuarantineFile quarantine, SchemaContract contract) {
    this.files = files;
    this.quarantine = quarantine;
    this.contract = contract;
  }

  @Override
  public Void upsert(Operation.Upsert upsert) throws IOException {
    return line(upsert.table(), "upsert", "row", upsert.row(), INSERTED);
  }

  @Override
  public Void update(Operation.Update update) throws IOException {
    return line(update.table(), "update", "row", update.row(), UPDATED);
  }

  @Override
  public Void delete(Operation.Delete delete) throws IOException {
    return line(delete.table(), "delete", "key", delete.key(), DELETED);
  }

  @Override
  public Void truncate(Operation.Truncate truncate) throws IOException {
    String before = truncate.before().map(each -> ",\"before\":\"" + each + "\"").orElse("");
    String line = "{\"type\":\"truncate\",\"table\":" + quoted(truncate.table()) + before + "}\n";
    files.get(truncate.table()).out().write(line.getBytes(StandardCharsets.UTF_8));
    return null;
  }

  /**
   * Sets the record aside.
   *
   * @throws SchemaContractException if the sync was asked to fail at what does not fit
   */
  @Override
  public Void setAside(Operation.SetAside aside) throws IOException {
    if (contract == SchemaContract.FREEZE) {
      throw new SchemaContractException(
          "Table \""
              + aside.table()
              + "\" is frozen and a record does not fit: "
              + aside.reason()
              + ". Correct the source, or sync with the contract evolve or quarantine");
    }
    quarantine.add(aside);
    return null;
  }

  private Void line(TableName table, String type, String field, Row row, TableChanges change)
      throws IOException {
    byte[] prefix =
        prefixes.computeIfAbsent(
            type + ' ' + table,
            key ->
                ("{\"type\":\"" + type + "\",\"table\":" + quoted(table) + ",\"" + field + "\":")
                    .getBytes(StandardCharsets.UTF_8));
    TableFile file = files.get(table);
    file.out().write(prefix);
    row.writeTo(file.out());
    file.out().write(END);
    file.count(change);
    return null;
  }

  private static String quoted(TableName table) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(table.value())) + '"';
  }
}
