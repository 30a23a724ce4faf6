package dev.leat.host.fivetran;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.leat.host.fivetran.wire.Record;
import dev.leat.host.fivetran.wire.ValueType;
import dev.leat.sdk.row.FieldRow;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.Page;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Table;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a row's JSON to typed values, and what happens to a value that does not fit. */
class ConversionTest {

  private static TableShape shape(DataType type) {
    Table table = Table.named("t").column("v", type);
    return new TableShape(table, TableSelector.everything(table.name()));
  }

  private static TableShape open() {
    return new TableShape(Table.named("t"), TableSelector.everything(Table.named("t").name()));
  }

  private static ValueType value(TableShape shape, String json) {
    Record record = new RowConverter().upsert(shape, JsonRow.parse("{\"v\":" + json + "}"));
    return record.getDataOrThrow("v");
  }

  private static String typeOf(TableShape shape) {
    DataType type = shape.field("v").type().orElseThrow();
    return type.toString().replace(",", ":");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        // declared, value, type afterwards, kept as
        "BOOLEAN, true, BOOLEAN, bool: true",
        "BOOLEAN, \"false\", BOOLEAN, bool: false",
        "BOOLEAN, 1, STRING, string: \"1\"",
        "SHORT, -32768, SHORT, short: -32768",
        "SHORT, 32768, INT, int: 32768",
        "SHORT, 3000000000, LONG, long: 3000000000",
        "INT, 2147483647, INT, int: 2147483647",
        "INT, 2147483648, LONG, long: 2147483648",
        "LONG, 9223372036854775807, LONG, long: 9223372036854775807",
        "LONG, 9223372036854775808, DECIMAL(38:0), decimal: \"9223372036854775808\"",
        "LONG, \"12\", LONG, long: 12",
        "LONG, \"012\", STRING, string: \"012\"",
        "LONG, 5.0, LONG, long: 5",
        "LONG, 2.5, DECIMAL(38:19), decimal: \"2.5\"",
        "LONG, 1e3, LONG, long: 1000",
        "LONG, {\"a\":1}, STRING, string: \"{\\\"a\\\":1}\"",
        "DECIMAL, 12.30, DECIMAL(10:2), decimal: \"12.30\"",
        "DECIMAL, \"12.3\", DECIMAL(10:2), decimal: \"12.3\"",
        "DECIMAL, 1.23E+2, DECIMAL(10:2), decimal: \"123\"",
        "DECIMAL, 1.500, DECIMAL(10:2), decimal: \"1.5\"",
        "DECIMAL, 0.125, DECIMAL(38:19), decimal: \"0.125\"",
        "DECIMAL, 1e300, STRING, string: \"1e300\"",
        "FLOAT, 0.5, FLOAT, float: 0.5",
        "FLOAT, 0.1, FLOAT, float: 0.1",
        "FLOAT, 0.123456789, DOUBLE, double: 0.123456789",
        "DOUBLE, 0.1, DOUBLE, double: 0.1",
        "DOUBLE, 3, DOUBLE, double: 3.0",
        "DOUBLE, 9007199254740993, STRING, string: \"9007199254740993\"",
        "DOUBLE, 1e400, STRING, string: \"1e400\"",
        "DOUBLE, \"NaN\", STRING, string: \"NaN\"",
        "NAIVE_DATE, \"2026-01-31T01:00:00\", NAIVE_DATETIME, naive_datetime { seconds: 1769821200"
            + " }",
        "NAIVE_DATE, \"31.1.2026\", STRING, string: \"31.1.2026\"",
        "UTC_DATETIME, \"2026-01-31T01:00:00\", STRING, string: \"2026-01-31T01:00:00\"",
        "BINARY, \"not base64!\", STRING, string: \"not base64!\"",
        "XML, \"<a/>\", XML, xml: \"<a/>\"",
        "STRING, 1.50, STRING, string: \"1.50\"",
        "STRING, true, STRING, string: \"true\"",
        "STRING, [1], STRING, string: \"[1]\"",
        "JSON, [1], JSON, json: \"[1]\"",
        "JSON, 1.50, JSON, json: \"1.50\"",
        "JSON, \"x\", JSON, json: \"\\\"x\\\"\"",
        "JSON, true, JSON, json: \"true\"",
      })
  void aDeclaredColumnHoldsItsValueExactlyOrWidens(
      String declared, String json, String after, String kept) {
    TableShape shape =
        shape(
            declared.equals("DECIMAL")
                ? DataType.decimal(10, 2)
                : DataType.parse(declared).orElseThrow());
    assertThat(value(shape, json).toString().strip().replaceAll("\\s+", " ")).isEqualTo(kept);
    assertThat(typeOf(shape)).isEqualTo(after);
    assertThat(shape.takeChanged())
        .isEqualTo(!after.startsWith(declared + "(10") && !after.equals(declared));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "true, BOOLEAN",
        "7, LONG",
        "9223372036854775808, DECIMAL(38:0)",
        "123456789012345678901234567890123456789, STRING",
        "1.5, DOUBLE",
        "1234567890123.1234567890123, DECIMAL(38:19)",
        "\"7\", STRING",
        "\"2026-01-31\", STRING",
        "{\"a\":1}, JSON",
        "[], JSON",
      })
  void aColumnThatNobodyDeclaredTakesTheTypeOfItsFirstValue(String json, String type) {
    TableShape shape = open();
    value(shape, json);
    assertThat(typeOf(shape)).isEqualTo(type);
    assertThat(shape.takeChanged()).isTrue();
    assertThat(shape.takeNews()).isEmpty();
  }

  @Test
  void aWidenedColumnStaysWideForTheNextRows() {
    TableShape shape = shape(DataType.INT);
    value(shape, "3000000000");
    assertThat(value(shape, "1").getLong()).isEqualTo(1);
    assertThat(shape.takeNews()).singleElement().asString().contains("\"v\"", "INT", "LONG");
  }

  @Test
  void everyDigitSurvives() {
    BigDecimal number = new BigDecimal("1234567890123456789.0123456789012345678");
    assertThat(value(shape(DataType.LONG), number.toPlainString()).getDecimal())
        .isEqualTo(number.toPlainString());
    assertThat(value(open(), "0." + "1".repeat(60)).getString()).isEqualTo("0." + "1".repeat(60));
  }

  @Test
  void timesKeepTheirNanoseconds() {
    assertThat(
            value(shape(DataType.UTC_DATETIME), "\"2026-01-31T23:59:59.123456789+02:00\"")
                .getUtcDatetime())
        .isEqualTo(Timestamp.newBuilder().setSeconds(1769896799).setNanos(123456789).build());
    assertThat(value(shape(DataType.NAIVE_TIME), "\"00:00:01.5\"").getNaiveTime())
        .isEqualTo(Timestamp.newBuilder().setSeconds(1).setNanos(500_000_000).build());
    assertThat(value(shape(DataType.NAIVE_DATE), "\"1969-12-31\"").getNaiveDate().getSeconds())
        .isEqualTo(-86_400);
  }

  @Test
  void bytesComeOutOfBase64() {
    assertThat(value(shape(DataType.BINARY), "\"AAEC\"").getBinary())
        .isEqualTo(ByteString.copyFrom(new byte[] {0, 1, 2}));
  }

  @Test
  void textKeepsEveryCharacter() {
    assertThat(
            value(shape(DataType.STRING), "\"\\u00e9 \\ud83d\\ude00 \\\" \\\\ \u4e2d\"")
                .getString())
        .isEqualTo("\u00e9 \uD83D\uDE00 \" \\ \u4e2d");
  }

  @Test
  void halfASurrogatePairBecomesTheReplacementCharacter() {
    assertThat(value(shape(DataType.STRING), "\"a\\ud83db\"").getString()).isEqualTo("a\uFFFDb");
  }

  @Test
  void nestedValuesAreTheSourcesOwnBytesWhereverTheRowLies() {
    String json = "{\"data\":[{\"x\":1},{\"v\":{\"b\": [1, 2.50 ,\"\u00e9\"], \"a\":{}},\"w\":7}]}";
    byte[] page = json.getBytes(StandardCharsets.UTF_8);
    JsonRow row = new Page(page).rows("/data").get(1);
    Record record = new RowConverter().upsert(open(), row);
    assertThat(record.getDataOrThrow("v").getJson())
        .isEqualTo("{\"b\": [1, 2.50 ,\"\u00e9\"], \"a\":{}}");
    assertThat(record.getDataOrThrow("w").getLong()).isEqualTo(7);
  }

  @Test
  void aScalarInAJsonColumnIsTheSourcesOwnBytesToo() {
    Table table = Table.named("t").column("v", DataType.JSON).column("w", DataType.JSON);
    TableShape shape = new TableShape(table, TableSelector.everything(table.name()));
    String json = "[{\"v\": \"a\\u00e9\" , \"w\":null}]";
    JsonRow row = Page.of(json).rows("").get(0);
    Record record = new RowConverter().upsert(shape, row);
    assertThat(record.getDataOrThrow("v").getJson()).isEqualTo("\"a\\u00e9\"");
    assertThat(record.getDataOrThrow("w").getNull()).isTrue();
  }

  @Test
  void rowsBuiltFieldByFieldConvertLikeJson() {
    Record record =
        new RowConverter()
            .upsert(open(), FieldRow.of("a", 1L).with("b", new BigDecimal("1.10")).with("c", null));
    assertThat(record.getDataMap().keySet()).containsExactlyInAnyOrder("a", "b");
    assertThat(record.getDataOrThrow("b").getDouble()).isEqualTo(1.1);
  }

  @Test
  void aFieldThatStandsTwiceCountsWithItsLastValue() {
    Record record = new RowConverter().upsert(open(), JsonRow.parse("{\"v\":1,\"v\":2}"));
    assertThat(record.getDataOrThrow("v").getLong()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-02-29T00:00:00Z, true",
    "2023-02-29T00:00:00Z, false",
    "0001-01-01T00:00:00Z, true",
    "0001-01-01T00:00:00+01:00, false",
    "9999-12-31T23:59:59.999999999Z, true",
    "0000-01-01T00:00:00Z, false",
    "2026-01-31T24:00:00Z, false",
    "2026-01-31T23:59:60Z, false",
    "2026-01-31 23:59Z, true",
    "2026-01-31T23:59:59.1234567890Z, true",
    "2026-01-31T23:59:59.1234567891Z, false",
    "2026-01-31T23:59:59.Z, false",
    "2026-01-31T23:59:59+0200, true",
    "2026-01-31T23:59:59+02, true",
    "2026-01-31T23:59:59+02:60, false",
    "2026-01-31T23:59:59Zx, false",
    "2026-1-31T23:59:59Z, false",
  })
  void anInstantIsReadAsIso8601AndNothingElse(String text, boolean read) {
    assertThat(TimeText.instant(text).isPresent()).isEqualTo(read);
    if (read && !text.contains(" ") && text.contains("Z") && !text.contains("7890Z")) {
      java.time.Instant expected = java.time.Instant.parse(text);
      Timestamp got = TimeText.instant(text).orElseThrow();
      assertThat(java.time.Instant.ofEpochSecond(got.getSeconds(), got.getNanos()))
          .isEqualTo(expected);
    }
  }
}
