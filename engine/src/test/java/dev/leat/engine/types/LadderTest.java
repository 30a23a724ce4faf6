package dev.leat.engine.types;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.leat.engine.types.ColumnProfile.Expectation;
import dev.leat.engine.types.ColumnType.Kind;
import dev.leat.sdk.schema.DataType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LadderTest {

  @ParameterizedTest
  @CsvSource({
    "1 2, INT64",
    "1 1.5, FLOAT64",
    "1 1.0, FLOAT64",
    "9007199254740992 0.5, FLOAT64",
    "9007199254740993 0.5, 'DECIMAL(38,1)'",
    "9223372036854775808, 'DECIMAL(38,0)'",
    "0.1 0.2 0.30000000000000004, FLOAT64",
    "0.12345678901234567890, 'DECIMAL(38,19)'",
    "12345678901234567890 0.12345678901234567891, 'TEXT'",
    "-0 1, FLOAT64",
    "-0 9007199254740993, TEXT",
    "true, BOOLEAN",
    "true 1, TEXT",
    "1e400, TEXT",
    "1e-7, FLOAT64",
    "123456789012345678901234567890123456789, TEXT",
    "1e38, FLOAT64"
  })
  void findsTheNarrowestTypeThatHoldsAllValues(String values, String type) {
    ColumnProfile profile = new ColumnProfile(ColumnType.of(Kind.TEXT), Expectation.NONE);
    for (String value : Splitter.on(' ').split(values)) {
      boolean truth = value.equals("true");
      profile.add(truth ? FieldScanner.Kind.BOOLEAN : FieldScanner.Kind.NUMBER, bytes(value));
    }

    assertThat(Ladder.fresh(profile).get(0)).hasToString(type);
  }

  @Test
  void everyLadderEndsInText() {
    for (String name :
        Splitter.on(", ").split(DataType.names().replace("(precision,scale)", "(9,2)"))) {
      ColumnType from = ColumnType.declared(DataType.parse(name).orElseThrow());
      ColumnProfile profile = new ColumnProfile(from, Expectation.STORED);
      profile.add(FieldScanner.Kind.STRING, bytes("anything"));

      assertThat(Ladder.above(from, profile)).last().hasToString("TEXT");
    }
  }

  @Test
  void aNumberThatFitsComesBackAsItself() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      String literal = number(random);
      ColumnProfile profile = new ColumnProfile(ColumnType.of(Kind.TEXT), Expectation.NONE);
      profile.add(FieldScanner.Kind.NUMBER, bytes(literal));
      BigDecimal value = new BigDecimal(literal);

      if (profile.fits(ColumnType.of(Kind.INT64))) {
        assertThat(new BigDecimal(value.longValueExact())).isEqualByComparingTo(value);
      }
      if (profile.fits(ColumnType.of(Kind.FLOAT64))) {
        String shortest = Double.toString(Double.parseDouble(literal));
        assertThat(new BigDecimal(shortest)).isEqualByComparingTo(value);
      }
      if (profile.fits(ColumnType.of(Kind.FLOAT32))) {
        String shortest = Float.toString(Float.parseFloat(literal));
        assertThat(new BigDecimal(shortest)).isEqualByComparingTo(value);
      }
      ColumnType decimal = ColumnType.decimal(38, Math.min(38, profile.scale()));
      if (profile.fits(decimal)) {
        BigDecimal exact = value.setScale(decimal.scale());
        assertThat(exact.precision()).isLessThanOrEqualTo(38);
      }
    }
  }

  private static String number(Random random) {
    StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "-" : "");
    text.append(random.nextInt(4) == 0 ? "0" : 1 + random.nextInt(9) + digits(random, 24));
    if (random.nextBoolean()) {
      text.append('.').append(random.nextInt(10)).append(digits(random, 24));
    }
    if (random.nextInt(4) == 0) {
      text.append('e').append(random.nextInt(60) - 30);
    }
    return text.toString();
  }

  private static String digits(Random random, int most) {
    StringBuilder digits = new StringBuilder();
    for (int i = random.nextInt(most); i > 0; i--) {
      digits.append(random.nextInt(3) == 0 ? 0 : random.nextInt(10));
    }
    return digits.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
