package dev.leat.sdk.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.cursor.CursorField;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SinceTest {

  private static final CursorField AT = CursorField.instant("at");

  @Test
  void asksFromOneUnitEarlierUnlessInclusive() {
    assertThat(since(AT, "2026-01-01T00:00:00.5Z")).isEqualTo("2026-01-01T00:00:00.4Z");
    assertThat(since(CursorField.wholeNumber("n"), "100")).isEqualTo("99");
    Facts inclusive = facts(AT);
    inclusive.bound = Facts.Bound.INCLUSIVE;
    assertThat(new Since(inclusive).within(AT.parse("1769903999")).orElseThrow().text())
        .isEqualTo("1769903999");
  }

  @Test
  void looksFurtherBackWhereAZoneIsUnknownOrClocksWereTurnedBack() {
    assertThat(since(AT, "2026-01-03T00:00:00")).isEqualTo("2026-01-01T21:59:59");
    CursorField berlin = AT.zone(ZoneId.of("Europe/Berlin"));
    assertThat(since(berlin, "2026-10-25T02:30:00")).isEqualTo("2026-10-25T01:29:59");
    assertThat(since(berlin, "2026-07-01T02:30:00")).isEqualTo("2026-07-01T02:29:59");
  }

  @Test
  void floorsToAnyUnit() {
    Instant at = Instant.parse("2026-01-01T00:00:01.234567891Z");
    assertThat(Since.floor(at, Duration.ofMillis(100)))
        .isEqualTo(Instant.parse("2026-01-01T00:00:01.200Z"));
    assertThat(Since.floor(at, Duration.ofMinutes(1)))
        .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
  }

  private static Facts facts(CursorField field) {
    Facts facts = new Facts(FakeSource.USER);
    facts.cursor = Optional.of(field);
    return facts;
  }

  private static String since(CursorField field, String text) {
    return new Since(facts(field)).within(field.parse(text)).orElseThrow().text();
  }
}
