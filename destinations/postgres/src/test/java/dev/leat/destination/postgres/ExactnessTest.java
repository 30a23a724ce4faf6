package dev.leat.destination.postgres;

import static dev.leat.destination.sql.SqlPipeline.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.destination.sql.SqlPipeline;
import dev.leat.engine.destination.TableChanges;
import dev.leat.sdk.Operation;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactnessTest {

  private static final Table OPEN = Table.named("t").key("id");

  private SqlPipeline pipeline;

  @BeforeEach
  void makePipeline() throws Exception {
    pipeline = new SqlPipeline(TestPostgres.empty(), "people");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "9007199254740993; INT64; 9007199254740993",
        "-9223372036854775808; INT64; -9223372036854775808",
        "9223372036854775808; DECIMAL(38,0); 9223372036854775808",
        "99999999999999999999999999999999999999; DECIMAL(38,0);"
            + " 99999999999999999999999999999999999999",
        "1234567890123456789012345678901234567890; TEXT;"
            + " 1234567890123456789012345678901234567890",
        "0.1234567890123456789012345678901234567; DECIMAL(38,37);"
            + " 0.1234567890123456789012345678901234567",
        "0.1; FLOAT64; 0.1",
        "0.30000000000000004; FLOAT64; 0.30000000000000004",
        "0.1000000000000000055; DECIMAL(38,19); 0.1000000000000000055",
        "-0.0; FLOAT64; -0",
        "1.7976931348623157e308; FLOAT64; 1.7976931348623157e+308",
        "4.9e-324; FLOAT64; 5e-324",
        "1e400; TEXT; 1e400",
        "1e999999999; TEXT; 1e999999999",
        "true; BOOLEAN; true",
        "\"NaN\"; TEXT; NaN",
        "\"2026-01-31T23:59:59.123456789Z\"; TEXT; 2026-01-31T23:59:59.123456789Z",
        "\"\"; TEXT; ''",
        "\"\\ud83d\\ude00 \\u00e9 \\\"x\\\"\"; TEXT; 😀 é \"x\"",
        "{\"b\":1.10,\"a\":[1e400]}; JSON; true",
        "[]; JSON; true"
      })
  void keepsAnUndeclaredValueToTheLastDigit(String json, String type, String stored)
      throws Exception {
    pipeline.sync(OPEN, upsert("t", "{\"id\":1,\"v\":" + json + "}"));

    assertThat(pipeline.types("t")).containsExactly("id INT64", "v " + type);
    String value = type.equals("JSON") ? "v = '" + json + "'::jsonb" : "v";
    assertThat(pipeline.query("SELECT " + value + " FROM people.t")).containsExactly(stored);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "UTC_DATETIME; \"2026-01-31T23:59:59.123456+02:00\"; INSTANT;"
            + " 2026-01-31 21:59:59.123456+00",
        "UTC_DATETIME; \"0001-01-01T00:00:00Z\"; INSTANT; 0001-01-01 00:00:00+00",
        "UTC_DATETIME; \"9999-12-31T23:59:59.999999-14:00\"; INSTANT;"
            + " 10000-01-01 13:59:59.999999+00",
        "UTC_DATETIME; \"2026-01-31T23:59:59.123456789Z\"; TEXT; 2026-01-31T23:59:59.123456789Z",
        "NAIVE_DATETIME; \"2026-01-31T23:59:59.5\"; DATETIME; 2026-01-31 23:59:59.5",
        "NAIVE_DATE; \"2026-01-31\"; DATE; 2026-01-31",
        "NAIVE_TIME; \"23:59\"; TIME; 23:59:00",
        "NAIVE_TIME; \"23:59:59.123456789\"; TEXT; 23:59:59.123456789",
        "LONG; \"123\"; INT64; 123",
        "LONG; 1.0; INT64; 1",
        "LONG; 1e3; INT64; 1000",
        "FLOAT; 0.1; FLOAT32; 0.1",
        "FLOAT; 16777217; FLOAT64; 16777217",
        "DECIMAL(10,2); 12.34; DECIMAL(10,2); 12.34",
        "DECIMAL(60,2); 12.34; TEXT; 12.34",
        "BOOLEAN; \"true\"; BOOLEAN; true",
        "BINARY; \"AAEC/w==\"; BYTES; \\x000102ff",
        "STRING; 1.50; TEXT; 1.50",
        "JSON; \"text\"; JSON; \"text\"",
        "JSON; 1.10; JSON; 1.10"
      })
  void keepsADeclaredValueToTheLastDigit(String declared, String json, String type, String stored)
      throws Exception {
    Table table = Table.named("t").column("v", DataType.parse(declared).orElseThrow());
    pipeline.sync(table, upsert("t", "{\"v\":" + json + "}"));

    assertThat(pipeline.types("t")).containsExactly("v " + type);
    assertThat(pipeline.query("SELECT CAST(v AS VARCHAR) FROM people.t")).containsExactly(stored);
  }

  @Test
  void wideningAnInstantOrBytesToTextKeepsThem() throws Exception {
    Table table =
        Table.named("t").column("v", DataType.UTC_DATETIME).column("b", DataType.BINARY).key("id");
    String bytes = "QUJD".repeat(40);
    pipeline.sync(
        table,
        upsert("t", "{\"id\":1,\"v\":\"2026-01-31T23:59:59.120+02:00\",\"b\":\"" + bytes + "\"}"));
    Table texts =
        Table.named("t").column("v", DataType.STRING).column("b", DataType.STRING).key("id");
    pipeline.sync(texts, upsert("t", "{\"id\":2,\"v\":\"never\",\"b\":\"no base64!\"}"));

    assertThat(pipeline.query("SELECT v, b FROM people.t ORDER BY id"))
        .containsExactly("2026-01-31T21:59:59.12Z|" + bytes, "never|no base64!");
  }

  @Test
  void putsAnotherCharacterForNulAndKeepsTheOriginalAside() throws Exception {
    TableChanges changes =
        pipeline.sync(
            OPEN,
            upsert("t", "{\"id\":1,\"v\":\"a\\u0000b\"}"),
            upsert("t", "{\"id\":2,\"w\":{\"k\\u0000\":\"\\\\u0000 \\u0000\"}}"),
            upsert("t", "{\"id\":3,\"n\\u0000\":1}"));

    assertThat(changes).isEqualTo(new TableChanges(3, 0, 0, 0, 0));
    assertThat(pipeline.query("SELECT v, w, n FROM people.t ORDER BY id"))
        .containsExactly(
            "a\ufffdb|null|null", "null|{\"k\ufffd\": \"\\\\u0000 \ufffd\"}|null", "null|null|1");
    assertThat(pipeline.query("SELECT reason, row_json FROM _leat_quarantine ORDER BY 2"))
        .allSatisfy(each -> assertThat(each).contains("NUL", "U+FFFD"))
        .first()
        .asString()
        .endsWith("{\"id\":1,\"v\":\"a\\u0000b\"}");
    pipeline.sync(OPEN, upsert("t", "{\"id\":3,\"n\\u0000\":2}"));
    assertThat(pipeline.query("SELECT n FROM people.t WHERE id = 3")).containsExactly("2");
  }

  @Test
  void keepsJsonThatTheDatabaseDoesNotTakeAsText() throws Exception {
    pipeline.sync(OPEN, upsert("t", "{\"id\":1,\"v\":{\"a\":1}}"));
    pipeline.sync(OPEN, upsert("t", "{\"id\":2,\"v\":[1e400000]}"));
    String deep = "[".repeat(900) + "]".repeat(900);
    pipeline.sync(OPEN, upsert("t", "{\"id\":3,\"w\":" + deep + "}"));

    assertThat(pipeline.types("t")).containsExactly("id INT64", "v TEXT", "w JSON");
    assertThat(pipeline.query("SELECT v FROM people.t WHERE id < 3 ORDER BY id"))
        .containsExactly("{\"a\": 1}", "[1e400000]");
  }

  @Test
  void versionsThatAreTextAreComparedToTheNanosecondAndBelowZero() throws Exception {
    Table table = Table.named("t").key("id").versionedBy("v");
    pipeline.sync(
        table,
        upsert("t", version(1, "2026-01-01T00:00:00.000000002Z", "new")),
        upsert("t", version(1, "2026-01-01T00:00:00.000000001Z", "old")),
        upsert("t", version(2, "-9", "new")),
        upsert("t", version(2, "-10", "old")),
        upsert("t", version(3, "2.5e1", "new")),
        upsert("t", version(3, "24.9", "old")),
        upsert("t", version(4, "b", "new")),
        upsert("t", version(4, "B", "old")));

    assertThat(pipeline.query("SELECT name FROM people.t")).containsOnly("new").hasSize(4);
  }

  private static String version(int id, String version, String name) {
    return "{\"id\":%d,\"v\":\"%s\",\"name\":\"%s\"}".formatted(id, version, name);
  }

  @Test
  void aKeyTooLongForAnIndexIsSetAside() throws Exception {
    String fits = "k".repeat(2_600);
    TableChanges changes =
        pipeline.sync(
            OPEN,
            upsert("t", "{\"id\":\"" + fits + "\"}"),
            upsert("t", "{\"id\":\"" + fits + "k\"}"));

    assertThat(changes).isEqualTo(new TableChanges(1, 0, 0, 0, 1));
    assertThat(pipeline.query("SELECT reason FROM _leat_quarantine"))
        .containsExactly(
            "its key has 2601 bytes, more than the 2600 by which the database finds a row");
  }

  @Test
  void holdsAThousandColumns() throws Exception {
    pipeline.sync(OPEN, wide(1, 980, "1"), upsert("t", "{\"id\":2,\"column 7\":8}"));
    pipeline.sync(OPEN, wide(1, 980, "2"));

    assertThat(pipeline.query("SELECT column_979 FROM people.t ORDER BY id"))
        .containsExactly("2", "null");
  }

  @Test
  void aRowThatIsTooWideOrHasTooManyFieldsIsSetAside() throws Exception {
    TableChanges changes =
        pipeline.sync(
            OPEN,
            wide(1, 430, "\"" + "x".repeat(100) + "\""),
            wide(2, 450, "\"" + "x".repeat(100) + "\""),
            wide(4, 440, "1234567890123456"),
            wide(3, 1_600, "true"));

    assertThat(changes).isEqualTo(new TableChanges(2, 0, 0, 0, 2));
    assertThat(pipeline.query("SELECT id FROM people.t ORDER BY id")).containsExactly("1", "4");
    assertThat(pipeline.query("SELECT reason FROM _leat_quarantine ORDER BY 1"))
        .containsExactly(
            "its 451 fields are wider than a row of the database, even with long values kept apart",
            "the table has 1500 columns, as many as the database holds, and none for \"column"
                + " 1499\"");
  }

  private static Operation wide(int id, int columns, String value) {
    StringBuilder row = new StringBuilder("{\"id\":" + id);
    for (int i = 0; i < columns; i++) {
      row.append(",\"column ").append(i).append("\":").append(value);
    }
    return upsert("t", row.append('}').toString());
  }

  @Test
  void holdsATextOfFiftyMegabytesAndWhatComesAfterIt() throws Exception {
    String row = "{\"id\":%d,\"text\":\"%s\"}";
    pipeline.sync(
        OPEN,
        upsert("t", row.formatted(1, "x".repeat(50_000_000))),
        upsert("t", row.formatted(2, "short")));

    assertThat(pipeline.query("SELECT length(text), left(text, 1) FROM people.t ORDER BY id"))
        .containsExactly("50000000|x", "5|s");
  }
}
