package dev.leat.engine;

import dev.leat.engine.destination.ColumnChange;
import dev.leat.engine.destination.TableChanges;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Reports for people. Stateless. */
final class ReportText {

  private record Heading(String title, Function<TableReport, Object> value) {}

  private static final List<Heading> NUMBERS =
      List.of(
          new Heading("read", each -> each.read().rows()),
          new Heading("inserted", each -> each.changes().inserted()),
          new Heading("updated", each -> each.changes().updated()),
          new Heading("deleted", each -> each.changes().deleted()),
          new Heading("unchanged", each -> each.changes().unchanged()),
          new Heading("older", each -> each.changes().older()),
          new Heading("quarantined", each -> each.changes().quarantined()),
          new Heading("pages", TableReport::pages),
          new Heading("retries", TableReport::retries),
          new Heading("waited", each -> seconds(each.waited())));

  private ReportText() {}

  static String of(SyncReport report) {
    StringBuilder text = new StringBuilder(1_000);
    report.resumed().ifPresent(each -> text.append(each).append("\n\n"));
    if (!report.tables().isEmpty()) {
      tables(text, report.tables());
      text.append('\n');
    }
    for (String warning : report.warnings()) {
      text.append("Warning: ").append(warning).append('\n');
    }
    if (!report.warnings().isEmpty()) {
      text.append('\n');
    }
    calls(text, report);
    return text.append('\n').append(verdict(report)).append('\n').toString();
  }

  static String verdict(SyncReport report) {
    String time = " in " + seconds(report.duration());
    String message = report.message().orElse("");
    return switch (report.outcome()) {
      case COMPLETE -> "Complete: " + done(report) + time + ".";
      case INCOMPLETE ->
          "Incomplete: "
              + sentence(message)
              + " Everything read is stored: "
              + done(report)
              + time
              + ".";
      case FAILED -> "Failed: " + sentence(message) + ' ' + safe(report);
      case INTERRUPTED -> "Stopped: " + sentence(message) + ' ' + safe(report);
    };
  }

  private static String done(SyncReport report) {
    TableChanges changes =
        report.tables().stream()
            .map(TableReport::changes)
            .reduce(TableChanges.NONE, TableChanges::plus);
    String text =
        rows(report.calls().rows())
            + " read, "
            + count(changes.inserted())
            + " inserted, "
            + count(changes.updated())
            + " updated, "
            + count(changes.deleted())
            + " deleted";
    return text
        + unlessNone(changes.older(), "older")
        + unlessNone(changes.quarantined(), "quarantined");
  }

  private static String unlessNone(long rows, String what) {
    return rows == 0 ? "" : ", " + count(rows) + " " + what;
  }

  private static String safe(SyncReport report) {
    return report.commits() == 0
        ? "Nothing of this run was stored; the next sync starts where this one did."
        : rows(report.rowsCommitted())
            + (report.rowsCommitted() == 1 ? " is" : " are")
            + " safe in the destination; the next sync resumes after "
            + (report.rowsCommitted() == 1 ? "it." : "them.");
  }

  private static void tables(StringBuilder text, List<TableReport> tables) {
    int first =
        Math.max(
            5, tables.stream().mapToInt(each -> each.table().value().length()).max().orElse(5));
    text.append(pad("Table", first));
    NUMBERS.forEach(each -> text.append("  ").append(right(each.title(), width(each, tables))));
    text.append('\n');
    for (TableReport table : tables) {
      text.append(pad(table.table().value(), first));
      for (Heading each : NUMBERS) {
        text.append("  ").append(right(shown(each, table), width(each, tables)));
      }
      text.append('\n');
    }
    for (TableReport table : tables) {
      for (ColumnChange change : table.columnChanges()) {
        text.append("Type of ").append(change).append('\n');
      }
    }
    for (TableReport table : tables) {
      String before = table.cursorBefore().orElse("none");
      String after = table.cursorAfter().orElse("none");
      text.append("Cursor of ")
          .append(table.table().value())
          .append(": ")
          .append(before.equals(after) ? after + " (as before)" : before + " -> " + after)
          .append('\n');
    }
  }

  private static void calls(StringBuilder text, SyncReport report) {
    RowCounts calls = report.calls();
    text.append("Operation     | Calls\n------------- + ------------\n");
    call(text, "Upserts", calls.upserts());
    call(text, "Updates", calls.updates());
    call(text, "Deletes", calls.deletes());
    call(text, "Truncates", calls.truncates());
    call(text, "SetAside", calls.setAside());
    call(text, "SchemaChanges", report.schemaChanges());
    call(text, "Checkpoints", report.checkpoints());
  }

  private static void call(StringBuilder text, String operation, long calls) {
    text.append(pad(operation, 13)).append(" | ").append(calls).append('\n');
  }

  private static int width(Heading heading, List<TableReport> tables) {
    return Math.max(
        heading.title().length(),
        tables.stream().mapToInt(each -> shown(heading, each).length()).max().orElse(0));
  }

  private static String shown(Heading heading, TableReport table) {
    return heading.value().apply(table) instanceof Long number
        ? count(number)
        : heading.value().apply(table).toString();
  }

  private static String sentence(String message) {
    String text = message.strip();
    return text.endsWith(".") || text.endsWith("\n") ? text : text + ".";
  }

  private static String rows(long rows) {
    return rows == 1 ? "1 row" : count(rows) + " rows";
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
