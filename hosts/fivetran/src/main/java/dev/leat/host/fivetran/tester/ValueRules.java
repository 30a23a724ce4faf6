package dev.leat.host.fivetran.tester;

import dev.leat.host.fivetran.wire.Column;
import dev.leat.host.fivetran.wire.DataType;
import dev.leat.host.fivetran.wire.DecimalParams;
import dev.leat.host.fivetran.wire.ValueType;
import java.math.BigDecimal;
import java.util.Optional;

/** Whether a value is of the type that its column was announced with. Stateless. */
final class ValueRules {

  private ValueRules() {}

  /** What is wrong with the value; empty if nothing is. */
  static Optional<String> breach(Column column, ValueType value) {
    if (value.getInnerCase() == ValueType.InnerCase.INNER_NOT_SET) {
      return Optional.of("has no value, not even null");
    }
    if (value.hasNull() || column.getType() == DataType.UNSPECIFIED) {
      return Optional.empty();
    }
    DataType sent = type(value);
    if (sent != column.getType()) {
      return Optional.of("is announced as " + column.getType() + " and sent as " + sent);
    }
    return switch (sent) {
      case SHORT ->
          value.getShort() == (short) value.getShort()
              ? Optional.empty()
              : Optional.of("is sent as a SHORT beyond 16 bits");
      case DECIMAL -> decimal(column, value.getDecimal());
      default -> Optional.empty();
    };
  }

  private static Optional<String> decimal(Column column, String text) {
    BigDecimal number;
    try {
      number = new BigDecimal(text);
    } catch (NumberFormatException e) {
      return Optional.of("is sent as a DECIMAL that is no number");
    }
    if (!column.getParams().hasDecimal() || number.signum() == 0) {
      return Optional.empty();
    }
    DecimalParams digits = column.getParams().getDecimal();
    BigDecimal shortest = number.stripTrailingZeros();
    boolean fits =
        shortest.scale() <= digits.getScale()
            && shortest.precision() - shortest.scale() <= digits.getPrecision() - digits.getScale();
    return fits
        ? Optional.empty()
        : Optional.of(
            "is sent with more digits than DECIMAL("
                + digits.getPrecision()
                + ","
                + digits.getScale()
                + ") holds");
  }

  private static DataType type(ValueType value) {
    return switch (value.getInnerCase()) {
      case BOOL -> DataType.BOOLEAN;
      case SHORT -> DataType.SHORT;
      case INT -> DataType.INT;
      case LONG -> DataType.LONG;
      case FLOAT -> DataType.FLOAT;
      case DOUBLE -> DataType.DOUBLE;
      case NAIVE_DATE -> DataType.NAIVE_DATE;
      case NAIVE_DATETIME -> DataType.NAIVE_DATETIME;
      case UTC_DATETIME -> DataType.UTC_DATETIME;
      case DECIMAL -> DataType.DECIMAL;
      case BINARY -> DataType.BINARY;
      case STRING -> DataType.STRING;
      case JSON -> DataType.JSON;
      case XML -> DataType.XML;
      case NAIVE_TIME -> DataType.NAIVE_TIME;
      case NULL, INNER_NOT_SET -> DataType.UNSPECIFIED;
    };
  }
}
