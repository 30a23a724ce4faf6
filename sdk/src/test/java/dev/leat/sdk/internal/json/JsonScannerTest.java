package dev.leat.sdk.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The scanner agrees with Jackson on what is JSON, but for raw line breaks, which it refuses. */
class JsonScannerTest {

  private static final byte[] DAMAGE =
      "{}[],:\"\\0129-+.eEtrufalsn \t\u0001\u00e9".getBytes(StandardCharsets.UTF_8);

  @Test
  void agreesWithJacksonOnDocumentsThatWereDamaged() {
    Random random = new Random(42);
    int wellFormed = 0;
    for (int i = 0; i < 60_000; i++) {
      byte[] json = new RandomJson(random).object().getBytes(StandardCharsets.UTF_8);
      for (int damage = random.nextInt(3); damage > 0; damage--) {
        json[random.nextInt(json.length)] = DAMAGE[random.nextInt(DAMAGE.length)];
      }
      boolean expected = isObject(json);
      wellFormed += expected ? 1 : 0;

      boolean actual = json[0] == '{' && JsonScanner.value(json, 0, json.length) == json.length;

      assertThat(actual).as(new String(json, StandardCharsets.UTF_8)).isEqualTo(expected);
    }
    assertThat(wellFormed).isBetween(10_000, 55_000);
  }

  @Test
  void refusesNestingThatNoParserWouldFollow() {
    byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    byte[] allowed = ("[".repeat(1_000) + "]".repeat(1_000)).getBytes(StandardCharsets.UTF_8);

    assertThat(JsonScanner.value(deep, 0, deep.length)).isEqualTo(~1_000);
    assertThat(JsonScanner.value(allowed, 0, allowed.length)).isEqualTo(2_000);
  }

  @Test
  void refusesWhatIsNotUtf8() {
    int[][] sequences = {
      {0xC0, 0x80},
      {0xE0, 0x80, 0x80},
      {0xED, 0xA0, 0x80},
      {0xF0, 0x80, 0x80, 0x80},
      {0xF4, 0x90, 0x80, 0x80},
      {0xFF},
      {0x80},
      {0xE2, 0x82}
    };
    for (int[] sequence : sequences) {
      byte[] json = new byte[sequence.length + 2];
      json[0] = '"';
      json[json.length - 1] = '"';
      for (int i = 0; i < sequence.length; i++) {
        json[i + 1] = (byte) sequence[i];
      }
      assertThat(JsonScanner.value(json, 0, json.length)).isNegative();
    }
  }

  @Test
  void refusesRawLineBreaks() {
    byte[] json = "{\"a\":\r1}".getBytes(StandardCharsets.UTF_8);

    assertThat(JsonScanner.value(json, 0, json.length)).isEqualTo(~5);
  }

  private static boolean isObject(byte[] json) {
    try {
      JsonObjects.requireObject(json);
      return json[0] == '{' && json[json.length - 1] == '}';
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
