package dev.leat.destination.sql;

import static dev.leat.destination.sql.SqlPipeline.delete;
import static dev.leat.destination.sql.SqlPipeline.update;
import static dev.leat.destination.sql.SqlPipeline.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.engine.destination.RunRecord.Outcome;
import dev.leat.engine.destination.SchemaContract;
import dev.leat.engine.destination.SchemaContractException;
import dev.leat.engine.destination.Session;
import dev.leat.engine.destination.SessionRequest.Nested;
import dev.leat.engine.destination.SessionRequest.Start;
import dev.leat.sdk.Operation;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Disposition;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

public abstract class NestedTablesBehaviour extends SqlBehaviour {

  private static final Table ORDER = Table.named("order").key("id");
  private static final Table EVENT = Table.named("event");
  private static final String ITEMS =
      "SELECT _leat_parent_id, _leat_index, sku, qty FROM people.order__items ORDER BY 1, 2";
  private static final String TAGS =
      "SELECT e.n, t._leat_index, t.value FROM people.event e JOIN people.event__tags t"
          + " ON t._leat_parent_row = e._leat_row ORDER BY 1, 2";

  @BeforeEach
  void makeTablesOfLists() {
    pipeline.nested(Nested.TABLES);
  }

  @Test
  void aListOfObjectsIsATableAndStaysInItsColumn() throws Exception {
    pipeline.sync(ORDER, order(1, "{\"sku\":\"a\",\"qty\":2},{\"sku\":\"b\"}"), order(2, ""));

    assertThat(pipeline.query(ITEMS)).containsExactly("1|0|a|2", "1|1|b|null");
    assertThat(pipeline.types("order__items")).containsExactly("sku TEXT", "qty INT64");
    assertThat(pipeline.types("order")).contains("items JSON");
  }

  @Test
  void withoutTheOptionListsStayInTheirColumn() throws Exception {
    pipeline.nested(Nested.JSON);
    pipeline.sync(ORDER, order(1, "{\"sku\":\"a\"}"));

    assertThat(pipeline.types("order__items")).isEmpty();
  }

  @Test
  void whatIsNoObjectIsAValue() throws Exception {
    pipeline.sync(ORDER, upsert("order", "{\"id\":1,\"tags\":[\"x\",null,\"y\\u00e9\"]}"));

    assertThat(
            pipeline.query(
                "SELECT _leat_index, value FROM people.order__tags ORDER BY _leat_index"))
        .containsExactly("0|x", "1|null", "2|yé");
  }

  @Test
  void listsWithinListsAreTablesOfTheirOwn() throws Exception {
    pipeline.sync(
        ORDER,
        order(1, "{\"sku\":\"a\",\"tax\":[{\"p\":[1,2]},{\"p\":[3]}]},{\"tax\":[{\"p\":[[4]]}]}"));

    assertThat(
            pipeline.query(
                "SELECT _leat_parent_id, _leat_index_1, _leat_index FROM people.order__items__tax"
                    + " ORDER BY 1, 2, 3"))
        .containsExactly("1|0|0", "1|0|1", "1|1|0");
    assertThat(
            pipeline.query(
                "SELECT _leat_parent_id, _leat_index_1, _leat_index_2, _leat_index, value"
                    + " FROM people.order__items__tax__p ORDER BY 1, 2, 3, 4"))
        .containsExactly("1|0|0|0|1", "1|0|0|1|2", "1|0|1|0|3", "1|1|0|0|[4]");
    assertThat(pipeline.query("SELECT value FROM people.order__items__tax__p__value"))
        .containsExactly("4");
  }

  @Test
  void listsNestedDeeperThanEightStayInTheirColumn() throws Exception {
    pipeline.sync(
        ORDER, upsert("order", "{\"id\":1,\"x\":" + "[".repeat(12) + "5" + "]".repeat(12) + "}"));

    assertThat(pipeline.tables().stream().filter(each -> each.startsWith("order__x"))).hasSize(8);
  }

  @Test
  void numbersAreExact() throws Exception {
    String big = "12345678901234567890123456789.123456789";
    pipeline.sync(ORDER, order(1, "{\"sku\":9007199254740993,\"qty\":" + big + "}"));

    assertThat(pipeline.query(ITEMS)).containsExactly("1|0|9007199254740993|" + big);
  }

