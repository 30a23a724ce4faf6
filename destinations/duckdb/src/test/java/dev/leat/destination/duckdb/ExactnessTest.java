package dev.leat.destination.duckdb;

import static dev.leat.destination.duckdb.Pipeline.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.engine.destination.TableChanges;
import dev.leat.sdk.Operation;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Table;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactnessTest {

  private static final Table OPEN = Table.named("t").key("id");

  @TempDir Path folder;
  private Pipeline pipeline;

  @BeforeEach
  void makePipeline() {
    pipeline = new Pipeline(folder.resolve("leat.duckdb"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "9007199254740993; BIGINT; 9007199254740993",
        "-9223372036854775808; BIGINT; -9223372036854775808",
        "9223372036854775808; DECIMAL(38,0); 9223372036854775808",
        "18446744073709551616; DECIMAL(38,0); 18446744073709551616",
        "99999999999999999999999999999999999999; DECIMAL(38,0);"
            + " 99999999999999999999999999999999999999",
        "1234567890123456789012345678901234567890; VARCHAR;"
            + " 1234567890123456789012345678901234567890",
        "12345678901234567890.12345678901234567890; VARCHAR;"
            + " 12345678901234567890.12345678901234567890",
        "0.1234567890123456789012345678901234567; DECIMAL(38,37);"
            + " 0.1234567890123456789012345678901234567",
        "0.1; DOUBLE; 0.1",
        "0.30000000000000004; DOUBLE; 0.30000000000000004",
        "0.1000000000000000055; DECIMAL(38,19); 0.1000000000000000055",
        "-0; DOUBLE; -0.0",
        "-0.0; DOUBLE; -0.0",
        "1.0; DOUBLE; 1.0",
        "1; BIGINT; 1",
        "1e3; DOUBLE; 1000.0",
        "1e400; VARCHAR; 1e400",
        "1e-400; VARCHAR; 1e-400",
        "1e999999999; VARCHAR; 1e999999999",
        "4.9e-324; DOUBLE; 4.9E-324",
        "true; BOOLEAN; true",
        "\"2026-01-31T23:59:59.123456789Z\"; VARCHAR; 2026-01-31T23:59:59.123456789Z",
        "\"\"; VARCHAR; ''",
        "\"\\ud83d\\ude00 \\u00e9 \\\"x\\\"\"; VARCHAR; 😀 é \"x\"",
        "{\"b\": 1.10, \"a\":[1e400, \"\\u00e9\"]}; JSON; {\"b\": 1.10, \"a\":[1e400,"
            + " \"\\u00e9\"]}",
        "[]; JSON; []"
      })
  void keepsAnUndeclaredValueToTheLastDigit(String json, String type, String stored)
      throws Exception {
    pipeline.sync(OPEN, upsert("t", "{\"id\":1,\"v\":" + json + "}"));

    assertThat(pipeline.types("t")).containsExactly("id BIGINT", "v " + type);
    assertThat(pipeline.query("SELECT v FROM people.t")).containsExactly(stored);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "UTC_DATETIME; \"2026-01-31T23:59:59.123456Z\"; TIMESTAMP WITH TIME ZONE;"
            + " 2026-01-31 23:59:59.123456+00",
        "UTC_DATETIME; \"2026-01-31T23:59:59.123456789+02:00\"; TIMESTAMPTZ_NS;"
            + " 2026-01-31 21:59:59.123456789+00",
        "UTC_DATETIME; \"1066-10-14T09:00:00.123456789Z\"; VARCHAR; 1066-10-14T09:00:00.123456789Z",
        "NAIVE_DATETIME; \"2026-01-31T23:59:59.5\"; TIMESTAMP; 2026-01-31 23:59:59.5",
        "NAIVE_DATETIME; \"2026-01-31T23:59:59.123456789\"; TIMESTAMP_NS;"
            + " 2026-01-31 23:59:59.123456789",
        "NAIVE_DATE; \"2026-01-31\"; DATE; 2026-01-31",
        "NAIVE_TIME; \"23:59:59.123456789\"; TIME_NS; 23:59:59.123456789",
        "LONG; \"123\"; BIGINT; 123",
        "LONG; 1.0; BIGINT; 1",
        "FLOAT; 0.1; FLOAT; 0.1",
        "FLOAT; 16777217; DOUBLE; 16777217.0",
        "DOUBLE; 0.10000000000000001; DOUBLE; 0.1",
        "DOUBLE; 0.1000000000000000055; DECIMAL(38,19); 0.1000000000000000055",
        "DECIMAL(10,2); 12.34; DECIMAL(10,2); 12.34",
        "DECIMAL(60,2); 12.34; VARCHAR; 12.34",
        "BOOLEAN; \"true\"; BOOLEAN; true",
        "BINARY; \"AAEC/w==\"; BLOB; \\x00\\x01\\x02\\xFF",
        "STRING; 1.50; VARCHAR; 1.50",
        "XML; \"<a/>\"; VARCHAR; <a/>",
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
  void keepsNulInText() throws Exception {
    pipeline.sync(OPEN, upsert("t", "{\"id\":1,\"v\":\"a\\u0000b\"}"));

    String hex = HexFormat.of().withUpperCase().formatHex("a\0b".getBytes(StandardCharsets.UTF_8));
    assertThat(pipeline.query("SELECT hex(v) FROM people.t")).containsExactly(hex);
  }

  @Test
  void replacesHalfACharacterAndKeepsTheOriginalAside() throws Exception {
    TableChanges changes =
        pipeline.sync(
            OPEN,
            upsert("t", "{\"id\":1,\"v\":\"half \\ud83d\"}"),
            upsert("t", "{\"id\":2,\"w\":{\"half\":\"\\ude00!\"}}"));

    assertThat(changes).isEqualTo(new TableChanges(2, 0, 0, 0, 0));
    assertThat(pipeline.query("SELECT v, w FROM people.t ORDER BY id"))
        .containsExactly("half \ufffd|null", "null|{\"half\":\"\\ufffd!\"}");
    assertThat(pipeline.query("SELECT row_json FROM _leat_quarantine ORDER BY 1"))
        .containsExactly(
            "{\"id\":1,\"v\":\"half \\ud83d\"}", "{\"id\":2,\"w\":{\"half\":\"\\ude00!\"}}");
  }

  @Test
  void theLastOfTwoFieldsOfOneNameCounts() throws Exception {
    pipeline.sync(OPEN, upsert("t", "{\"id\":1,\"v\":\"first\",\"v\":\"last\"}"));

    assertThat(pipeline.query("SELECT v FROM people.t")).containsExactly("last");
  }

  @Test
  void keyTextsThatMeanTheSameNumberAreOneKey() throws Exception {
    pipeline.sync(OPEN, upsert("t", "{\"id\":1,\"v\":\"a\"}"));
    pipeline.sync(OPEN, upsert("t", "{\"id\":1.0,\"v\":\"b\"}"));

    assertThat(pipeline.query("SELECT id, v FROM people.t")).containsExactly("1|b");
  }

  @Test
  void wideningAnInstantToTextKeepsItsDigits() throws Exception {
    Table table = Table.named("t").column("v", DataType.UTC_DATETIME).key("id");
    pipeline.sync(table, upsert("t", "{\"id\":1,\"v\":\"2026-01-31T23:59:59.120+02:00\"}"));
    pipeline.sync(table, upsert("t", "{\"id\":2,\"v\":\"2026-01-31T23:59:59.000000001Z\"}"));
    Table text = Table.named("t").column("v", DataType.STRING).key("id");
    pipeline.sync(text, upsert("t", "{\"id\":3,\"v\":\"never\"}"));

    assertThat(pipeline.query("SELECT v FROM people.t ORDER BY id"))
        .containsExactly("2026-01-31T21:59:59.12Z", "2026-01-31T23:59:59.000000001Z", "never");
  }

  @Test
  void holdsATextOfFiftyMegabytesAndWhatComesAfterIt() throws Exception {
    String row = "{\"id\":%d,\"text\":\"%s\"}";
    pipeline.sync(
        OPEN,
        upsert("t", row.formatted(1, "x".repeat(50_000_000))),
        upsert("t", row.formatted(2, "short")));
    pipeline.sync(OPEN, upsert("t", row.formatted(1, "y".repeat(50_000_000))));

    assertThat(pipeline.query("SELECT length(text), left(text, 1) FROM people.t ORDER BY id"))
        .containsExactly("50000000|y", "5|s");
  }

  @Test
  void holdsAThousandColumns() throws Exception {
    StringBuilder row = new StringBuilder("{\"id\":1");
    for (int i = 0; i < 1_000; i++) {
      row.append(",\"column ").append(i).append("\":").append(i);
    }
    Operation wide = upsert("t", row.append('}').toString());
    pipeline.sync(OPEN, wide);

    assertThat(pipeline.query("SELECT column_999 FROM people.t")).containsExactly("999");
  }
}
