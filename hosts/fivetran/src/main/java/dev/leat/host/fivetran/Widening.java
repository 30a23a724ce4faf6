package dev.leat.host.fivetran;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.leat.sdk.schema.DataType;
import java.io.IOException;
import java.util.Optional;

/**
 * The type that a column needs for a value which its own type cannot hold exactly. No step loses a
 * digit of the rows sent before; the last step is text, which holds everything. Stateless.
 */
final class Widening {

  private static final int DIGITS = 38;

  /** How many of the digits a new decimal keeps for the fraction, if there is room. */
  private static final int FRACTION_DIGITS = 19;

  private static final int SHORT_DIGITS = 5;
  private static final int INT_DIGITS = 10;
  private static final int LONG_DIGITS = 19;

  private Widening() {}

  /**
   * The type for a column that nobody declared.
   *
   * @param value the parser stands on its first value, which is not null
   */
  static DataType first(JsonParser value) throws IOException {
    return switch (value.currentToken()) {
      case VALUE_TRUE, VALUE_FALSE -> DataType.BOOLEAN;
      case START_OBJECT, START_ARRAY -> DataType.JSON;
      case VALUE_NUMBER_INT -> whole(value.getText());
      case VALUE_NUMBER_FLOAT -> fraction(value.getText());
      default -> DataType.STRING;
    };
  }

  /**
   * The next wider type.
   *
   * @param from a type that cannot hold the value
   * @param value the parser stands on it
   */
  static DataType next(DataType from, JsonParser value) throws IOException {
    JsonToken token = value.currentToken();
    return switch (from.kind()) {
      case SHORT, INT, LONG, DECIMAL, FLOAT, DOUBLE ->
          token.isNumeric() || token == JsonToken.VALUE_STRING
              ? NumberText.of(value.getText())
                  .map(number -> number(from, number))
                  .orElse(DataType.STRING)
              : DataType.STRING;
      case NAIVE_DATE ->
          token == JsonToken.VALUE_STRING && TimeText.dateTime(value.getText()).isPresent()
              ? DataType.NAIVE_DATETIME
              : DataType.STRING;
      default -> DataType.STRING;
    };
  }

  private static DataType number(DataType from, NumberText number) {
    return switch (from.kind()) {
      case SHORT -> wider(number, SHORT_DIGITS, 0);
      case INT -> wider(number, INT_DIGITS, 0);
      case LONG -> wider(number, LONG_DIGITS, 0);
      case DECIMAL -> decimal(number, from.precision() - from.scale(), from.scale());
      case FLOAT -> number.asDouble().isPresent() ? DataType.DOUBLE : DataType.STRING;
      default -> DataType.STRING;
    };
  }

  private static DataType wider(NumberText number, int wholeDigits, int fractionDigits) {
    Optional<Long> whole = number.asLong();
    if (whole.isEmpty()) {
      return decimal(number, wholeDigits, fractionDigits);
    }
    return whole.get() == whole.get().intValue() ? DataType.INT : DataType.LONG;
  }

  private static DataType whole(String text) {
    NumberText number = NumberText.of(text).orElse(null);
    if (number == null) {
      return DataType.STRING;
    }
    return number.asLong().isPresent() ? DataType.LONG : decimal(number, 0, 0);
  }

  private static DataType fraction(String text) {
    NumberText number = NumberText.of(text).orElse(null);
    if (number == null) {
      return DataType.STRING;
    }
    return number.asDouble().isPresent() ? DataType.DOUBLE : decimal(number, 0, 0);
  }

  /** A decimal for the number and for all that so many digits hold. */
  private static DataType decimal(NumberText number, int wholeDigits, int fractionDigits) {
    int whole = Math.max(wholeDigits, number.wholeDigits());
    int fraction = Math.max(fractionDigits, number.fractionDigits());
    if (whole + fraction > DIGITS) {
      return DataType.STRING;
    }
    // Room ahead: another digit in the next row must not be another change of the schema.
    int roomy = fraction == 0 ? 0 : Math.max(fraction, Math.min(FRACTION_DIGITS, DIGITS - whole));
    return DataType.decimal(DIGITS, roomy);
  }
}
