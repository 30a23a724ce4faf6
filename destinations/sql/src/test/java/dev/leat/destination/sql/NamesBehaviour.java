package dev.leat.destination.sql;

import static dev.leat.destination.sql.SqlPipeline.delete;
import static dev.leat.destination.sql.SqlPipeline.update;
import static dev.leat.destination.sql.SqlPipeline.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.MoreCollectors;
import dev.leat.engine.destination.SchemaContract;
import dev.leat.sdk.Operation;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

public abstract class NamesBehaviour extends SqlBehaviour {

  private static final Table OPEN = Table.named("t").key("id");

  @BeforeEach
  void namePipeline() {
    pipeline = new SqlPipeline(database, "step-size");
  }

  @Test
  void tablesLandInASchemaNamedLikeThePipeline() throws Exception {
    pipeline.sync(
        Table.named("UserAccount").key("id"),
        upsert("UserAccount", "{\"id\":1,\"updatedAt\":\"x\",\"HTTPCode\":200}"));

    assertThat(pipeline.query("SELECT id, updated_at, http_code FROM step_size.user_account"))
        .containsExactly("1|x|200");
  }

  @Test
  void hostileNamesAreQuotedAndKeptApart() throws Exception {
    String longName = "n".repeat(300);
    pipeline.sync(
        Table.named("select\"; DROP TABLE x; --").key("id"),
        upsert(
            "select\"; DROP TABLE x; --",
            "{\"id\":1,\"select\":2,\"\\\"; DROP TABLE t;"
                + " --\":3,\"../x\":4,\"a\\u0000b\":5,\"😀\":6,\""
                + longName
                + "1\":7,\""
                + longName
                + "2\":8,\"\":9}"));

    assertThat(
            pipeline.query(
                "SELECT \"select\", drop_table_t, x, a_b, \"😀\" FROM"
                    + " step_size.select_drop_table_x"))
        .containsExactly("2|3|4|5|6");
    assertThat(pipeline.types("select_drop_table_x"))
        .hasSize(9)
        .allSatisfy(column -> assertThat(column.length()).isLessThan(140));
  }

  @Test
  void aFieldNamedLikeAPseudoColumnIsDataLikeAnyOther() throws Exception {
    List<String> names = new ArrayList<>();
    for (String name : database.pseudoColumns()) {
      names.addAll(List.of(name, name.toUpperCase(Locale.ROOT)));
    }
    assertThat(names).isNotEmpty();
    for (String name : names) {
      String stored = "t" + names.indexOf(name);
      Table table = Table.named(stored).key("id");
      Operation[] rows =
          IntStream.rangeClosed(1, 10)
              .mapToObj(id -> upsert(stored, row(id, name, "first")))
              .toArray(Operation[]::new);
      pipeline.sync(table, rows);
      pipeline.sync(table, upsert(stored, row(3, name, "second")));
      pipeline.sync(table, delete(stored, "{\"id\":4}"));
      assertThat(
              pipeline.query(
                  "SELECT count(*), CAST(sum(%s_) AS BIGINT), count(*) FILTER (WHERE v = 'second')"
                          .formatted(name.toLowerCase(Locale.ROOT))
                      + " FROM step_size."
                      + stored))
          .containsExactly("9|63|1");
    }
  }

  @Test
  void aFieldNamedLikeWhatAMergeCallsItsOwnIsDataLikeAnyOther() throws Exception {
    for (String name : List.of("_rid", "_seq", "_op", "_at", "_has", "_segment", "kind", "dead")) {
      String stored = "t" + name;
      Table table = Table.named(stored).key("id");
      pipeline.sync(table, upsert(stored, row(1, name, "first")), upsert(stored, row(2, name, "")));
      pipeline.sync(
          table,
          upsert(stored, row(1, name, "second")),
          upsert(stored, row(1, name, "third")),
          update(stored, "{\"id\":2,\"v\":\"updated\"}"));

      assertThat(
              pipeline.query(
                  "SELECT id, %s, v FROM step_size.%s ORDER BY id"
                      .formatted(Sql.name(name), Sql.name(stored))))
          .containsExactly("1|7|third", "2|7|updated");
    }
  }

  private static String row(int id, String name, String value) {
    return "{\"id\":" + id + ",\"" + name + "\":7,\"v\":\"" + value + "\"}";
  }

