package dev.leat.benchmarks.part;

import static dev.leat.sdk.schema.DataType.STRING;
import static dev.leat.sdk.schema.DataType.UTC_DATETIME;

import dev.leat.benchmarks.RowMaker;
import dev.leat.benchmarks.Shape;
import dev.leat.benchmarks.Variant;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.Table;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The rows that every part is given: a page of {@value #PAGE}, as the source sends it. */
final class Rows {

  static final int PAGE = 1_000;

  static final Table USER =
      Table.named("user")
          .columns(STRING, "id", "name", "email", "address", "company", "job")
          .columns(UTC_DATETIME, "updatedAt", "createdAt")
          .key("id")
          .versionedBy("updatedAt");

  private Rows() {}

  /** The rows from a place in the order of time, one page of them, of a table so large. */
  static List<JsonRow> from(int place, int rows) {
    RowMaker maker = new RowMaker(Shape.USER);
    List<JsonRow> page = new ArrayList<>();
    for (int i = 0; i < PAGE; i++) {
      byte[] json = maker.row(Variant.FIRST.at(place + i, rows));
      page.add(JsonRow.slice(json, 0, json.length));
    }
    return page;
  }

  /** A page as it comes over the network: the rows in {@code data}, then this. */
  static byte[] body(List<JsonRow> rows, String rest) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes("{\"data\":[".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < rows.size(); i++) {
      if (i > 0) {
        body.write(',');
      }
      body.write(rows.get(i).bytes(), rows.get(i).offset(), rows.get(i).length());
    }
    body.writeBytes(("]" + rest + "}").getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }
}
