package dev.leat.destination.sql;

import static dev.leat.destination.sql.SqlPipeline.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leat.engine.destination.RunRecord.Outcome;
import dev.leat.engine.destination.Session;
import dev.leat.engine.destination.SessionRequest.Nested;
import dev.leat.engine.destination.SessionRequest.Start;
import dev.leat.engine.types.ColumnType;
import dev.leat.engine.types.ColumnType.Kind;
import dev.leat.sdk.Operation;
import dev.leat.sdk.schema.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in whatever order: each value can be read back as what it was. */
public abstract class EvolutionBehaviour extends SqlBehaviour {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int COLUMNS = 6;

  /** From usual to strange: the later columns of a row draw from ever more of them. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "0",
          "1",
          "-1",
          "127",
          "32768",
          "2147483648",
          "1.5",
          "0.1",
          "1.0",
          "1e3",
          "-0",
          "-0.0",
          "1e-7",
          "9007199254740992",
          "9007199254740993",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "18446744073709551616",
          "0.30000000000000004",
          "0.1000000000000000055",
          "12345678901234567.891",
          "99999999999999999999999999999999999999",
          "0.12345678901234567890123456789012345678",
          "1e22",
          "1234567890123456789012345678901234567890",
          "123456789012345678901234567890.123456789012345678901234567890",
          "1e400",
          "4.9e-324",
          "1.7976931348623157e308",
          "true",
          "false",
          "\"\"",
          "\"text\"",
          "\"1.50\"",
          "\"a\\u0000b 😀\"",
          "\"2026-01-31T23:59:59.123456789Z\"",
          "{\"a\":[1.10,null]}",
          "[]");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyValueOfAColumnIsReadBackExactly(long seed) throws Exception {
    List<List<String>> sent = send(new Random(seed), pipeline);
    String columns = "v0, v1, v2, v3, v4, v5";

    List<List<String>> stored =
        pipeline.values("SELECT " + asText() + " FROM people.t ORDER BY id");

    assertThat(stored).hasSameSizeAs(sent);
    for (int row = 0; row < sent.size(); row++) {
      for (int column = 0; column < COLUMNS; column++) {
        String text = stored.get(row).get(column);
        assertThat(isSame(sent.get(row).get(column), text))
            .as("row %s of %s: sent %s, stored %s", row, columns, sent.get(row).get(column), text)
            .isTrue();
      }
    }
  }

  /** Rows in a few commits; each column has a value in the first one, so that it exists. */
  private static List<List<String>> send(Random random, SqlPipeline pipeline) throws Exception {
    List<List<String>> sent = new ArrayList<>();
    try (Session session = pipeline.begin()) {
      session.declare(Table.named("t").key("id"));
      for (int commit = 0; commit < 6; commit++) {
        List<Operation> rows = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
          List<String> row = new ArrayList<>();
          StringBuilder json = new StringBuilder("{\"id\":" + sent.size());
          for (int column = 0; column < COLUMNS; column++) {
            int reach = (column + 1) * VALUES.size() / COLUMNS;
            int least = sent.isEmpty() ? 1 : 0;
            String value = VALUES.get(least + random.nextInt(reach - least));
            row.add(value);
            json.append(",\"v").append(column).append("\":").append(value);
          }
          sent.add(row);
          rows.add(upsert("t", json.append('}').toString()));
        }
        session.write(SqlPipeline.batch(rows.toArray(Operation[]::new)));
        session.commit(SqlPipeline.state("t"), pipeline.run(Outcome.RUNNING));
      }
    }
    return sent;
  }

  private static String asText() {
    StringBuilder columns = new StringBuilder();
    for (int column = 0; column < COLUMNS; column++) {
      columns.append(column > 0 ? ", " : "").append("CAST(v").append(column);
      columns.append(" AS VARCHAR)");
    }
    return columns.toString();
  }

  /** Numbers are the same by value and sign of zero, text by its characters, JSON by its tree. */
  private boolean isSame(String json, String stored) throws Exception {
    JsonNode value = JSON.readTree(json);
    if (value.isNull() || stored == null) {
      return value.isNull() && stored == null;
    }
    if (value.isNumber()) {
      boolean negativeZero = json.startsWith("-0");
      return new BigDecimal(stored).compareTo(new BigDecimal(json)) == 0
          && (!negativeZero || stored.startsWith("-"));
    }
    return value.isContainerNode()
        ? JSON.readTree(stored).equals(value)
        : stored.equals(database.held(value.asText()));
  }

  @Test
  void wideningKeepsEveryStoredValue() throws Exception {
    List<String> values =
        List.of("1", "9007199254740993", "1.5", "123456789012345678901", "\"n/a\"", "{\"a\":1}");
    Table open = Table.named("t").key("id");
    int id = 0;
    for (String value : values) {
      pipeline.sync(open, upsert("t", "{\"id\":" + id++ + ",\"v\":" + value + "}"));
    }

    assertThat(pipeline.query("SELECT v FROM people.t ORDER BY id"))
        .containsExactly(
            "1", "9007199254740993", "1.5", "123456789012345678901", "n/a", "{\"a\":1}");
  }

  @Test
  void aColumnThatGetsAnotherTypeIsToldOnce() throws Exception {
    Table open = Table.named("t").key("id");
    pipeline.sync(open, upsert("t", "{\"id\":1,\"v\":1,\"w\":true}"));
    assertThat(pipeline.columnChanges()).isEmpty();
    pipeline.sync(open, upsert("t", "{\"id\":2,\"v\":\"n/a\",\"x\":1}"));
    assertThat(pipeline.columnChanges())
        .containsExactly("v of t: " + named(Kind.INT64) + " -> " + named(Kind.TEXT));
    pipeline.sync(open, upsert("t", "{\"id\":3,\"v\":\"n/a\"}"));
    assertThat(pipeline.columnChanges()).isEmpty();
  }

  @Test
  void aColumnThatGetsAnotherTypeByAFullRefreshIsToldToo() throws Exception {
    Table open = Table.named("t").key("id");
    pipeline.sync(open, upsert("t", "{\"id\":1,\"v\":1}"));
    pipeline.start(Start.FULL_REFRESH);
    pipeline.sync(open, upsert("t", "{\"id\":1,\"v\":\"n/a\"}"));

    assertThat(pipeline.columnChanges())
        .containsExactly("v of t: " + named(Kind.INT64) + " -> " + named(Kind.TEXT));
  }

  @Test
  void aColumnOfAChildTableThatGetsAnotherTypeIsToldOfItsTable() throws Exception {
    pipeline.nested(Nested.TABLES);
    Table order = Table.named("order").key("id");
    pipeline.sync(order, upsert("order", "{\"id\":1,\"items\":[{\"price\":1}]}"));
    pipeline.sync(order, upsert("order", "{\"id\":2,\"items\":[{\"price\":\"free\"}]}"));

    assertThat(pipeline.columnChanges())
        .containsExactly(
            "order__items.price of order: " + named(Kind.INT64) + " -> " + named(Kind.TEXT));
  }

  /** What the database calls a type. */
  private String named(Kind kind) {
    return database.dialect().type(ColumnType.of(kind));
  }
}
