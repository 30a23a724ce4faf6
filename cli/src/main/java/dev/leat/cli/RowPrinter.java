package dev.leat.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leat.engine.view.Rows;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints rows: for people in columns, for programs as JSON. For use by one thread. */
final class RowPrinter {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int WIDEST = 40;
  private static final String CUT = "...";

  private final PrintStream out;
  private final boolean json;

  /**
   * @param json one JSON object a line, instead of columns whose values are cut where they are long
   */
  RowPrinter(PrintStream out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /** Prints them all. */
  void print(Rows rows) {
    if (json) {
      rows.values().forEach(row -> out.println(object(rows.columns(), row)));
      return;
    }
    List<List<String>> lines =
        rows.values().stream().map(row -> row.stream().map(RowPrinter::shown).toList()).toList();
    int[] widths =
        IntStream.range(0, rows.columns().size())
            .map(
                column ->
                    lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .reduce(rows.columns().get(column).length(), Math::max))
            .toArray();
    out.println(line(rows.columns(), rows, widths));
    lines.forEach(line -> out.println(line(line, rows, widths)));
  }

  private static String line(List<String> cells, Rows rows, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(
            column -> {
              String blanks = " ".repeat(widths[column] - cells.get(column).length());
              return isNumber(rows, column)
                  ? blanks + cells.get(column)
                  : cells.get(column) + blanks;
            })
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private static boolean isNumber(Rows rows, int column) {
    return !rows.values().isEmpty()
        && rows.values().stream()
            .allMatch(row -> row.get(column) == null || row.get(column) instanceof Number);
  }

  /** One line, whatever stands in it: a source may have put what a terminal takes for commands. */
  private static String shown(Object value) {
    if (value == null) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    value
        .toString()
        .codePoints()
        .limit(WIDEST + 1)
        .map(point -> Character.isISOControl(point) ? ' ' : point)
        .forEach(text::appendCodePoint);
    return text.codePointCount(0, text.length()) <= WIDEST
        ? text.toString()
        : text.substring(0, text.offsetByCodePoints(0, WIDEST - CUT.length())) + CUT;
  }

  private static String object(List<String> columns, List<Object> row) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      object.put(columns.get(i), row.get(i));
    }
    try {
      return JSON.writeValueAsString(object);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
