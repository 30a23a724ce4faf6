package dev.leat.sdk.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowTest {

  private static final String FORTY_DIGITS = "1234567890123456789012345678.901234567890";

  @Test
  void writesEveryTypeOfValueExactly() {
    assertThat(json(null)).isEqualTo("null");
    assertThat(json(true)).isEqualTo("true");
    assertThat(json((short) 7)).isEqualTo("7");
    assertThat(json(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
    assertThat(json(BigInteger.TWO.pow(200))).isEqualTo(BigInteger.TWO.pow(200).toString());
    assertThat(json(new BigDecimal(FORTY_DIGITS))).isEqualTo(FORTY_DIGITS);
    assertThat(json(new BigDecimal("1.50"))).isEqualTo("1.50");
    assertThat(json(new BigDecimal("1E+5"))).isEqualTo("100000");
    assertThat(json(new BigDecimal("1E+100000"))).isEqualTo("1E+100000");
    assertThat(json(0.1f)).isEqualTo("0.1");
    assertThat(json(0.1)).isEqualTo("0.1");
    assertThat(Double.parseDouble(json(Double.MIN_VALUE))).isEqualTo(Double.MIN_VALUE);
    assertThat(json("a\"\\\n\u0000\uD83D\uDE00")).isEqualTo("\"a\\\"\\\\\\n\\u0000\uD83D\uDE00\"");
    assertThat(json(new byte[] {1, 2, (byte) 0xFF})).isEqualTo("\"AQL/\"");
    assertThat(json(Instant.parse("2026-01-31T00:00:00.123456789Z")))
        .isEqualTo("\"2026-01-31T00:00:00.123456789Z\"");
    assertThat(json(OffsetDateTime.parse("2026-01-31T10:15:00+01:00")))
        .isEqualTo("\"2026-01-31T10:15:00+01:00\"");
    assertThat(json(LocalDate.parse("2026-01-31"))).isEqualTo("\"2026-01-31\"");
    assertThat(json(LocalDateTime.parse("2026-01-31T10:15"))).isEqualTo("\"2026-01-31T10:15:00\"");
    assertThat(json(LocalTime.MIDNIGHT)).isEqualTo("\"00:00:00\"");
    assertThat(json(new UUID(0, 1))).isEqualTo("\"00000000-0000-0000-0000-000000000001\"");
    assertThat(json(Arrays.asList(1, null, Map.of("k", List.of()))))
        .isEqualTo("[1,null,{\"k\":[]}]");
  }

  @Test
  void refusesWhatJsonCannotHoldAndNamesTheField() {
    for (Object value : List.of(Double.NaN, Float.POSITIVE_INFINITY, new Object(), Map.of(1, 2))) {
      assertThatThrownBy(() -> FieldRow.of("outer", Map.of("inner", value)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("outer.inner");
    }
  }

  @Test
  void rowsAreEqualIfTheirJsonIs() {
    JsonRow parsed = JsonRow.parse("{\"id\":1}");

    assertThat(parsed).isEqualTo(FieldRow.of("id", 1)).hasSameHashCodeAs(FieldRow.of("id", 1));
    assertThat(FieldRow.of("id", 1)).isEqualTo(parsed);
    assertThat(parsed).isNotEqualTo(JsonRow.parse("{\"id\": 1}"));
  }

  @Test
  void aParsedRowStartsAtItsBraceAndHasNoLineBreaks() {
    JsonRow row = JsonRow.parse(" \n{\"a\":\r\n1} \n");

    assertThat(row.json()).isEqualTo("{\"a\":  1}");
    assertThat(row.bytes()[row.offset()]).isEqualTo((byte) '{');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "1",
        "{",
        "{}{}",
        "{} x",
        "{\"a\":\"\n\"}",
        "\uFEFF{}",
        "{\u0000\"\u0000a\u0000\"\u0000:\u00001\u0000}\u0000"
      })
  void refusesToParseWhatIsNotOneObject(String json) {
    assertThatThrownBy(() -> JsonRow.parse(json)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void findsFieldsByNameAndByPointer() {
    JsonRow row =
        JsonRow.parse(
            "{\"a\":1,\"\\u0062\":{\"c\":[1, 2],\"n\":null},\"a\":\"last\",\"x/y\":true}");

    assertThat(row.text("a")).hasValue("last");
    assertThat(row.text("b")).hasValue("{\"c\":[1, 2],\"n\":null}");
    assertThat(row.text("/b/c")).hasValue("[1, 2]");
    assertThat(row.text("/b/n")).isEmpty();
    assertThat(row.text("/b/n/deeper")).isEmpty();
    assertThat(row.text("/x~1y")).hasValue("true");
    assertThat(row.text("c")).isEmpty();
  }

  @Test
  void pagesAnswerForTheirBytes() {
    Page page =
        Page.of(
            "{\"data\":[{\"id\":1}],\"empty\":null,\"total\":\"12\",\"mixed\":[{},1],\"next\":1.5}");

    assertThat(page.rows("/data")).containsExactly(JsonRow.parse("{\"id\":1}"));
    assertThat(page.rows("/empty")).isEmpty();
    assertThat(page.wholeNumber("/total")).hasValue(12L);
    assertThatThrownBy(() -> page.wholeNumber("/next")).hasMessageContaining("1.5");
    assertThatThrownBy(() -> page.rows("/mixed")).hasMessageContaining("no list of objects");
    assertThatThrownBy(() -> page.rows("/items"))
        .hasMessageContaining("nothing at \"/items\"")
        .hasMessageContaining("/data");
  }

  private static String json(Object value) {
    String row = FieldRow.of("v", value).json();
    return row.substring("{\"v\":".length(), row.length() - 1);
  }
}
