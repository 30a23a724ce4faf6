package dev.leat.sdk.cursor;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** A number of seconds, or parts of seconds, since 1970. Immutable. */
final class EpochFormat extends CursorFormat {
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,19}");

  private final int power;

  EpochFormat(String description, int power) {
    super(description);
    this.power = power;
  }

  @Override
  public Duration unit(String like) {
    return decimals(power + fractionDigits(like));
  }

  @Override
  Optional<Instant> parse(String text) {
    int dot = text.indexOf('.');
    String whole = dot < 0 ? text : text.substring(0, dot);
    if (!WHOLE.matcher(whole).matches()
        || (dot >= 0 && !text.substring(dot + 1).matches("\\d{1,18}"))) {
      return Optional.empty();
    }
    BigInteger nanos =
        new BigDecimal(text)
            .movePointRight(9 - power)
            .setScale(0, RoundingMode.FLOOR)
            .toBigInteger();
    BigInteger[] parts = nanos.divideAndRemainder(BigInteger.valueOf(1_000_000_000));
    if (parts[0].abs().bitLength() > 54) {
      return Optional.empty();
    }
    return Optional.of(Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue()));
  }

  @Override
  String format(Instant instant, String like) {
    return format(instant, fractionDigits(like));
  }

  @Override
  String format(Instant instant) {
    return format(instant, 0);
  }

  private String format(Instant instant, int digits) {
    return BigDecimal.valueOf(instant.getEpochSecond())
        .add(BigDecimal.valueOf(instant.getNano(), 9))
        .movePointRight(power)
        .setScale(digits, RoundingMode.FLOOR)
        .toPlainString();
  }
}