  @ParameterizedTest
  @EnumSource
  void fieldsThatWouldShareAColumnHaveOneEachFromSyncToSync(SchemaContract contract)
      throws Exception {
    pipeline.sync(OPEN, upsert("t", "{\"id\":1,\"userId\":2,\"user_id\":3,\"ID\":4}"));
    List<String> warnings = pipeline.warnings();
    pipeline.contract(contract);
    pipeline.sync(OPEN, upsert("t", "{\"ID\":40,\"user_id\":30,\"userId\":20,\"id\":1}"));
    pipeline.sync(OPEN, upsert("t", "{\"id\":2,\"user_id\":31}"));

    String userId = columnLike("user_id_");
    String id = columnLike("id_");
    assertThat(
            pipeline.query(
                "SELECT id, %s, user_id, %s FROM step_size.t ORDER BY id".formatted(id, userId)))
        .containsExactly("1|40|20|30", "2|null|null|31");
    assertThat(warnings)
        .containsExactlyInAnyOrder(
            "\"user_id\" in table t is stored as \""
                + userId
                + "\": \"userId\" has its name, \"user_id\"",
            "\"ID\" in table t is stored as \"" + id + "\": \"id\" has its name, \"id\"");
    assertThat(pipeline.warnings()).isEmpty();
  }

  @Test
  void aFieldThatCollidesWithAColumnOfAnEarlierRunHasOneOfItsOwn() throws Exception {
    pipeline.sync(OPEN, upsert("t", "{\"id\":1,\"userId\":2}"));
    pipeline.sync(OPEN, upsert("t", "{\"id\":2,\"user_id\":3}"));

    assertThat(
            pipeline.query(
                "SELECT id, user_id, %s FROM step_size.t ORDER BY id"
                    .formatted(columnLike("user_id_"))))
        .containsExactly("1|2|null", "2|null|3");
  }

  @Test
  void tablesThatWouldShareANameHaveOneEach() throws Exception {
    for (int i = 1; i <= 2; i++) {
      pipeline.sync(Table.named("UserAccount").key("id"), upsert("UserAccount", "{\"id\":1}"));
      pipeline.sync(Table.named("user_account").key("id"), upsert("user_account", "{\"id\":2}"));
    }

    assertThat(pipeline.tables())
        .hasSize(2)
        .first()
        .isEqualTo("user_account")
        .satisfies(
            each ->
                assertThat(pipeline.query("SELECT id FROM step_size." + each))
                    .containsExactly("1"));
    assertThat(pipeline.query("SELECT id FROM step_size." + pipeline.tables().get(1)))
        .containsExactly("2");
    assertThat(pipeline.warnings()).hasSize(1);
  }

  private String columnLike(String start) throws Exception {
    return pipeline.types("t").stream()
        .map(each -> each.substring(0, each.indexOf(' ')))
        .filter(each -> each.matches(start + "[0-9a-f]{12}"))
        .collect(MoreCollectors.onlyElement());
  }

  @Test
  void twoPipelinesThatWouldShareASchemaAreRefused() throws Exception {
    pipeline.sync(OPEN, upsert("t", "{\"id\":1}"));

    SqlPipeline other = new SqlPipeline(database, "step_size");
    assertThatThrownBy(other::begin)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("\"step-size\" and \"step_size\"");
  }

  @Test
  void aPipelineHasADatasetOfAnotherNameFromItsFirstSyncOn() throws Exception {
    pipeline.dataset("CRM Data").sync(OPEN, upsert("t", "{\"id\":1}"));
    pipeline.sync(OPEN, upsert("t", "{\"id\":2}"));
    new SqlPipeline(database, "step-size").sync(OPEN, upsert("t", "{\"id\":3}"));

    assertThat(pipeline.query("SELECT id FROM crm_data.t ORDER BY id"))
        .containsExactly("1", "2", "3");
    assertThatThrownBy(new SqlPipeline(database, "step-size").dataset("other")::begin)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("are in schema \"crm_data\", and stay there");
  }

  @Test
  void twoPipelinesOfOneConnectorHaveRowsAndStateOfTheirOwn() throws Exception {
    SqlPipeline eu = new SqlPipeline(database, "shop-eu");
    SqlPipeline us = new SqlPipeline(database, "shop-us");
    eu.sync(OPEN, upsert("t", "{\"id\":1}"));
    us.sync(OPEN, upsert("t", "{\"id\":2}"));

    assertThat(eu.query("SELECT id FROM shop_eu.t")).containsExactly("1");
    assertThat(us.query("SELECT id FROM shop_us.t")).containsExactly("2");
    assertThat(eu.destination().state("shop-eu")).isPresent();
    assertThat(eu.destination().state("shop-us")).isPresent();
    assertThatThrownBy(new SqlPipeline(database, "third").dataset("shop_eu")::begin)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("\"shop-eu\" and \"third\" would both store their tables");
  }

  @Test
  void aFieldNamedLikeAColumnOfLeatsIsDataLikeAnyOther() throws Exception {
    pipeline.sync(
        OPEN, upsert("t", "{\"id\":1,\"_leat_synced_at\":\"mine\",\"_leat_deleted\":true}"));

    assertThat(
            pipeline.query(
                "SELECT %s, %s FROM step_size.t"
                    .formatted(columnLike("leat_synced_at_"), columnLike("leat_deleted_"))))
        .containsExactly("mine|true");
    assertThat(pipeline.warnings())
        .hasSize(2)
        .allSatisfy(
            each -> assertThat(each).contains("names that start with _leat_ are Leat's own"));
  }
}