  @Test
  void aRowThatComesAgainReplacesItsChildren() throws Exception {
    pipeline.sync(ORDER, order(1, "{\"sku\":\"a\"},{\"sku\":\"b\"}"), order(2, "{\"sku\":\"z\"}"));
    pipeline.sync(ORDER, order(1, "{\"sku\":\"old\"}"), order(1, "{\"sku\":\"c\",\"qty\":3}"));

    assertThat(pipeline.query(ITEMS)).containsExactly("1|0|c|3", "2|0|z|null");
    pipeline.sync(ORDER, order(1, ""));
    assertThat(pipeline.query(ITEMS)).containsExactly("2|0|z|null");
  }

  @Test
  void anOlderVersionOfARowLeavesTheChildrenOfTheNewer() throws Exception {
    Table versioned = Table.named("order").key("id").versionedBy("at");
    pipeline.sync(versioned, upsert("order", "{\"id\":1,\"at\":5,\"items\":[{\"sku\":\"new\"}]}"));
    pipeline.sync(versioned, upsert("order", "{\"id\":1,\"at\":4,\"items\":[{\"sku\":\"old\"}]}"));

    assertThat(pipeline.query("SELECT sku FROM people.order__items")).containsExactly("new");
  }

  @Test
  void anUpdateReplacesTheChildrenOnlyIfItHasTheList() throws Exception {
    pipeline.sync(ORDER, order(1, "{\"sku\":\"a\",\"qty\":1}"));
    pipeline.sync(ORDER, update("order", "{\"id\":1,\"name\":\"n\"}"));
    assertThat(pipeline.query(ITEMS)).containsExactly("1|0|a|1");

    pipeline.sync(ORDER, update("order", "{\"id\":1,\"items\":[{\"sku\":\"b\",\"qty\":2}]}"));
    assertThat(pipeline.query(ITEMS)).containsExactly("1|0|b|2");
  }

  @Test
  void aDeleteTakesTheChildrenAlongOnEveryLevel() throws Exception {
    pipeline.sync(ORDER, order(1, "{\"tax\":[1,2]}"), order(2, "{\"tax\":[3]}"));
    pipeline.sync(ORDER, delete("order", "{\"id\":1}"));

    assertThat(pipeline.query("SELECT _leat_parent_id FROM people.order__items"))
        .containsExactly("2");
    assertThat(pipeline.query("SELECT value FROM people.order__items__tax")).containsExactly("3");
  }

  @Test
  void aSoftDeleteMarksTheChildren() throws Exception {
    pipeline.softDeletes();
    pipeline.sync(ORDER, order(1, "{\"sku\":\"a\"}"), order(2, "{\"sku\":\"b\"}"));
    pipeline.sync(ORDER, delete("order", "{\"id\":1}"));

    String marks = "SELECT sku, _leat_deleted FROM people.order__items ORDER BY sku";
    assertThat(pipeline.query(marks)).containsExactly("a|true", "b|false");
    pipeline.sync(ORDER, order(1, "{\"sku\":\"a\"}"));
    assertThat(pipeline.query(marks)).containsExactly("a|false", "b|false");
    pipeline.sync(ORDER, truncate("order", Optional.empty()));
    assertThat(pipeline.query(marks)).containsExactly("a|true", "b|true");
  }

  @Test
  void aTruncateTakesTheChildrenOfTheRowsThatGo() throws Exception {
    pipeline.sync(ORDER, order(1, "{\"sku\":\"a\"}"));
    pipeline.at(SqlPipeline.NOON.plusSeconds(60));
    pipeline.sync(ORDER, order(2, "{\"sku\":\"b\"}"));
    pipeline.sync(ORDER, truncate("order", Optional.of(SqlPipeline.NOON.plusSeconds(1))));

    assertThat(pipeline.query("SELECT sku FROM people.order__items")).containsExactly("b");
    pipeline.sync(ORDER, truncate("order", Optional.empty()), order(3, "{\"sku\":\"c\"}"));
    assertThat(pipeline.query("SELECT sku FROM people.order__items")).containsExactly("c");
  }

  @Test
  void childrenAreSyncedWhenTheirRowIs() throws Exception {
    pipeline.sync(ORDER, order(1, "{\"sku\":\"a\"}"));

    assertThat(
            pipeline.query(
                "SELECT _leat_synced_at = TIMESTAMPTZ '"
                    + SqlPipeline.NOON
                    + "' FROM people.order__items"))
        .containsExactly("true");
  }

