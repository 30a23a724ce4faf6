package dev.leat.sdk.schema;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The type of a column. Immutable.
 *
 * <p>A value travels as JSON: numbers as number literals of any length, dates and times as ISO 8601
 * text, {@code BINARY} as base64 text, {@code JSON} as any JSON value. Every type also holds null.
 *
 * @param kind the family of values
 * @param precision digits in all, for {@link Kind#DECIMAL}; 0 for every other kind
 * @param scale digits after the point, for {@link Kind#DECIMAL}; 0 for every other kind
 */
public record DataType(Kind kind, int precision, int scale) {

  /** The families of values. */
  public enum Kind {
    BOOLEAN,
    /** 16 bits, signed. */
    SHORT,
    /** 32 bits, signed. */
    INT,
    /** 64 bits, signed. */
    LONG,
    /** Exact, with a precision and a scale. */
    DECIMAL,
    /** IEEE 754, 32 bits. */
    FLOAT,
    /** IEEE 754, 64 bits. */
    DOUBLE,
    /** A day without a zone, {@code 2026-01-31}. */
    NAIVE_DATE,
    /** A time of day without a zone, {@code 23:59:59.999}. */
    NAIVE_TIME,
    /** A day and time without a zone, {@code 2026-01-31T23:59:59}. */
    NAIVE_DATETIME,
    /** An instant, {@code 2026-01-31T23:59:59Z} or with another offset. */
    UTC_DATETIME,
    /** Bytes, as base64 text. */
    BINARY,
    XML,
    STRING,
    /** Any JSON value, nested ones included. */
    JSON
  }

  public static final DataType BOOLEAN = of(Kind.BOOLEAN);
  public static final DataType SHORT = of(Kind.SHORT);
  public static final DataType INT = of(Kind.INT);
  public static final DataType LONG = of(Kind.LONG);
  public static final DataType FLOAT = of(Kind.FLOAT);
  public static final DataType DOUBLE = of(Kind.DOUBLE);
  public static final DataType NAIVE_DATE = of(Kind.NAIVE_DATE);
  public static final DataType NAIVE_TIME = of(Kind.NAIVE_TIME);
  public static final DataType NAIVE_DATETIME = of(Kind.NAIVE_DATETIME);
  public static final DataType UTC_DATETIME = of(Kind.UTC_DATETIME);
  public static final DataType BINARY = of(Kind.BINARY);
  public static final DataType XML = of(Kind.XML);
  public static final DataType STRING = of(Kind.STRING);
  public static final DataType JSON = of(Kind.JSON);

  private static final Pattern DECIMAL_FORM =
      Pattern.compile("DECIMAL\\(\\s*(\\d{1,4})\\s*,\\s*(\\d{1,4})\\s*\\)");

  /**
   * @throws IllegalArgumentException if a decimal's scale exceeds its precision, or another kind
   *     carries digits
   */
  public DataType {
    if (kind == Kind.DECIMAL) {
      if (precision < 1 || precision > 1_000 || scale < 0 || scale > precision) {
        throw new IllegalArgumentException(
            "DECIMAL(precision, scale) needs 1 <= precision <= 1000 and 0 <= scale <= precision,"
                + " got DECIMAL("
                + precision
                + ","
                + scale
                + ")");
      }
    } else if (precision != 0 || scale != 0) {
      throw new IllegalArgumentException("Only DECIMAL has digits, got them for " + kind);
    }
  }

  /**
   * An exact number.
   *
   * @param precision digits in all, 1 to 1000
   * @param scale digits after the point, 0 to {@code precision}
   */
  public static DataType decimal(int precision, int scale) {
    return new DataType(Kind.DECIMAL, precision, scale);
  }

  /**
   * Reads what {@link #toString} writes, for example {@code LONG} or {@code DECIMAL(38,9)}.
   *
   * @return empty if {@code text} names no type
   */
  public static Optional<DataType> parse(String text) {
    Matcher decimal = DECIMAL_FORM.matcher(text);
    if (decimal.matches()) {
      int precision = Integer.parseInt(decimal.group(1));
      int scale = Integer.parseInt(decimal.group(2));
      boolean possible = precision >= 1 && precision <= 1_000 && scale <= precision;
      return possible ? Optional.of(decimal(precision, scale)) : Optional.empty();
    }
    return Arrays.stream(Kind.values())
        .filter(kind -> kind != Kind.DECIMAL && kind.name().equals(text))
        .findFirst()
        .map(DataType::of);
  }

  /** The names that {@link #parse} understands, for messages: {@code BOOLEAN, SHORT, ...}. */
  public static String names() {
    return Arrays.stream(Kind.values())
        .map(kind -> kind == Kind.DECIMAL ? "DECIMAL(precision,scale)" : kind.name())
        .collect(Collectors.joining(", "));
  }

  private static DataType of(Kind kind) {
    return new DataType(kind, 0, 0);
  }

  @Override
  public String toString() {
    return kind == Kind.DECIMAL ? "DECIMAL(" + precision + "," + scale + ")" : kind.name();
  }
}
