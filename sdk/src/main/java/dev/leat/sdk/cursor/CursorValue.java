package dev.leat.sdk.cursor;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

/**
 * A position in a table, as its source writes it. Compared by what it means, never as text: {@code
 * 9} is before {@code 10}, {@code 1.50} equals {@code 1.5}. Immutable.
 *
 * <p>Order, equality and hash ignore how the value is written.
 */
public final class CursorValue implements Comparable<CursorValue> {

  private final CursorField.Type type;
  private final Comparable<?> value;
  private final String text;
  private final CursorFormat format;

  CursorValue(CursorField.Type type, Comparable<?> value, String text, CursorFormat format) {
    this.type = type;
    this.value = value;
    this.text = text;
    this.format = format;
  }

  /** The source's own text. */
  public String text() {
    return text;
  }

  /** The value as an instant; for cursors that are times. */
  public Instant instant() {
    return (Instant) value;
  }

  /** The value as a number; for cursors that are numbers. */
  public BigDecimal number() {
    return (BigDecimal) value;
  }

  /** In which format the text was read; null for cursors that are no times. */
  public CursorFormat format() {
    return format;
  }

  /** Whether it can be compared: opaque values cannot. */
  public boolean hasOrder() {
    return type != CursorField.Type.OPAQUE;
  }

  /**
   * Whether this comes later than the other.
   *
   * @throws UnsupportedOperationException if the values are opaque: they have no order
   */
  public boolean isAfter(CursorValue other) {
    return compareTo(other) > 0;
  }

  /**
   * @throws ClassCastException if the other value is of another type
   * @throws UnsupportedOperationException if the values are opaque: they have no order
   */
  @Override
  public int compareTo(CursorValue other) {
    return switch (type) {
      case INSTANT, DATE -> instant().compareTo(other.instant());
      case WHOLE_NUMBER, DECIMAL -> number().compareTo(other.number());
      case TEXT -> text.compareTo(other.text);
      case OPAQUE -> throw new UnsupportedOperationException("Opaque cursors have no order");
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CursorValue that
        && type == that.type
        && (type == CursorField.Type.OPAQUE ? text.equals(that.text) : compareTo(that) == 0);
  }

  @Override
  public int hashCode() {
    return switch (type) {
      case INSTANT, DATE -> value.hashCode();
      case WHOLE_NUMBER, DECIMAL -> number().stripTrailingZeros().hashCode();
      case TEXT, OPAQUE -> Objects.hash(text);
    };
  }

  /** The source's own text. */
  @Override
  public String toString() {
    return text;
  }
}