  @Test
  void rowsWithoutAKeyAreNumbered() throws Exception {
    pipeline.sync(EVENT, event(1, "\"a\",\"b\""), event(2, "\"c\""));
    pipeline.sync(EVENT, event(3, "\"d\""), event(4, ""));

    assertThat(pipeline.query(TAGS)).containsExactly("1|0|a", "1|1|b", "2|0|c", "3|0|d");
    assertThat(pipeline.query("SELECT count(DISTINCT _leat_row) FROM people.event"))
        .containsExactly("4");
  }

  @Test
  void rowsThatAreKeptAndDeletedByKeyTakeTheirChildrenAlong() throws Exception {
    Table kept = Table.named("event").key("n").disposition(Disposition.APPEND);
    pipeline.sync(kept, event(1, "\"a\""), event(1, "\"b\""), event(2, "\"c\""));
    pipeline.sync(kept, delete("event", "{\"n\":1}"), event(3, "\"d\""));

    assertThat(pipeline.query(TAGS)).containsExactly("2|0|c", "3|0|d");
    assertThat(pipeline.query("SELECT value FROM people.event__tags ORDER BY 1"))
        .containsExactly("c", "d");
    pipeline.softDeletes();
    pipeline.sync(kept, delete("event", "{\"n\":2}"));
    assertThat(pipeline.query("SELECT value, _leat_deleted IS TRUE FROM people.event__tags"))
        .containsExactlyInAnyOrder("c|true", "d|false");
  }

  @ParameterizedTest
  @EnumSource(names = {"MERGE", "APPEND"})
  void aFullRefreshReplacesTheChildrenWhenItIsComplete(Disposition disposition) throws Exception {
    Table table = Table.named("event").key("n").disposition(disposition);
    String values = "SELECT value FROM people.event__tags ORDER BY 1";
    pipeline.sync(table, event(1, "\"a\""), event(2, "\"b\""));

    pipeline.start(Start.FULL_REFRESH);
    pipeline.sync(table, Outcome.FAILED, event(2, "\"x\""));
    assertThat(pipeline.query(values)).containsExactly("a", "b");
    pipeline.sync(table, event(2, "\"c\",5"));
    assertThat(pipeline.query(values)).containsExactly("5", "c");
  }

  @Test
  void aReplacedTableResumedByALaterSyncHasTheChildrenOfBoth() throws Exception {
    Table replaced = Table.named("order").key("id").disposition(Disposition.REPLACE);
    pipeline.sync(replaced, Outcome.FAILED, order(1, "{\"sku\":\"a\"}"));
    pipeline.sync(replaced, order(2, "{\"sku\":7,\"qty\":1.5}"));

    assertThat(pipeline.query(ITEMS)).containsExactly("1|0|a|null", "2|0|7|1.5");
  }

  @Test
  void columnsAppearAndTypesWidenAsInAnyTable() throws Exception {
    pipeline.sync(ORDER, order(1, "{\"sku\":1}"));
    pipeline.sync(ORDER, order(2, "{\"sku\":2.5,\"qty\":1}"));
    assertThat(pipeline.types("order__items")).containsExactly("sku FLOAT64", "qty INT64");
    assertThat(pipeline.query(ITEMS.replace(" sku,", " CAST(sku * 2 AS INTEGER),")))
        .containsExactly("1|0|2|null", "2|0|5|1");

    pipeline.sync(ORDER, order(3, "{\"sku\":\"x\"}"));
    assertThat(pipeline.types("order__items")).containsExactly("sku TEXT", "qty INT64");
    assertThat(pipeline.query(ITEMS)).contains("2|0|2.5|1", "3|0|x|null");
  }

  @Test
  void theReferenceFollowsTheTypeOfTheKey() throws Exception {
    pipeline.sync(ORDER, order(1, "{\"sku\":\"a\"}"));
    pipeline.sync(ORDER, upsert("order", "{\"id\":\"k\",\"items\":[{\"sku\":\"b\"}]}"));
    pipeline.sync(ORDER, upsert("order", "{\"id\":\"1\",\"items\":[{\"sku\":\"c\"}]}"));

    assertThat(pipeline.query("SELECT _leat_parent_id, sku FROM people.order__items ORDER BY 1"))
        .containsExactly("1|c", "k|b");
  }

