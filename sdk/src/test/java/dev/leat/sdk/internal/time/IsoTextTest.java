package dev.leat.sdk.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.internal.time.IsoText.Form;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTextTest {

  @ParameterizedTest
  @CsvSource({
    "2026-01-31, DATE",
    "2024-02-29, DATE",
    "2026-02-29, OTHER",
    "2026-01-31T23:59, DATETIME",
    "2026-01-31 23:59:59.123456789, DATETIME",
    "2026-01-31T23:59:59.1234567890, OTHER",
    "2026-01-31T23:59:60, OTHER",
    "2026-01-31T23:59:59Z, INSTANT",
    "2026-01-31T23:59:59+02, INSTANT",
    "2026-01-31T23:59:59-0230, INSTANT",
    "2026-01-31T23:59:59+02:60, OTHER",
    "2026-01-31T23:59:59+15:00, OTHER",
    "2026-01-31T23:59:59Zx, OTHER",
    "23:59, TIME",
    "23:59:59.5, TIME",
    "24:00, OTHER",
    "0000-01-01, OTHER",
    "\u0662026-01-31, OTHER"
  })
  void recognisesTheFormsOfIso(String text, Form form) {
    assertThat(new IsoText().read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(form);
  }

  @Test
  void readsEveryInstantAsTheLibraryDoes() {
    Random random = new Random(5);
    IsoText reused = new IsoText();
    for (int i = 0; i < 20_000; i++) {
      Instant instant =
          Instant.ofEpochSecond(
              random.nextLong(-62_000_000_000L, 253_000_000_000L),
              random.nextInt(3) * 123_400_000L);
      ZoneOffset offset = ZoneOffset.ofTotalSeconds(random.nextInt(-14 * 60, 14 * 60) * 60);
      String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atOffset(offset));

      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThat(reused.read(bytes)).as(text).isEqualTo(Form.INSTANT);
      assertThat(reused.instant()).as(text).isEqualTo(OffsetDateTime.parse(text).toInstant());
      assertThat(IsoText.instant(text)).hasValue(instant);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2026", "2026-01-31", "2026-01-31T00:00:00", "1769817600"})
  void whatHasNoOffsetIsNotAnInstant(String text) {
    assertThat(IsoText.instant(text)).isEmpty();
  }

  @Test
  void countsTheDigitsThatMatter() {
    IsoText text = new IsoText();
    text.read("2026-01-31T00:00:00.120300000Z".getBytes(StandardCharsets.UTF_8));
    assertThat(text.fraction()).isEqualTo(4);
    text.read("2026-01-31T00:00:00Z".getBytes(StandardCharsets.UTF_8));
    assertThat(text.fraction()).isZero();
    text.read("9999-01-01".getBytes(StandardCharsets.UTF_8));
    assertThat(text.fitsNanos()).isFalse();
  }
}
