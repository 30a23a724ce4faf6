package dev.leat.destination.sql;

import static dev.leat.destination.sql.SqlPipeline.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.engine.destination.SessionRequest.Nested;
import dev.leat.engine.types.ColumnType;
import dev.leat.engine.types.ColumnType.Kind;
import dev.leat.engine.view.Rows;
import dev.leat.engine.view.StoredTable;
import dev.leat.engine.view.StoredTable.StoredColumn;
import dev.leat.engine.view.View;
import dev.leat.sdk.schema.Table;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What people see of a database without a client of its own. */
public abstract class ViewBehaviour extends SqlBehaviour {

  private static final Table USER = Table.named("User").key("id");

  @Test
  void nothingIsSeenBeforeTheFirstSync() throws Exception {
    assertThat(pipeline.destination().view()).isEmpty();
  }

  @Test
  void theTablesOfAllPipelinesAreSeenWithTheirRows() throws Exception {
    pipeline.sync(USER, upsert("User", "{\"id\":1,\"fullName\":\"Ada\"}"));
    SqlPipeline other = new SqlPipeline(database, "other").nested(Nested.TABLES);
    other.sync(
        Table.named("order").key("id"),
        upsert("order", "{\"id\":1,\"items\":[{\"a\":1},{\"a\":2}]}"));
    other.sync(Table.named("empty"));

    try (View view = pipeline.destination().view().orElseThrow()) {
      assertThat(view.tables())
          .extracting(
              StoredTable::pipeline, StoredTable::source, StoredTable::place, StoredTable::rows)
          .extracting(Object::toString)
          .containsExactly(
              "(\"other\", \"order\", \"other.order\", 1L)",
              "(\"other\", \"order[].items\", \"other.order__items\", 2L)",
              "(\"people\", \"User\", \"people.user\", 1L)");
      assertThat(view.tables().get(2).columns())
          .containsExactly(
              new StoredColumn("fullName", "full_name", named(Kind.TEXT)),
              new StoredColumn("id", "id", named(Kind.INT64)));
    }
  }

  @Test
  void theRowsThatWereWrittenLastAreSeenFirst() throws Exception {
    pipeline.sync(USER, upsert("User", "{\"id\":1,\"name\":\"Ada\",\"ok\":true}"));
    pipeline.at(SqlPipeline.NOON.plus(Duration.ofHours(1)));
    pipeline.sync(USER, upsert("User", "{\"id\":2,\"tags\":[1]}"));

    try (View view = pipeline.destination().view().orElseThrow()) {
      Rows all = view.rows(view.tables().get(0), 10);
      assertThat(all.columns())
          .containsExactlyInAnyOrder("id", "name", "ok", "tags", "_leat_synced_at");
      assertThat(column(all, "id")).extracting(Object::toString).containsExactly("2", "1");
      assertThat(column(all, "name")).containsExactly(null, "Ada");
      assertThat(column(all, "tags")).containsExactly("[1]", null);
      assertThat(column(view.rows(view.tables().get(0), 1), "id")).hasSize(1);
    }
  }

  @Test
  void whatWasSetAsideIsSeenWithItsReason() throws Exception {
    pipeline.sync(USER, upsert("User", "{\"name\":\"nobody\"}"), upsert("User", "{\"id\":1}"));

    try (View view = pipeline.destination().view().orElseThrow()) {
      Rows aside = view.quarantine(10);
      assertThat(column(aside, "row_json")).containsExactly("{\"name\":\"nobody\"}");
      assertThat(column(aside, "reason"))
          .containsExactly("the row has no value in its key column \"id\"");
    }
  }

  @Test
  void aTableThatWasDroppedIsNotSeen() throws Exception {
    pipeline.sync(USER, upsert("User", "{\"id\":1}"));
    database.byHand("DROP TABLE people.user");

    try (View view = pipeline.destination().view().orElseThrow()) {
      assertThat(view.tables()).isEmpty();
    }
  }

  private static List<Object> column(Rows rows, String name) {
    int column = rows.columns().indexOf(name);
    return rows.values().stream().map(row -> row.get(column)).collect(Collectors.toList());
  }

  private String named(Kind kind) {
    return database.dialect().type(ColumnType.of(kind));
  }
}