  @Test
  void aKeyOfSeveralColumnsAndAnyTypeIsReferredTo() throws Exception {
    Table table =
        Table.named("order")
            .column("at", DataType.UTC_DATETIME)
            .column("raw", DataType.BINARY)
            .key("at", "raw");
    String row = "{\"at\":\"2026-01-31T12:00:00.5Z\",\"raw\":\"AP8=\",\"items\":[{\"sku\":%d}]}";
    pipeline.sync(table, upsert("order", row.formatted(1)));
    pipeline.sync(table, upsert("order", row.formatted(2)));

    assertThat(
            pipeline.query(
                "SELECT i.sku FROM people.order__items i JOIN people.order o ON"
                    + " i._leat_parent_at = o.at AND i._leat_parent_raw = o.raw"))
        .containsExactly("2");
  }

  @Test
  void aListThatHasBecomeTextKeepsItsTable() throws Exception {
    pipeline.sync(ORDER, order(1, "{\"sku\":\"a\"}"));
    pipeline.sync(ORDER, upsert("order", "{\"id\":2,\"items\":\"none\"}"), order(3, "{\"qty\":1}"));

    assertThat(pipeline.types("order")).contains("items TEXT");
    assertThat(pipeline.query(ITEMS)).containsExactly("1|0|a|null", "3|0|null|1");
  }

  @Test
  void rowsFromBeforeGetTheirChildrenWithTheFirstCommit() throws Exception {
    pipeline.nested(Nested.JSON).sync(ORDER, order(1, "{\"sku\":\"a\"}"));
    pipeline.nested(Nested.JSON).sync(EVENT, event(1, "\"a\""));
    pipeline.nested(Nested.TABLES).sync(ORDER, order(2, "{\"sku\":\"b\"}"));
    pipeline.sync(EVENT, event(2, "\"b\""));

    assertThat(pipeline.query("SELECT sku FROM people.order__items ORDER BY 1"))
        .containsExactly("a", "b");
    assertThat(pipeline.query(TAGS)).containsExactly("1|0|a", "2|0|b");
  }

  @Test
  void onceThereChildTablesAreKeptUpToDateByEverySync() throws Exception {
    pipeline.sync(ORDER, order(1, "{\"sku\":\"a\"}"));
    pipeline.nested(Nested.JSON).sync(ORDER, order(1, "{\"sku\":\"b\",\"more\":[1]}"));

    assertThat(pipeline.query("SELECT sku FROM people.order__items")).containsExactly("b");
    assertThat(pipeline.types("order__items__more")).isEmpty();
  }

  @Test
  void aFrozenChildTableRefusesWhatDoesNotFit() throws Exception {
    pipeline.sync(ORDER, order(1, "{\"sku\":1}"));
    pipeline.contract(SchemaContract.FREEZE);

    assertThatThrownBy(() -> pipeline.sync(ORDER, order(2, "{\"sku\":\"x\"}")))
        .isInstanceOf(SchemaContractException.class)
        .hasMessageContaining("order[].items")
        .hasMessageContaining("sku");
    assertThatThrownBy(() -> pipeline.sync(ORDER, order(2, "{\"more\":1}")))
        .isInstanceOf(SchemaContractException.class)
        .hasMessageContaining("\"more\"");
    assertThat(pipeline.query("SELECT id FROM people.order")).containsExactly("1");
  }

  @Test
  void anElementThatDoesNotFitIsSetAsideOnceWithTheReason() throws Exception {
    pipeline.sync(ORDER, order(1, "{\"sku\":1}"));
    pipeline.contract(SchemaContract.QUARANTINE);
    pipeline.sync(ORDER, order(2, "{\"sku\":\"x\"},{\"sku\":2}"));

    assertThat(pipeline.query("SELECT _leat_parent_id, sku FROM people.order__items ORDER BY 1"))
        .containsExactly("1|1", "2|2");
    assertThat(
            pipeline.query("SELECT table_name, replace(row_json, ' ', '') FROM _leat_quarantine"))
        .containsExactly("order[].items|{\"sku\":\"x\"}");
  }

