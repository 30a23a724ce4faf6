package dev.leat.engine.types;

import dev.leat.sdk.schema.DataType;

/**
 * How a destination stores a column, before it is given the destination's own name. Immutable.
 *
 * @param kind the family of values
 * @param precision digits in all, for {@link Kind#DECIMAL}; 0 otherwise
 * @param scale digits after the point, for {@link Kind#DECIMAL}; 0 otherwise
 */
public record ColumnType(Kind kind, int precision, int scale) {

  /** The most digits that a stored decimal has. */
  public static final int DIGITS = 38;

  /** The families of stored values. */
  public enum Kind {
    BOOLEAN,
    INT16,
    INT32,
    INT64,
    DECIMAL,
    FLOAT32,
    FLOAT64,
    DATE,
    /** A time of day, to the microsecond. */
    TIME,
    /** A time of day, to the nanosecond. */
    TIME_NANOS,
    /** A day and time without a zone, to the microsecond. */
    DATETIME,
    /** A day and time without a zone, to the nanosecond; the years 1678 to 2261 only. */
    DATETIME_NANOS,
    /** An instant, to the microsecond. */
    INSTANT,
    /** An instant, to the nanosecond; the years 1678 to 2261 only. */
    INSTANT_NANOS,
    BYTES,
    JSON,
    /** Holds every value: the end of every ladder. */
    TEXT
  }

  /** A type without digits. */
  public static ColumnType of(Kind kind) {
    return new ColumnType(kind, 0, 0);
  }

  /** An exact number. */
  public static ColumnType decimal(int precision, int scale) {
    return new ColumnType(Kind.DECIMAL, precision, scale);
  }

  /** What a declared column is stored as, as long as its values keep to the declaration. */
  public static ColumnType declared(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN -> of(Kind.BOOLEAN);
      case SHORT -> of(Kind.INT16);
      case INT -> of(Kind.INT32);
      case LONG -> of(Kind.INT64);
      case DECIMAL ->
          type.precision() <= DIGITS ? decimal(type.precision(), type.scale()) : of(Kind.TEXT);
      case FLOAT -> of(Kind.FLOAT32);
      case DOUBLE -> of(Kind.FLOAT64);
      case NAIVE_DATE -> of(Kind.DATE);
      case NAIVE_TIME -> of(Kind.TIME);
      case NAIVE_DATETIME -> of(Kind.DATETIME);
      case UTC_DATETIME -> of(Kind.INSTANT);
      case BINARY -> of(Kind.BYTES);
      case XML, STRING -> of(Kind.TEXT);
      case JSON -> of(Kind.JSON);
    };
  }

  /** For example {@code INT64} or {@code DECIMAL(38,9)}. */
  @Override
  public String toString() {
    return kind == Kind.DECIMAL ? "DECIMAL(" + precision + "," + scale + ")" : kind.name();
  }
}
