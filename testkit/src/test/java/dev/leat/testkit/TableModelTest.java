package dev.leat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.Operation;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.Disposition;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableModelTest {

  private static final Table CITY = Table.named("city").key("id");
  private static final Table LOG = Table.named("log").disposition(Disposition.APPEND);
  private static final Schema TABLES = Schema.of(CITY, LOG);

  @Test
  void mergesByKeyAsADestinationWould() {
    TableModel model =
        TableModel.after(
            TABLES,
            List.of(
                upsert(CITY, "{\"id\":1,\"a\":1,\"b\":1}"),
                upsert(CITY, "{\"id\":1,\"a\":2}"),
                new Operation.Update(CITY.name(), JsonRow.parse("{\"id\":1,\"c\":3}")),
                upsert(CITY, "{\"id\":2}"),
                new Operation.Delete(CITY.name(), JsonRow.parse("{\"id\":2}"))));

    assertThat(model.rows(CITY.name()))
        .hasSize(1)
        .containsEntry("[1]", "{\"id\":1,\"a\":2,\"c\":3}");
  }

  @Test
  void keepsEveryRowOfATableThatAppends() {
    TableModel twice = TableModel.after(TABLES, List.of(upsert(LOG, "{}"), upsert(LOG, "{}")));

    assertThat(twice.rows(LOG.name())).hasSize(2);
    assertThat(twice).isNotEqualTo(TableModel.after(TABLES, List.of(upsert(LOG, "{}"))));
  }

  @Test
  void doesNotDependOnTheOrderOfArrival() {
    List<Operation> some = List.of(upsert(CITY, "{\"id\":1}"), upsert(CITY, "{\"id\":2}"));
    List<Operation> other = List.of(some.get(1), some.get(0));

    assertThat(TableModel.after(TABLES, some)).isEqualTo(TableModel.after(TABLES, other));
  }

  @Test
  void aTruncateTakesWhatArrivedBefore() {
    TableModel model =
        TableModel.after(
            TABLES,
            List.of(
                upsert(CITY, "{\"id\":1}"),
                Operation.Truncate.all(CITY.name()),
                upsert(CITY, "{\"id\":2}")));

    assertThat(model.rows(CITY.name())).containsOnlyKeys("[2]");
  }

  @Test
  void refusesRowsThatNoDestinationCouldPlace() {
    assertThatThrownBy(() -> TableModel.after(TABLES, List.of(upsert(CITY, "{\"id\":null}"))))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no value for its key \"id\"");
    assertThatThrownBy(() -> TableModel.after(Schema.of(LOG), List.of(upsert(CITY, "{\"id\":1}"))))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("\"city\"");
  }

  private static Operation upsert(Table table, String row) {
    return new Operation.Upsert(table.name(), JsonRow.parse(row));
  }
}
