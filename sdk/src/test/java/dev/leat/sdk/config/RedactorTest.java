package dev.leat.sdk.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RedactorTest {

  private static final String CHARACTERS = "ab7/~%+ &=\"\\<é€𝄞#;.*'";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "as it is | k/1~2+\"é",
        "percent-encoded | k%2F1%7E2%2B%22%C3%A9",
        "percent-encoded in small letters | k%2f1%7e2%2b%22%c3%a9",
        "percent-encoded in part | k/1~2%2b\"%c3%A9",
        "percent-encoded twice | k%252F1~2%252B%2522%25C3%25A9",
        "in JSON | k\\/1~2+\\\"\\u00e9",
        "in a JSON pointer | k~11~02+\"é",
        "in HTML | k&#47;1~2&#x2B;&quot;&#233;",
        "in a pointer within JSON | k~11~02+\\\"\\u00E9",
        "percent-encoded within HTML | k%2F1~2%2B&quot;é",
      })
  void masksASecretHoweverItIsWritten(String how, String written) {
    Redactor redactor = Redactor.of(List.of("k/1~2+\"é"));
    assertThat(redactor.redact("<" + written + ">")).as(how).isEqualTo("<***>");
    assertThat(redactor.redact(written + "&" + written)).isEqualTo("***&***");
  }

  @Test
  void masksWhatOverlapsAsOne() {
    Redactor redactor = Redactor.of(List.of("abcd", "cdef", "bc"));
    assertThat(redactor.redact("-abcdef-")).isEqualTo("-***-");
    assertThat(redactor.redact("-bc-cdef-")).isEqualTo("-***-***-");
  }

  @Test
  void leavesTheRestOfATextAsItIs() {
    String text = "50% off&nbsp;at a\\b ~3 %zz &#xQQ; \\u12 %C3( 100%";
    assertThat(Redactor.of(List.of("secret")).redact(text)).isEqualTo(text);
    assertThat(Redactor.none().redact(text)).isEqualTo(text);
  }

  static IntStream seeds() {
    return IntStream.range(0, 500);
  }

  /** Each character is escaped in a way of its own, and sometimes the whole once more. */
  @ParameterizedTest
  @MethodSource("seeds")
  void noSecretShowsInAnyMixtureOfEscapes(int seed) {
    Random random = new Random(seed);
    int[] secret =
        random
            .ints(8, 0, CHARACTERS.codePointCount(0, CHARACTERS.length()))
            .map(i -> CHARACTERS.codePoints().skip(i).findFirst().orElseThrow())
            .toArray();
    String plain = new String(secret, 0, secret.length);
    StringBuilder written = new StringBuilder();
    for (int each : secret) {
      written.append(escaped(each, random));
    }
    String text = random.nextInt(3) == 0 ? allPercent(written.toString()) : written.toString();
    String masked = Redactor.of(List.of(plain)).redact("begin " + text + " end");
    assertThat(masked).as("%s as %s", plain, text).isEqualTo("begin *** end");
  }

  private static String escaped(int character, Random random) {
    String plain = Character.toString(character);
    return switch (random.nextInt(5)) {
      case 0 -> allPercent(plain);
      case 1 -> allPercent(plain).toLowerCase(Locale.ROOT);
      case 2 -> "&#" + character + ";";
      case 3 -> inJson(plain);
      default -> ambiguous(character) ? allPercent(plain) : plain;
    };
  }

  /** Characters that begin an escape: plain ones before others may mean something else. */
  private static boolean ambiguous(int character) {
    return "%&\\~+".indexOf(character) >= 0;
  }

  private static String inJson(String text) {
    StringBuilder escapes = new StringBuilder();
    text.chars().forEach(each -> escapes.append(String.format("\\u%04x", each)));
    return escapes.toString();
  }

  private static String allPercent(String text) {
    StringBuilder escapes = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      escapes.append(String.format("%%%02X", each));
    }
    return escapes.toString();
  }
}
