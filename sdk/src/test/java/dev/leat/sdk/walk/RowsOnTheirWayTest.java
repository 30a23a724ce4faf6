package dev.leat.sdk.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.Operation;
import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.row.Children;
import dev.leat.sdk.row.RowMap;
import dev.leat.sdk.row.RowsAt;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a walk does with rows that are mapped, and with records that are not rows. */
class RowsOnTheirWayTest {

  private static final Table ORDER = Table.named("order").key("number");
  private static final Table ITEM = Table.named("item").key("order", "line");

  private final TestClock clock = new TestClock();

  private static Timestamp walk(String json) {
    return Timestamp.of(ORDER)
        .cursor(CursorField.instant("changed"))
        .rowsAt("/orders")
        .uncapped()
        .since(since -> Answer.of(json));
  }

  private Recording sync(Walk walk) {
    return Recording.empty().sync(walk, clock, Schema.of(ORDER, ITEM));
  }

  private static List<String> said(Recording sync) {
    return sync.operations.stream()
        .filter(each -> each.isData())
        .map(
            each ->
                each.getClass().getSimpleName()
                    + " "
                    + each.findTable().orElseThrow()
                    + each.findRow().map(row -> " " + row.json()).orElse(""))
        .toList();
  }

  @Test
  void aRowIsMappedAfterItsCursorWasRead() {
    Recording sync =
        sync(
            walk("{\"orders\":[{\"no\":1,\"changed\":\"2026-01-01T00:00:00Z\",\"internal\":true}]}")
                .rowMap(RowMap.unchanged().rename("no", "number").remove("changed", "internal")));
    assertThat(said(sync)).containsExactly("Upsert order {\"number\":1}");
    assertThat(sync.cursor(ORDER).text("cursor")).contains("2026-01-01T00:00:00Z");
  }

  @Test
  void rowsWhoseKeyHasAnotherNameAtTheSourceAreToldApart() {
    String rows =
        "{\"orders\":[{\"no\":1,\"changed\":\"2026-01-01T00:00:00Z\"},"
            + "{\"no\":2,\"changed\":\"2026-01-01T00:00:00Z\"}]}";
    Timestamp walk = walk(rows).rowMap(RowMap.unchanged().rename("no", "number"));
    Recording first = sync(walk);
    assertThat(said(first)).hasSize(2);
    assertThat(first.next().sync(walk, clock, Schema.of(ORDER, ITEM)).ids()).isEmpty();
  }

  @Test
  void aRowThatIsDeletedBecomesADeleteOfItsKey() {
    Recording sync =
        sync(
            walk("{\"orders\":[{\"number\":1,\"changed\":\"2026-01-01T00:00:00Z\",\"gone\":true},"
                    + "{\"number\":2,\"changed\":\"2026-01-01T00:00:00Z\",\"gone\":false}]}")
                .rowMap(
                    RowMap.unchanged()
                        .deletedIf(row -> row.text("gone").equals(Optional.of("true")))
                        .keepOnly("number")));
    assertThat(said(sync))
        .containsExactly("Delete order {\"number\":1}", "Upsert order {\"number\":2}");
  }

  @Test
  void childrenGoToTheirOwnTableIfItIsSelected() {
    Timestamp walk =
        walk("{\"orders\":[{\"number\":7,\"changed\":\"2026-01-01T00:00:00Z\","
                + "\"lines\":[{\"line\":1},{\"line\":2}]}]}")
            .rowMap(
                RowMap.unchanged()
                    .children(
                        Children.of("item", "/lines").with("order", "number").clearedFromParent()),
                ITEM);
    assertThat(walk.tables()).extracting(Table::name).containsExactly(ORDER.name(), ITEM.name());
    assertThat(said(sync(walk)))
        .containsExactly(
            "Upsert order {\"number\":7,\"changed\":\"2026-01-01T00:00:00Z\"}",
            "Upsert item {\"line\":1,\"order\":7}",
            "Upsert item {\"line\":2,\"order\":7}");
    assertThat(said(Recording.empty().sync(walk, clock, Schema.of(ORDER)))).hasSize(1);
  }

  @Test
  void rowsOfPartitionsAndOfParentsMayHaveChildrenToo() throws Exception {
    Timestamp orders =
        walk("{\"orders\":[{\"number\":7,\"changed\":\"2026-01-01T00:00:00Z\","
                + "\"lines\":[{\"line\":1}]}]}")
            .rowMap(
                RowMap.unchanged()
                    .children(
                        Children.of("item", "/lines").with("order", "number").clearedFromParent()),
                ITEM);
    Partitions shops =
        Partitions.of(ORDER, PartitionSource.of("shop", List.of("a")), shop -> orders);
    Table customer = Table.named("customer").key("id");
    Parents customers =
        Parents.of(
            Replay.of(customer).uncapped().everything(() -> Answer.of("[{\"id\":1}]")),
            row -> Partition.of("id", row.text("id").orElseThrow()),
            ORDER,
            id -> orders);
    assertThatThrownBy(shops::check).hasMessageContaining("andTables(...)");
    shops.andTables(ITEM).check();
    for (Walk walk : List.of(shops.andTables(ITEM), customers.andTables(ITEM))) {
      assertThat(walk.tables()).contains(ORDER, ITEM);
      Schema selection = new Schema(walk.tables());
      assertThat(said(Recording.empty().sync(walk, clock, selection)))
          .contains(
              "Upsert order {\"number\":7,\"changed\":\"2026-01-01T00:00:00Z\"}",
              "Upsert item {\"line\":1,\"order\":7}");
    }
    assertThatThrownBy(() -> customers.andTables(customer)).hasMessageContaining("customer");
  }

  @Test
  void aTableOfChildrenThatIsNotNamedIsTheAuthorsError() {
    Timestamp walk =
        walk("{\"orders\":[{\"number\":7,\"changed\":\"2026-01-01T00:00:00Z\",\"lines\":[{}]}]}")
            .rowMap(RowMap.unchanged().children(Children.of("item", "/lines")));
    assertThatThrownBy(() -> sync(walk)).hasMessageContaining("rowMap(map, tables...)");
  }

  @Test
  void aRecordThatIsNotARowIsSetAsideOnceAndTheOthersAreRead() {
    Recording sync =
        sync(walk("{\"orders\":[5,{\"number\":1,\"changed\":\"2026-01-01T00:00:00Z\"},null]}"));
    assertThat(sync.operations.stream().filter(Operation.SetAside.class::isInstance)).hasSize(2);
    assertThat(said(sync))
        .contains("Upsert order {\"number\":1,\"changed\":\"2026-01-01T00:00:00Z\"}");
    assertThat(sync.isComplete()).isTrue();
  }

  @Test
  void rowsMayStandAsTheValuesOfAnObject() {
    Timestamp walk =
        walk("{\"orders\":{\"a\":{\"changed\":\"2026-01-01T00:00:00Z\"}}}")
            .rowsAt(RowsAt.of("/orders/*").keyAs("number"));
    assertThat(said(sync(walk)))
        .containsExactly("Upsert order {\"changed\":\"2026-01-01T00:00:00Z\",\"number\":\"a\"}");
  }
}