  @Test
  void fieldsOfAnElementThatWouldShareAColumnHaveOneEach() throws Exception {
    pipeline.sync(
        ORDER,
        order(1, "{\"aB\":1,\"a_b\":2}"),
        order(2, "5,{\"value\":6}"),
        order(3, "{\"_leat_index\":7}"));
    pipeline.sync(ORDER, order(1, "{\"a_b\":3,\"aB\":4}"));

    List<String> types = pipeline.types("order__items");
    assertThat(types)
        .hasSize(5)
        .anyMatch(each -> each.matches("a_b_[0-9a-f]{12} INT64"))
        .anyMatch(each -> each.matches("value_[0-9a-f]{12} INT64"))
        .anyMatch(each -> each.matches("leat_index_[0-9a-f]{12} INT64"));
    assertThat(pipeline.query("SELECT a_b FROM people.order__items WHERE _leat_parent_id = 1"))
        .containsExactly("4");
    assertThat(pipeline.warnings())
        .hasSize(3)
        .allSatisfy(each -> assertThat(each).contains("in table order[].items is stored as"));
  }

  @Test
  void aTableOfTheNameOfAChildTableLeavesThatAnother() throws Exception {
    Table other = Table.named("order__items").key("id");
    pipeline.sync(other, upsert("order__items", "{\"id\":1}"));
    pipeline.sync(ORDER, order(1, "{\"sku\":1}"));
    pipeline.sync(ORDER, order(1, "{\"sku\":2}"));

    assertThat(pipeline.query("SELECT id FROM people.order__items")).containsExactly("1");
    String child = pipeline.tables().get(2);
    assertThat(child).matches("order__items_[0-9a-f]{12}");
    assertThat(pipeline.query("SELECT sku FROM people." + child)).containsExactly("2");
  }

  @ParameterizedTest
  @EnumSource(names = "COMMITTED", mode = EnumSource.Mode.EXCLUDE)
  void aCommitThatBreaksOffLeavesRowsAndChildrenOfThePreviousOne(CommitStep brokenOff)
      throws Exception {
    pipeline.sync(ORDER, order(1, "{\"sku\":\"a\",\"qty\":1}"));
    pipeline.observedBy(
        step -> {
          if (step == brokenOff) {
            throw new SQLException("the disk is gone");
          }
        });
    Operation[] next = {order(1, "{\"sku\":\"b\",\"qty\":\"x\"}"), order(2, "{\"sku\":\"c\"}")};

    assertThatThrownBy(() -> pipeline.sync(ORDER, next)).hasRootCauseMessage("the disk is gone");

    assertThat(pipeline.query(ITEMS)).containsExactly("1|0|a|1");
    pipeline.observedBy(step -> {});
    pipeline.sync(ORDER, next);
    pipeline.sync(ORDER, next);
    assertThat(pipeline.query(ITEMS)).containsExactly("1|0|b|x", "2|0|c|null");
  }

  @Test
  void severalCommitsOfOneSyncAddUp() throws Exception {
    try (Session session = pipeline.begin()) {
      session.declare(ORDER);
      for (int i = 1; i <= 3; i++) {
        session.write(SqlPipeline.batch(order(1, "{\"sku\":" + i + "}"), order(i, "{\"sku\":9}")));
        session.commit(SqlPipeline.state("order"), pipeline.run(Outcome.RUNNING));
      }
      session.finish(pipeline.run(Outcome.COMPLETE));
    }

    assertThat(pipeline.query("SELECT _leat_parent_id, sku FROM people.order__items ORDER BY 1"))
        .containsExactly("1|3", "2|9", "3|9");
  }

  @Test
  void manyRowsAreReadInPortions() throws Exception {
    int rows = 120_000;
    Operation[] orders = new Operation[rows];
    for (int i = 0; i < rows; i++) {
      orders[i] = order(i, "{\"sku\":" + i + "}");
    }
    pipeline.sync(ORDER, orders);

    assertThat(
            pipeline.query(
                "SELECT count(*), count(DISTINCT _leat_parent_id), bool_and(sku = _leat_parent_id)"
                    + " FROM people.order__items"))
        .containsExactly(rows + "|" + rows + "|true");
  }

  private static Operation order(int id, String items) {
    return upsert("order", "{\"id\":" + id + ",\"items\":[" + items + "]}");
  }

  private static Operation event(int n, String tags) {
    return upsert("event", "{\"n\":" + n + ",\"tags\":[" + tags + "]}");
  }

  private static Operation truncate(String table, Optional<Instant> before) {
    return new Operation.Truncate(new TableName(table), before);
  }
}
