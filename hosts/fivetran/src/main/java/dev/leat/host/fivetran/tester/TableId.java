package dev.leat.host.fivetran.tester;

import dev.leat.host.fivetran.wire.Record;

/**
 * A table of a server, whose name is unique within its schema. Immutable.
 *
 * @param schema blank if the server's tables are in none
 * @param name of the table
 */
record TableId(String schema, String name) {

  static TableId of(Record record) {
    return new TableId(record.getSchemaName(), record.getTableName());
  }

  /** For messages. */
  @Override
  public String toString() {
    return schema.isBlank() ? "\"" + name + "\"" : "\"" + schema + "." + name + "\"";
  }
}
