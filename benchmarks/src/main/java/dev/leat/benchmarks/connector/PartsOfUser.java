package dev.leat.benchmarks.connector;

import static dev.leat.sdk.schema.DataType.STRING;
import static dev.leat.sdk.schema.DataType.UTC_DATETIME;

import dev.leat.sdk.config.Setting;
import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.http.Source;
import dev.leat.sdk.paging.Paging;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.walk.Keyset;
import java.net.URI;

/** What the connectors share that read the benchmark's rows in parts. */
final class PartsOfUser {

  static final String PART = "part";
  static final Setting<URI> BASE_URL =
      Setting.url("base_url", "Address of the benchmark's server").identity();
  static final Setting<Long> TOGETHER =
      Setting.wholeNumber("together", "How many are read at once").defaultsTo(8L);

  private PartsOfUser() {}

  static Table table(String name) {
    return Table.named(name)
        .columns(STRING, "id", "name", "email", "address", "company", "job")
        .columns(UTC_DATETIME, "updatedAt", "createdAt")
        .key("id")
        .versionedBy("updatedAt");
  }

  /** The rows of one part into a table. */
  static Keyset rows(Source api, Table table, String part) {
    return Keyset.of(table)
        .cursor(CursorField.instant("updatedAt"))
        .rowsAt("/data")
        .ascending()
        .first(api, Request.get("parts/rows").query(PART, part), Slot.query("updated_since"))
        // They count, but no row of the server ever moves.
        .paging(Paging.token("/scroll_param", Slot.query("scroll_param")).places());
  }
}
