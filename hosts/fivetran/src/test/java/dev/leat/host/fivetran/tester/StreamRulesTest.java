package dev.leat.host.fivetran.tester;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.host.fivetran.wire.Checkpoint;
import dev.leat.host.fivetran.wire.Column;
import dev.leat.host.fivetran.wire.DataType;
import dev.leat.host.fivetran.wire.DataTypeParams;
import dev.leat.host.fivetran.wire.DecimalParams;
import dev.leat.host.fivetran.wire.Record;
import dev.leat.host.fivetran.wire.RecordType;
import dev.leat.host.fivetran.wire.Records;
import dev.leat.host.fivetran.wire.SchemaChange;
import dev.leat.host.fivetran.wire.SchemaResponse;
import dev.leat.host.fivetran.wire.Table;
import dev.leat.host.fivetran.wire.TableList;
import dev.leat.host.fivetran.wire.Task;
import dev.leat.host.fivetran.wire.UpdateResponse;
import dev.leat.host.fivetran.wire.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each rule notices whoever breaks it. */
class StreamRulesTest {

  private static final TableId USER = new TableId("", "user");

  private final Violations violations = new Violations();

  private static Column column(String name, DataType type) {
    return Column.newBuilder().setName(name).setType(type).build();
  }

  private static final Column PRICE =
      column("price", DataType.DECIMAL).toBuilder()
          .setParams(
              DataTypeParams.newBuilder()
                  .setDecimal(DecimalParams.newBuilder().setPrecision(4).setScale(2)))
          .build();

  private Catalog catalog() {
    Table user =
        Table.newBuilder()
            .setName("user")
            .addColumns(column("id", DataType.LONG).toBuilder().setPrimaryKey(true))
            .addColumns(column("name", DataType.STRING))
            .addColumns(PRICE)
            .build();
    return Catalog.of(
        SchemaResponse.newBuilder()
            .setWithoutSchema(TableList.newBuilder().addTables(user))
            .build(),
        violations);
  }

  private static ValueType number(long value) {
    return ValueType.newBuilder().setLong(value).build();
  }

  private static ValueType text(String value) {
    return ValueType.newBuilder().setString(value).build();
  }

  private static ValueType decimal(String value) {
    return ValueType.newBuilder().setDecimal(value).build();
  }

  private static Record.Builder good() {
    return Record.newBuilder()
        .setTableName("user")
        .putData("id", number(1))
        .putData("name", text("a"))
        .putData("price", decimal("12.34"));
  }

  private static UpdateResponse of(Record.Builder record) {
    return UpdateResponse.newBuilder().setRecord(record).build();
  }

  private static UpdateResponse checkpoint(String state) {
    return UpdateResponse.newBuilder()
        .setCheckpoint(Checkpoint.newBuilder().setStateJson(state))
        .build();
  }

  private List<String> breaches(Choice choice, UpdateResponse... messages) {
    StreamRules rules = new StreamRules(catalog(), choice, violations);
    for (UpdateResponse message : messages) {
      rules.see(message);
    }
    rules.end();
    return violations.lines();
  }

  private List<String> breaches(UpdateResponse... messages) {
    return breaches(Choice.everything(), messages);
  }

