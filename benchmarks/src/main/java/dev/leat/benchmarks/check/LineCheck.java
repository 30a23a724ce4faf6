package dev.leat.benchmarks.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.leat.benchmarks.ContentDigest;
import dev.leat.benchmarks.Shape;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Digests the rows in lines of JSON, whoever wrote them. A row that came twice counts once if it
 * was the same both times. Prints {@code {"rows":..,"duplicates":..,"digest":".."}}.
 */
public final class LineCheck {

  private static final int LONGEST_STRING = 100_000_000;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(LONGEST_STRING).build())
          .build();

  private final String[] path;
  private final ContentDigest digest = new ContentDigest();
  private final BitSet seen = new BitSet();
  private final String[] columns = new String[Shape.COLUMNS.size()];
  private final List<String> values = new ArrayList<>();
  private int[] hashes = new int[1024];
  private long sum;
  private long duplicates;

  private LineCheck(String[] path) {
    this.path = path;
  }

  /**
   * Checks.
   *
   * @param arguments where in its line a row stands, e.g. {@code /record/data} or an empty text for
   *     the line itself; then the file, or nothing for the standard input
   */
  @SuppressWarnings("SystemOut") // A process that is one command.
  public static void main(String[] arguments) throws IOException {
    String[] path = arguments[0].isEmpty() ? new String[0] : arguments[0].substring(1).split("/");
    LineCheck check = new LineCheck(path);
    try (InputStream in = arguments.length > 1 ? new FileInputStream(arguments[1]) : System.in;
        JsonParser lines = JSON.createParser(in)) {
      while (lines.nextToken() != null) {
        check.find(lines, 0);
      }
    }
    System.out.printf(
        "{\"rows\":%d,\"duplicates\":%d,\"digest\":\"%s\"}%n",
        check.seen.cardinality(), check.duplicates, ContentDigest.hex(check.sum));
  }

  /** Stands on an object's brace; looks for the row in it. */
  private void find(JsonParser line, int depth) throws IOException {
    if (depth == path.length) {
      row(line);
      return;
    }
    while (line.nextToken() == JsonToken.FIELD_NAME) {
      String name = line.currentName();
      JsonToken value = line.nextToken();
      if (value == JsonToken.START_OBJECT && name.equals(path[depth])) {
        find(line, depth + 1);
      } else {
        line.skipChildren();
      }
    }
  }

  private void row(JsonParser line) throws IOException {
    Arrays.fill(columns, null);
    values.clear();
    while (line.nextToken() == JsonToken.FIELD_NAME) {
      int column = Shape.COLUMNS.indexOf(line.currentName());
      line.nextToken();
      String text = text(line);
      if (column >= 0) {
        columns[column] = column < 6 ? text : micros(text);
      } else {
        values.add(text);
      }
    }
    values.addAll(0, Arrays.asList(columns));
    count(Integer.parseInt(columns[0]), digest.add(values));
  }

  private void count(int id, long hash) {
    if (id >= hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.max(id + 1, hashes.length * 2));
    }
    if (seen.get(id)) {
      duplicates++;
      if (hashes[id] != (int) hash) {
        throw new IllegalStateException("Row " + id + " came twice, and not the same");
      }
      return;
    }
    seen.set(id);
    hashes[id] = (int) hash;
    sum += hash;
  }

  private static String text(JsonParser line) throws IOException {
    if (!line.currentToken().isStructStart()) {
      return line.getText();
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.copyCurrentStructure(line);
    }
    return text.toString();
  }

  private static String micros(String time) {
    return Long.toString(OffsetDateTime.parse(time).toEpochSecond() * 1_000_000);
  }
}
