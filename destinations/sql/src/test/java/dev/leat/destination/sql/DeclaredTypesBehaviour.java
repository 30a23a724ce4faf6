package dev.leat.destination.sql;

import static dev.leat.destination.sql.SqlPipeline.update;
import static dev.leat.destination.sql.SqlPipeline.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.engine.destination.SchemaContract;
import dev.leat.engine.destination.SchemaContractException;
import dev.leat.engine.destination.TableChanges;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A column stays what its connector declares: what is something else is set aside. */
public abstract class DeclaredTypesBehaviour extends SqlBehaviour {

  private static final Table AGED =
      Table.named("t").column("id", DataType.LONG).column("age", DataType.LONG).key("id");

  @ParameterizedTest
  @EnumSource(names = {"EVOLVE", "QUARANTINE"})
  void aValueThatDoesNotFitSetsItsRowAsideFromTheFirstRowOn(SchemaContract contract)
      throws Exception {
    pipeline.contract(contract);
    TableChanges changes =
        pipeline.sync(
            AGED,
            upsert("t", "{\"id\":1,\"age\":\"unknown\"}"),
            upsert("t", "{\"id\":2,\"age\":36}"),
            upsert("t", "{\"id\":3,\"age\":1.5}"));
    TableChanges next =
        pipeline.sync(
            AGED,
            upsert("t", "{\"id\":4,\"age\":true}"),
            upsert("t", "{\"id\":5,\"age\":\"37\"}"),
            update("t", "{\"id\":2,\"age\":{}}"));

    assertThat(changes).isEqualTo(new TableChanges(1, 0, 0, 0, 2));
    assertThat(next).isEqualTo(new TableChanges(1, 0, 0, 0, 2));
    assertThat(pipeline.types("t")).containsExactly("id INT64", "age INT64");
    assertThat(pipeline.query("SELECT id, age FROM people.t ORDER BY id"))
        .containsExactly("2|36", "5|37");
    assertThat(
            pipeline.query(
                "SELECT reason FROM _leat_quarantine WHERE reason LIKE '%declared%' ORDER BY 1"))
        .contains(
            "column \"age\" is declared as LONG, which does not hold this value (numbers with a"
                + " fraction)",
            "column \"age\" is declared as LONG, which does not hold this value (text)");
  }

  @Test
  void freezeStopsAtIt() {
    pipeline.contract(SchemaContract.FREEZE);

    assertThatThrownBy(() -> pipeline.sync(AGED, upsert("t", "{\"id\":1,\"age\":\"unknown\"}")))
        .isInstanceOf(SchemaContractException.class)
        .hasMessageContaining("\"age\" is declared as LONG, which does not hold this value (text)");
  }

  @Test
  void aRowThatIsSetAsideChangesNoColumn() throws Exception {
    pipeline.sync(
        AGED,
        upsert("t", "{\"id\":1,\"name\":7,\"age\":36}"),
        upsert("t", "{\"id\":2,\"name\":\"seven\",\"age\":\"unknown\"}"));

    assertThat(pipeline.types("t")).containsExactly("id INT64", "age INT64", "name INT64");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SHORT; 20000.0",
        "INT; 2000000000",
        "INT; 2000000000.0",
        "LONG; \"-9223372036854775808\"",
        "DECIMAL(4,2); 12.34",
        "FLOAT; 16777217",
        "DOUBLE; 0.1000000000000000055",
        "BOOLEAN; \"true\"",
        "UTC_DATETIME; \"2026-01-31T23:59:59.123456789Z\"",
        "UTC_DATETIME; \"1066-10-14T09:00:00.123456789Z\"",
        "NAIVE_DATETIME; \"2026-01-31\"",
        "NAIVE_TIME; \"23:59:59.123456789\"",
        "BINARY; \"AAEC/w==\"",
        "JSON; \"text\"",
        "STRING; {\"a\":1}"
      })
  void aValueOfTheDeclaredTypeIsStoredHoweverFineItIs(String type, String value) throws Exception {
    assertThat(store(type, value)).isEqualTo(new TableChanges(1, 0, 0, 0, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SHORT; 32768",
        "INT; 2147483648",
        "LONG; 9223372036854775808",
        "LONG; \"007\"",
        "DECIMAL(4,2); 123.4",
        "DECIMAL(4,2); 1.234",
        "LONG; \"NaN\"",
        "DOUBLE; \"n/a\"",
        "DOUBLE; \"NaN\"",
        "DOUBLE; \"Infinity\"",
        "DECIMAL(4,2); \"NaN\"",
        "BOOLEAN; \"yes\"",
        "BOOLEAN; 1",
        "UTC_DATETIME; 1700000000",
        "UTC_DATETIME; \"infinity\"",
        "NAIVE_DATE; \"today\"",
        "UTC_DATETIME; \"2026-02-30T00:00:00Z\"",
        "UTC_DATETIME; \"2026-01-31T23:59:59\"",
        "NAIVE_DATETIME; \"2026-01-31T23:59:59Z\"",
        "NAIVE_DATE; \"2026-01-31T10:00:00\"",
        "BINARY; \"no base64!\""
      })
  void aValueOfAnotherTypeIsSetAside(String type, String value) throws Exception {
    assertThat(store(type, value)).isEqualTo(new TableChanges(0, 0, 0, 0, 1));
    assertThat(pipeline.query("SELECT count(*) FROM _leat_quarantine")).containsExactly("1");
  }

  private TableChanges store(String type, String value) throws Exception {
    Table table = Table.named("t").column("v", DataType.parse(type).orElseThrow()).key("id");
    return pipeline.sync(table, upsert("t", "{\"id\":1,\"v\":" + value + "}"));
  }
}
