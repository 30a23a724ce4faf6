package dev.leat.host.process;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Writes rows without the columns that nobody asked for. What stays is copied byte for byte: no
 * value is parsed. Immutable.
 */
public final class Projection {

  private static final JsonFactory ROWS =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(10_000)
                  .build())
          .build();

  private final Set<String> leftOut;

  /** Leaves out these top-level fields; with none of them, rows pass through as they are. */
  public Projection(Set<String> leftOut) {
    this.leftOut = Set.copyOf(leftOut);
  }

  /** Whether a column stays. */
  public boolean keeps(String column) {
    return !leftOut.contains(column);
  }

  /**
   * Writes what stays of a row, as one JSON object on one line.
   *
   * @throws IOException only if {@code out} does
   */
  public void write(Row row, OutputStream out) throws IOException {
    if (leftOut.isEmpty()) {
      row.writeTo(out);
    } else if (row instanceof JsonRow json) {
      write(json.bytes(), json.offset(), json.length(), out);
    } else {
      byte[] bytes = row.json().getBytes(StandardCharsets.UTF_8);
      write(bytes, 0, bytes.length, out);
    }
  }

  private void write(byte[] json, int from, int length, OutputStream out) throws IOException {
    try (JsonParser parser = ROWS.createParser(json, from, length)) {
      parser.nextToken();
      out.write('{');
      boolean first = true;
      int keptFrom = -1;
      int keptTo = -1;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        int start = from + (int) parser.currentTokenLocation().getByteOffset();
        boolean kept = keeps(parser.currentName());
        parser.nextToken();
        parser.skipChildren();
        parser.finishToken();
        if (kept) {
          keptFrom = keptFrom < 0 ? start : keptFrom;
          keptTo = from + (int) parser.currentLocation().getByteOffset();
        } else if (keptFrom >= 0) {
          first = run(json, keptFrom, keptTo, first, out);
          keptFrom = -1;
        }
      }
      if (keptFrom >= 0) {
        run(json, keptFrom, keptTo, first, out);
      }
      out.write('}');
    } catch (com.fasterxml.jackson.core.JsonProcessingException notARow) {
      throw new UncheckedIOException("A row is no JSON object, which Row forbids", notARow);
    }
  }

  /** Neighbours that stay go out in one piece. */
  private static boolean run(byte[] json, int from, int to, boolean first, OutputStream out)
      throws IOException {
    if (!first) {
      out.write(',');
    }
    out.write(json, from, to - from);
    return false;
  }
}
