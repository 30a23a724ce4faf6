package dev.leat.host.fivetran.tester;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.google.common.base.Utf8;
import dev.leat.host.fivetran.Limits;
import dev.leat.host.fivetran.wire.Column;
import dev.leat.host.fivetran.wire.Record;
import dev.leat.host.fivetran.wire.Records;
import dev.leat.host.fivetran.wire.UpdateResponse;
import dev.leat.host.fivetran.wire.ValueType;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Holds the stream of one update to the contract. For use by one thread. */
final class StreamRules {

  private static final JsonFactory JSON = new JsonFactory();

  private final Catalog catalog;
  private final Choice choice;
  private final Violations violations;
  private final Set<TableId> withRows = new HashSet<>();
  private long unclaimed;
  private boolean over;

  /**
   * @param catalog what is announced so far; this update changes it
   * @param choice what was asked for
   */
  StreamRules(Catalog catalog, Choice choice, Violations violations) {
    this.catalog = catalog;
    this.choice = choice;
    this.violations = violations;
  }

  /** The next message. */
  void see(UpdateResponse message) {
    if (over) {
      violations.add("A message follows a Task, which ends the sync");
    }
    switch (message.getOperationCase()) {
      case RECORD -> see(message.getRecord());
      case RECORDS -> see(message.getRecords());
      case SCHEMA_CHANGE -> catalog.change(message.getSchemaChange(), violations);
      case CHECKPOINT -> checkpoint(message.getCheckpoint().getStateJson());
      case WARNING -> requireText("Warning", message.getWarning().getMessage());
      case TASK -> {
        requireText("Task", message.getTask().getMessage());
        over = true;
      }
      case OPERATION_NOT_SET -> violations.add("A message of an update says nothing");
    }
  }

  /** The stream has ended in good order. */
  void end() {
    if (unclaimed > 0 && !over) {
      violations.add("The update ended with rows after its last checkpoint");
    }
  }

  private void see(Records batch) {
    int rows = batch.getRecordsCount();
    if (rows == 0) {
      violations.add("A batch is empty");
    }
    if (rows > Limits.BATCH_ROWS) {
      violations.add("A batch has more than " + Limits.BATCH_ROWS + " rows");
    }
    if (rows > 1 && batch.getSerializedSize() > Limits.BATCH_BYTES) {
      violations.add("A batch of several rows has more than " + Limits.BATCH_BYTES + " bytes");
    }
    batch.getRecordsList().forEach(this::see);
  }

  private void see(Record record) {
    TableId table = TableId.of(record);
    unclaimed++;
    if (!choice.wants(table)) {
      violations.add("A row of table " + table + " was sent, which was not selected");
    }
    if (catalog.isKnown() && catalog.columns(table).isEmpty()) {
      violations.add("A row of table " + table + " was sent before the table was announced");
    }
    Map<String, Column> columns = catalog.columns(table).orElse(Map.of());
    switch (record.getType()) {
      case UPSERT -> {
        columns.keySet().stream()
            .filter(each -> choice.wants(table, each) && !record.containsData(each))
            .forEach(
                each ->
                    violations.add(
                        "An upsert of table " + table + " lacks column \"" + each + "\""));
        row(record, table, columns);
      }
      case UPDATE, DELETE -> row(record, table, columns);
      case TRUNCATE -> {
        if (withRows.contains(table)) {
          violations.add("A truncate of table " + table + " follows rows of it");
        }
      }
      case UNRECOGNIZED -> violations.add("A record has a type that the contract does not know");
    }
  }

  private void row(Record record, TableId table, Map<String, Column> columns) {
    withRows.add(table);
    for (Column column : columns.values()) {
      ValueType value = record.getDataOrDefault(column.getName(), ValueType.getDefaultInstance());
      if (column.getPrimaryKey() && (value.hasNull() || !record.containsData(column.getName()))) {
        violations.add("A row of table " + table + " lacks its key \"" + column.getName() + "\"");
      }
    }
    for (Map.Entry<String, ValueType> value : record.getDataMap().entrySet()) {
      Column column = columns.get(value.getKey());
      if (!choice.wants(table, value.getKey())) {
        violations.add(column(table, value.getKey()) + " was sent, which was not selected");
      }
      if (column != null) {
        ValueRules.breach(column, value.getValue())
            .ifPresent(each -> violations.add(column(table, value.getKey()) + " " + each));
      } else if (catalog.isKnown()) {
        violations.add(column(table, value.getKey()) + " was sent before it was announced");
      }
    }
  }

  private void checkpoint(String state) {
    unclaimed = 0;
    if (Utf8.encodedLength(state) > Limits.STATE_BYTES) {
      violations.add("A state has more than " + Limits.STATE_BYTES + " bytes");
    }
    try (JsonParser json = JSON.createParser(state)) {
      if (json.nextToken() == null) {
        violations.add("A checkpoint has a blank state");
      }
      json.skipChildren();
      if (json.nextToken() != null) {
        violations.add("A checkpoint has a state of more than one JSON value");
      }
    } catch (IOException e) {
      violations.add("A checkpoint has a state that is no JSON");
    }
  }

  private void requireText(String what, String text) {
    if (text.isBlank()) {
      violations.add("A " + what + " says nothing");
    }
  }

  private static String column(TableId table, String column) {
    return "Column \"" + column + "\" of table " + table;
  }
}