  private String breach(Record.Builder record) {
    List<String> lines = breaches(of(record), checkpoint("{}"));
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  @Test
  void aGoodStreamBreaksNone() {
    assertThat(breaches(of(good()), checkpoint("{}"))).isEmpty();
  }

  @Test
  void rowsAfterTheLastCheckpoint() {
    assertThat(breaches(of(good()))).singleElement().asString().contains("last checkpoint");
  }

  @Test
  void aValueOfAnotherTypeThanAnnounced() {
    assertThat(breach(good().putData("name", number(1)))).contains("STRING", "LONG");
  }

  @Test
  void aDecimalOfTooManyDigits() {
    assertThat(breach(good().putData("price", decimal("1.234")))).contains("DECIMAL(4,2)");
  }

  @Test
  void aDecimalThatIsNoNumber() {
    assertThat(breach(good().putData("price", decimal("cheap")))).contains("no number");
  }

  @Test
  void aValueThatIsNotEvenNull() {
    assertThat(breach(good().putData("name", ValueType.getDefaultInstance())))
        .contains("not even null");
  }

  @Test
  void anUpsertWithoutAColumn() {
    assertThat(breach(good().removeData("name"))).contains("lacks column \"name\"");
  }

  @Test
  void aRowWithoutItsKey() {
    assertThat(breach(good().putData("id", ValueType.newBuilder().setNull(true).build())))
        .contains("lacks its key \"id\"");
  }

  @Test
  void aDeleteWithoutItsKey() {
    assertThat(breach(Record.newBuilder().setTableName("user").setType(RecordType.DELETE)))
        .contains("lacks its key \"id\"");
  }

  @Test
  void anUpdateNeedsItsKeyAndNoMore() {
    Record.Builder update =
        Record.newBuilder()
            .setTableName("user")
            .setType(RecordType.UPDATE)
            .putData("id", number(1));
    assertThat(breaches(of(update), checkpoint("{}"))).isEmpty();
  }

  @Test
  void aColumnOrTableThatWasNotAnnounced() {
    assertThat(breach(good().putData("age", number(1)))).contains("\"age\"", "announced");
    assertThat(
            breaches(
                of(Record.newBuilder().setTableName("order").setType(RecordType.TRUNCATE)),
                checkpoint("{}")))
        .anyMatch(each -> each.contains("\"order\"") && each.contains("announced"));
  }

  @Test
  void aColumnMayBeAnnouncedOnTheWay() {
    UpdateResponse change =
        UpdateResponse.newBuilder()
            .setSchemaChange(
                SchemaChange.newBuilder()
                    .setWithoutSchema(
                        TableList.newBuilder()
                            .addTables(
                                Table.newBuilder()
                                    .setName("user")
                                    .addColumns(column("age", DataType.LONG)))))
            .build();
    assertThat(breaches(change, of(good().putData("age", number(1))), checkpoint("{}"))).isEmpty();
  }

  @Test
  void whatWasNotSelected() {
    Choice choice = new Choice(Set.of(), Map.of(USER, Set.of("name")));
    assertThat(breaches(choice, of(good()), checkpoint("{}")))
        .singleElement()
        .asString()
        .contains("\"name\"", "not selected");
    Choice none = new Choice(Set.of(USER), Map.of());
    assertThat(breaches(none, of(good()), checkpoint("{}")))
        .anyMatch(each -> each.contains("\"user\"") && each.contains("not selected"));
  }

  @Test
  void aTruncateAfterRows() {
    Record.Builder truncate = Record.newBuilder().setTableName("user").setType(RecordType.TRUNCATE);
    assertThat(breaches(of(truncate), of(good()), of(truncate), checkpoint("{}")))
        .singleElement()
        .asString()
        .contains("truncate");
  }

  @Test
  void aBatchThatIsTooLongTooLargeOrEmpty() {
    Records.Builder many = Records.newBuilder();
    for (int i = 0; i < 101; i++) {
      many.addRecords(good());
    }
    Records.Builder large = Records.newBuilder();
    for (int i = 0; i < 2; i++) {
      large.addRecords(good().putData("name", text("x".repeat(60_000))));
    }
    assertThat(
            breaches(
                UpdateResponse.newBuilder().setRecords(many).build(),
                UpdateResponse.newBuilder().setRecords(large).build(),
                UpdateResponse.newBuilder().setRecords(Records.getDefaultInstance()).build(),
                checkpoint("{}")))
        .hasSize(3)
        .anyMatch(each -> each.contains("100 rows"))
        .anyMatch(each -> each.contains("102400 bytes"))
        .anyMatch(each -> each.contains("empty"));
  }

  @Test
  void aStateThatIsNoJsonOrTooLarge() {
    assertThat(
            breaches(
                checkpoint("{"),
                checkpoint(""),
                checkpoint("{}{}"),
                checkpoint("\"" + "x".repeat(11_000_000) + "\"")))
        .hasSize(4);
  }

  @Test
  void aMessageAfterATask() {
    UpdateResponse task =
        UpdateResponse.newBuilder().setTask(Task.newBuilder().setMessage("renew")).build();
    assertThat(breaches(task, checkpoint("{}"))).singleElement().asString().contains("Task");
  }

  @Test
  void aMessageThatSaysNothing() {
    assertThat(
            breaches(
                UpdateResponse.getDefaultInstance(),
                UpdateResponse.newBuilder().setTask(Task.getDefaultInstance()).build()))
        .hasSize(2);
  }

  @Test
  void theSameBreachIsToldOnceWithHowOften() {
    assertThat(
            breaches(
                of(good().removeData("name")), of(good().removeData("name")), checkpoint("{}")))
        .singleElement()
        .asString()
        .endsWith("(2 times)");
  }
}
