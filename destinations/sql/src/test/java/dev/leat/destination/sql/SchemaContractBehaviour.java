package dev.leat.destination.sql;

import static dev.leat.destination.sql.SqlPipeline.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.engine.destination.SchemaContract;
import dev.leat.engine.destination.SchemaContractException;
import dev.leat.engine.destination.TableChanges;
import dev.leat.engine.types.ColumnType;
import dev.leat.engine.types.ColumnType.Kind;
import dev.leat.sdk.Operation;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class SchemaContractBehaviour extends SqlBehaviour {

  private static final Table USER = Table.named("user").key("id");

  @BeforeEach
  void storeAUser() throws Exception {
    pipeline.sync(USER, upsert("user", "{\"id\":1,\"age\":36}"));
  }

  @Test
  void evolveAddsColumnsAndWidensTypes() throws Exception {
    pipeline.sync(USER, upsert("user", "{\"id\":2,\"age\":\"unknown\",\"city\":\"Turin\"}"));

    assertThat(pipeline.types("user")).containsExactly("id INT64", "age TEXT", "city TEXT");
    assertThat(pipeline.query("SELECT id, age, city FROM people.user ORDER BY id"))
        .containsExactly("1|36|null", "2|unknown|Turin");
  }

  @Test
  void evolveSetsARowWithoutItsKeyAside() throws Exception {
    TableChanges changes =
        pipeline.sync(USER, upsert("user", "{\"age\":1}"), upsert("user", "{\"id\":null}"));

    assertThat(changes).isEqualTo(new TableChanges(0, 0, 0, 0, 2));
    assertThat(pipeline.query("SELECT table_name, reason FROM _leat_quarantine"))
        .containsOnly("user|the row has no value in its key column \"id\"");
  }

  @Test
  void aRecordThatCannotBeARowIsKeptWithItsReasonUnderEvolveAndQuarantine() throws Exception {
    pipeline.sync(USER, setAside("7"), upsert("user", "{\"id\":2,\"age\":40}"));
    pipeline.contract(SchemaContract.QUARANTINE);
    TableChanges changes = pipeline.sync(USER, setAside("\"x\""));

    assertThat(changes).isEqualTo(new TableChanges(0, 0, 0, 0, 1));
    assertThat(
            pipeline.query(
                "SELECT pipeline, table_name, reason, row_json, run_id FROM _leat_quarantine ORDER"
                    + " BY row_json"))
        .containsExactly(
            "people|user|it is not an object|\"x\"|run-1",
            "people|user|it is not an object|7|run-1");
    assertThat(pipeline.query("SELECT id FROM people.user ORDER BY id")).containsExactly("1", "2");
  }

  @Test
  void aRecordThatIsReadAgainIsKeptOnce() throws Exception {
    pipeline.sync(USER, setAside("7"), setAside("7"), setAside("8"));
    TableChanges again = pipeline.sync(USER, setAside("7"));

    assertThat(again.quarantined()).isEqualTo(1);
    assertThat(pipeline.query("SELECT row_json FROM _leat_quarantine ORDER BY row_json"))
        .containsExactly("7", "8");
  }

  @Test
  void freezeEndsAtARecordThatCannotBeARow() {
    pipeline.contract(SchemaContract.FREEZE);

    assertThatThrownBy(() -> pipeline.sync(USER, setAside("7")))
        .isInstanceOf(SchemaContractException.class)
        .hasMessageContaining("\"user\" is frozen")
        .hasMessageContaining("it is not an object");
  }

  /** What the database calls the type. */
  private String int64() {
    return database.dialect().type(ColumnType.of(Kind.INT64));
  }

  private static Operation setAside(String record) {
    return new Operation.SetAside(USER.name(), record, "it is not an object");
  }

  @Test
  void freezeNamesTableColumnAndBothTypes() throws Exception {
    pipeline.contract(SchemaContract.FREEZE);

    assertThatThrownBy(
            () ->
                pipeline.sync(
                    USER,
                    upsert("user", "{\"id\":2,\"age\":40}"),
                    upsert("user", "{\"id\":3,\"age\":\"unknown\"}")))
        .isInstanceOf(SchemaContractException.class)
        .hasMessageContaining("\"user\"")
        .hasMessageContaining("column \"age\" is stored as " + int64() + " and cannot hold text");
    assertThat(pipeline.query("SELECT id FROM people.user")).containsExactly("1");
  }

  @Test
  void freezeRefusesANewColumn() {
    pipeline.contract(SchemaContract.FREEZE);

    assertThatThrownBy(() -> pipeline.sync(USER, upsert("user", "{\"id\":2,\"city\":\"Turin\"}")))
        .isInstanceOf(SchemaContractException.class)
        .hasMessageContaining("no column for \"city\"");
    assertThatThrownBy(() -> pipeline.sync(USER.column("zip", DataType.STRING)))
        .isInstanceOf(SchemaContractException.class)
        .hasMessageContaining("no column for \"zip\" (STRING)");
  }

  @Test
  void freezeTakesWhatFits() throws Exception {
    pipeline.contract(SchemaContract.FREEZE);
    pipeline.sync(USER, upsert("user", "{\"id\":2,\"age\":40,\"city\":null}"));

    assertThat(pipeline.query("SELECT id, age FROM people.user ORDER BY id"))
        .containsExactly("1|36", "2|40");
  }

  @Test
  void quarantineKeepsTheRowWithTheReasonAndGoesOn() throws Exception {
    pipeline.contract(SchemaContract.QUARANTINE);
    TableChanges changes =
        pipeline.sync(
            USER,
            upsert("user", "{\"id\":2,\"age\":\"unknown\"}"),
            upsert("user", "{\"id\":3,\"city\":\"Turin\"}"),
            upsert("user", "{\"id\":4,\"age\":40}"));

    assertThat(changes).isEqualTo(new TableChanges(1, 0, 0, 0, 2));
    assertThat(pipeline.query("SELECT id FROM people.user ORDER BY id")).containsExactly("1", "4");
    assertThat(
            pipeline.query(
                "SELECT pipeline, table_name, row_json, run_id, CAST(quarantined_at AS VARCHAR)"
                    + " FROM"
                    + " _leat_quarantine ORDER BY row_json"))
        .containsExactly(
            "people|user|{\"id\":2,\"age\":\"unknown\"}|run-1|2026-11-21 12:00:00+00",
            "people|user|{\"id\":3,\"city\":\"Turin\"}|run-1|2026-11-21 12:00:00+00");
    assertThat(pipeline.types("user")).containsExactly("id INT64", "age INT64");
  }

  @Test
  void aNewTableTakesItsFirstShapeUnderEveryContract() throws Exception {
    for (SchemaContract contract : SchemaContract.values()) {
      Table table = Table.named("new" + contract).key("id");
      pipeline.contract(contract).sync(table, upsert("new" + contract, "{\"id\":1,\"x\":\"y\"}"));

      assertThat(pipeline.query("SELECT id, x FROM people.new_" + contract)).containsExactly("1|y");
    }
  }

  @Test
  void theSchemaRecordTellsNamesAndTypes() throws Exception {
    assertThat(
            pipeline.query(
                "SELECT pipeline, source_table, source_column, schema_name, table_name,"
                    + " column_name, type FROM _leat_schema ORDER BY source_column NULLS FIRST"))
        .containsExactly(
            "people|user|null|people|user|null|null",
            "people|user|age|people|user|age|" + int64(),
            "people|user|id|people|user|id|" + int64());
  }
}
