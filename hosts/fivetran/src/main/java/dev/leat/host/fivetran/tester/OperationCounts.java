package dev.leat.host.fivetran.tester;

import dev.leat.host.fivetran.wire.Record;

/** How often a server said what in one update. For use by one thread. */
final class OperationCounts {

  private final long[] records = new long[4];
  private long schemaChanges;
  private long checkpoints;
  private long warnings;
  private long tasks;
  private long messages;

  void addMessage() {
    messages++;
  }

  void addRecord(Record record) {
    if (record.getTypeValue() >= 0 && record.getTypeValue() < records.length) {
      records[record.getTypeValue()]++;
    }
  }

  void addSchemaChange() {
    schemaChanges++;
  }

  void addCheckpoint() {
    checkpoints++;
  }

  void addWarning() {
    warnings++;
  }

  void addTask() {
    tasks++;
  }

  /** Messages of any kind. */
  long messages() {
    return messages;
  }

  /** Upserts, updates and deletes. */
  long rows() {
    return records[0] + records[1] + records[2];
  }

  /** The table, a line an operation, each line ended. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Operation     | Calls\n------------- + ------------\n");
    line(text, "Upserts", records[0]);
    line(text, "Updates", records[1]);
    line(text, "Deletes", records[2]);
    line(text, "Truncates", records[3]);
    line(text, "SchemaChanges", schemaChanges);
    line(text, "Checkpoints", checkpoints);
    line(text, "Warnings", warnings);
    line(text, "Tasks", tasks);
    return text.toString();
  }

  private static void line(StringBuilder text, String operation, long calls) {
    text.append(operation)
        .append(" ".repeat(13 - operation.length()))
        .append(" | ")
        .append(calls)
        .append('\n');
  }
}
