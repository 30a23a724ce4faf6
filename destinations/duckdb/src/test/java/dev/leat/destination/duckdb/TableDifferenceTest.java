package dev.leat.destination.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.Operation;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableDifferenceTest {

  private static final Table USER = Table.named("user").key("userId");
  private static final Table EVENT = Table.named("event");

  @TempDir Path folder;
  private Pipeline expected;
  private Pipeline actual;

  @BeforeEach
  void twoDatabases() {
    expected = new Pipeline(folder.resolve("expected.duckdb"));
    actual = new Pipeline(folder.resolve("actual.duckdb"));
  }

  @Test
  void equalTablesDoNotDifferWhateverTheOrderAndTheTimeOfTheSync() throws Exception {
    expected.sync(USER, user(1, "1.10"), user(2, "2"), user(3, "null"));
    actual.at(Pipeline.NOON.plusSeconds(60));
    actual.sync(USER, user(3, "null"), user(2, "2"));
    actual.sync(USER, user(1, "1.10"));

    assertThat(differences(USER)).isEmpty();
  }

  @Test
  void saysWhichRowsAreLostStaleAndForeign() throws Exception {
    expected.sync(USER, user(1, "1"), user(2, "2"), user(3, "3"));
    actual.sync(USER, user(2, "9"), user(3, "3"), user(4, "4"));

    assertThat(differences(USER))
        .containsExactly(
            new TableDifference(
                "user",
                1,
                0,
                1,
                1,
                List.of(
                    "row [\"1\"] is lost",
                    "row [\"2\"] has other values",
                    "row [\"4\"] should not be there")));
  }

  @Test
  void countsTheRowsOfATableWithoutAKeyAsABag() throws Exception {
    expected.sync(EVENT, event("a"), event("a"), event("b"));
    actual.sync(EVENT, event("a"), event("b"), event("b"), event("b"));

    TableDifference difference = differences(EVENT).get(0);
    assertThat(difference.lost()).isEqualTo(1);
    assertThat(difference.doubled()).isEqualTo(2);
    assertThat(difference.examples())
        .containsExactly("row [\"a\"] is there 1 x", "row [\"b\"] is there 3 x");
  }

  @Test
  void seesDigitsThatAFractionInAJsonDocumentWouldLose() throws Exception {
    expected.sync(USER, user(1, "0.12345678901234567890123456789"));
    actual.sync(USER, user(1, "0.12345678901234567890123456788"));

    assertThat(differences(USER)).extracting(TableDifference::stale).containsExactly(1L);
  }

  @Test
  void saysHowColumnsDiffer() throws Exception {
    expected.sync(USER, user(1, "1"));
    actual.sync(USER, user(1, "\"one\""));

    assertThat(differences(USER).get(0).examples().get(0))
        .contains("the columns are [user_id BIGINT, v VARCHAR]", "[user_id BIGINT, v BIGINT]");
  }

  @Test
  void aTableThatIsNotThereHasLostAllItsRows() throws Exception {
    expected.sync(USER, user(1, "1"), user(2, "2"));
    actual.sync(EVENT, event("a"));

    assertThat(differences(USER)).extracting(TableDifference::lost).containsExactly(2L);
    assertThat(differences(EVENT)).extracting(TableDifference::foreign).containsExactly(1L);
  }

  private List<TableDifference> differences(Table table) {
    return TableDifference.between(
        folder.resolve("expected.duckdb"), folder.resolve("actual.duckdb"), Schema.of(table));
  }

  private static Operation user(int id, String value) {
    return Pipeline.upsert("user", "{\"userId\":" + id + ",\"v\":" + value + "}");
  }

  private static Operation event(String name) {
    return Pipeline.upsert("event", "{\"name\":\"" + name + "\"}");
  }
}
