package dev.leat.engine;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.leat.engine.destination.ColumnChange;
import dev.leat.engine.destination.TableChanges;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reports as JSON, and the part of it that a run record keeps. Stateless. */
final class ReportJson {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ReportJson() {}

  static String of(SyncReport report) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("run", report.runId())
        .put("pipeline", report.pipeline())
        .put("connector_version", report.connectorVersion())
        .put("started_at", report.startedAt().toString())
        .put("duration_ms", report.duration().toMillis())
        .put("outcome", report.outcome().name().toLowerCase(Locale.ROOT))
        .put("exit_code", report.exitCode());
    put(json, "message", report.message());
    put(json, "remedy", report.remedy().map(each -> each.name().toLowerCase(Locale.ROOT)));
    put(json, "resumed", report.resumed());
    put(json, "crash", report.crash());
    json.put("rows_committed", report.rowsCommitted());
    json.set("tables", tableNodes(report.tables()));
    RowCounts calls = report.calls();
    json.putObject("calls")
        .put("upserts", calls.upserts())
        .put("updates", calls.updates())
        .put("deletes", calls.deletes())
        .put("truncates", calls.truncates())
        .put("set_aside", calls.setAside())
        .put("schema_changes", report.schemaChanges())
        .put("checkpoints", report.checkpoints());
    json.put("commits", report.commits());
    report.warnings().forEach(json.putArray("warnings")::add);
    return text(json);
  }

  /** One key a table, as in the whole report. */
  static String tables(List<TableReport> tables) {
    return text(tableNodes(tables));
  }

  private static ObjectNode tableNodes(List<TableReport> tables) {
    ObjectNode nodes = MAPPER.createObjectNode();
    for (TableReport table : tables) {
      TableChanges changes = table.changes();
      ObjectNode node = nodes.putObject(table.table().value());
      node.put("upserts", table.read().upserts())
          .put("updates", table.read().updates())
          .put("deletes", table.read().deletes())
          .put("truncates", table.read().truncates())
          .put("set_aside", table.read().setAside())
          .put("inserted", changes.inserted())
          .put("updated", changes.updated())
          .put("deleted", changes.deleted())
          .put("unchanged", changes.unchanged())
          .put("older", changes.older())
          .put("quarantined", changes.quarantined())
          .put("pages", table.pages())
          .put("retries", table.retries())
          .put("waited_ms", table.waited().toMillis());
      for (ColumnChange change : table.columnChanges()) {
        node.withArray("column_changes")
            .addObject()
            .put("column", change.column())
            .put("from", change.from())
            .put("to", change.to());
      }
      table.cursorBefore().ifPresent(each -> node.putRawValue("cursor_before", new RawValue(each)));
      table.cursorAfter().ifPresent(each -> node.putRawValue("cursor_after", new RawValue(each)));
    }
    return nodes;
  }

  private static void put(ObjectNode json, String field, Optional<String> text) {
    text.ifPresent(each -> json.put(field, each));
  }

  private static String text(ObjectNode json) {
    try {
      return MAPPER.writeValueAsString(json);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
