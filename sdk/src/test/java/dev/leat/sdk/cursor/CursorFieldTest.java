package dev.leat.sdk.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.row.JsonRow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CursorFieldTest {

  private static final CursorField AT = CursorField.instant("at");

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T23:59:59Z, 2026-01-31T23:59:59Z",
    "2026-01-31T23:59:59.123456789Z, 2026-01-31T23:59:59.123456789Z",
    "2026-01-31T23:59:59.1+02:00, 2026-01-31T21:59:59.100Z",
    "2026-01-31T23:59:59+0200, 2026-01-31T21:59:59Z",
    "2026-01-31 23:59:59-08, 2026-02-01T07:59:59Z",
    "2026-01-31T23:59:59.5, 2026-01-31T23:59:59.500Z",
    "2026-01-31, 2026-01-31T00:00:00Z",
    "1769903999, 2026-01-31T23:59:59Z",
    "1769903999.25, 2026-01-31T23:59:59.250Z",
    "1769903999123, 2026-01-31T23:59:59.123Z",
    "1769903999123456, 2026-01-31T23:59:59.123456Z",
    "-1, 1969-12-31T23:59:59Z",
  })
  void readsEachFormAndKeepsTheText(String text, String instant) {
    CursorValue value = AT.parse(text);
    assertThat(value.instant()).isEqualTo(Instant.parse(instant));
    assertThat(value.text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T23:59:59Z, 2026-01-31T23:59:58Z",
    "2026-01-31T23:59:59.123456Z, 2026-01-31T23:59:58.999999Z",
    "2026-01-31T23:59:59.123+02:00, 2026-02-01T01:59:58.999+02:00",
    "2026-01-31T23:59:59+0200, 2026-02-01T01:59:58+0200",
    "2026-01-31 23:59:59, 2026-01-31 23:59:58",
    "2026-01-31, 2026-01-31",
    "1769903999, 1769903998",
    "1769903999123, 1769903998999",
  })
  void writesInTheFormOfTheSourceRoundedDown(String like, String expected) {
    Instant at = Instant.parse("2026-01-31T23:59:58.999999999Z");
    assertThat(AT.at(at, AT.parse(like)).text()).isEqualTo(expected);
  }

  @Test
  void aFormOfTheSourcesOwnIsReadAndWrittenByItsFunctions() {
    CursorFormat day =
        CursorFormat.of(
            "day N",
            text ->
                text.startsWith("day ")
                    ? Optional.of(
                        Instant.EPOCH.plus(Duration.ofDays(Long.parseLong(text.substring(4)))))
                    : Optional.empty(),
            instant -> "day " + Duration.between(Instant.EPOCH, instant).toDays(),
            Duration.ofDays(1),
            Optional.of(ZoneOffset.UTC));
    CursorField field = AT.formats(day);
    CursorValue value = field.parse("day 2");
    assertThat(value.instant()).isEqualTo(Instant.parse("1970-01-03T00:00:00Z"));
    assertThat(field.at(Instant.parse("1970-01-05T13:00:00Z"), value).text()).isEqualTo("day 4");
    assertThat(field.atOrAfter(Instant.parse("1970-01-05T13:00:00Z")).text()).isEqualTo("day 5");
    assertThat(day.unit("day 2")).isEqualTo(Duration.ofDays(1));
    assertThat(day.zone()).contains(ZoneOffset.UTC);
  }

  @Test
  void aTextOfNoneOfTheFormsIsAnErrorUnlessItIsPassedOver() {
    CursorField strict = AT.formats(CursorFormat.epochMillis());
    assertThatThrownBy(() -> strict.read("soon")).isInstanceOf(SourceDataException.class);
    assertThat(strict.passingOverOthers().read("soon")).isEmpty();
    assertThat(strict.passingOverOthers().of(JsonRow.parse("{\"" + AT.field() + "\":\"soon\"}")))
        .isEmpty();
    assertThat(strict.passingOverOthers().read("1769903999123")).isPresent();
  }

  @Test
  void aFunctionFindsTheTextOfARow() {
    CursorField field = AT.foundBy(row -> row.text("/meta/at"));
    assertThat(field.textIn(JsonRow.parse("{\"meta\":{\"at\":\"2026-01-31\"}}")))
        .contains("2026-01-31");
    assertThat(field.textIn(JsonRow.parse("{}"))).isEmpty();
  }

  @Test
  void readsDeclaredFormsInTheirOrder() {
    CursorField field =
        AT.formats(
            CursorFormat.pattern("dd/MM/uuuu HH:mm", ZoneId.of("America/Los_Angeles")),
            CursorFormat.epochMillis());
    CursorValue value = field.parse("31/01/2026 12:00");
    assertThat(value.instant()).isEqualTo(Instant.parse("2026-01-31T20:00:00Z"));
    assertThat(field.at(value.instant().minusSeconds(1), value).text())
        .isEqualTo("31/01/2026 11:59");
    assertThat(field.parse("5").instant()).isEqualTo(Instant.ofEpochMilli(5));
  }

  @Test
  void namesFieldValueAndFormsWhenNoneFits() {
    assertThatThrownBy(() -> AT.parse("yesterday"))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("\"at\" is \"yesterday\"")
        .hasMessageContaining("ISO 8601 with offset");
    assertThatThrownBy(() -> AT.parse("2026-13-45T00:00:00Z"))
        .isInstanceOf(SourceDataException.class);
    assertThatThrownBy(() -> CursorField.wholeNumber("n").parse("1.5"))
        .hasMessageContaining("not a whole number");
    assertThatThrownBy(() -> CursorField.decimal("n").parse("x")).hasMessageContaining("a number");
  }

  @Test
  void comparesByValueNotByText() {
    CursorField number = CursorField.wholeNumber("n");
    assertThat(number.parse("10")).isGreaterThan(number.parse("9"));
    assertThat(number.parse("9223372036854775808"))
        .isGreaterThan(number.parse("9223372036854775807"));
    CursorField decimal = CursorField.decimal("n");
    assertThat(decimal.parse("1.50")).isEqualTo(decimal.parse("1.5"));
    assertThat(decimal.parse("1.50")).hasSameHashCodeAs(decimal.parse("1.5"));
    assertThat(AT.parse("2026-01-01T01:00:00+01:00")).isEqualTo(AT.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  void aRowWithoutTheFieldHasNoValue() {
    assertThat(AT.of(JsonRow.parse("{\"at\":null}"))).isEmpty();
    assertThat(AT.of(JsonRow.parse("{}"))).isEmpty();
  }
}
