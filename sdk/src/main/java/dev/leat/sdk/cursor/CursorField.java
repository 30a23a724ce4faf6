package dev.leat.sdk.cursor;

import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.internal.time.IsoText;
import dev.leat.sdk.row.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The field by which rows are ordered or filtered, and how its values are read. Immutable.
 *
 * <p>A time may be written in several forms: they are tried in the order given. Without {@link
 * #formats} an instant is ISO 8601 with an offset, without one (in the zone given, else UTC), a
 * date, or epoch seconds, milliseconds or microseconds told apart by their size.
 */
public final class CursorField {

  /** What a cursor's values are. */
  public enum Type {
    INSTANT,
    DATE,
    WHOLE_NUMBER,
    DECIMAL,
    TEXT,
    OPAQUE
  }

  private static final CursorFormat ISO = CursorFormat.iso();

  private final String field;
  private final Type type;
  private final Optional<ZoneId> declaredZone;
  private final List<CursorFormat> formats;

  private CursorField(
      String field, Type type, Optional<ZoneId> declaredZone, List<CursorFormat> formats) {
    if (field.isBlank()) {
      throw new IllegalArgumentException("A cursor needs the name of a field, e.g. updatedAt");
    }
    this.field = field;
    this.type = type;
    this.declaredZone = declaredZone;
    this.formats = List.copyOf(formats);
  }

  /** A point in time, to the nanosecond. */
  public static CursorField instant(String field) {
    return new CursorField(field, Type.INSTANT, Optional.empty(), List.of());
  }

  /** A day. */
  public static CursorField date(String field) {
    return new CursorField(field, Type.DATE, Optional.empty(), List.of());
  }

  /** A whole number of any length. */
  public static CursorField wholeNumber(String field) {
    return new CursorField(field, Type.WHOLE_NUMBER, Optional.empty(), List.of());
  }

  /** A decimal number of any length, exact. */
  public static CursorField decimal(String field) {
    return new CursorField(field, Type.DECIMAL, Optional.empty(), List.of());
  }

  /** Text in the order of its UTF-16 code units: the source must order it so, too. */
  public static CursorField text(String field) {
    return new CursorField(field, Type.TEXT, Optional.empty(), List.of());
  }

  /** A token with no order of its own: a later row's is the later one. */
  public static CursorField opaque(String field) {
    return new CursorField(field, Type.OPAQUE, Optional.empty(), List.of());
  }

  /** The forms in which the source writes times, tried in this order. */
  public CursorField formats(CursorFormat... several) {
    if (!isTime() || several.length == 0) {
      throw new IllegalArgumentException(
          "Formats are for times and at least one: cursor \"" + field + "\" is a " + type);
    }
    return new CursorField(field, type, declaredZone, List.of(several));
  }

  /**
   * The zone of times that are written without an offset. Undeclared: they are read as UTC, and
   * each sync begins 26 hours earlier, since zones are up to that far apart. Formats name their own
   * zone.
   */
  public CursorField zone(ZoneId other) {
    return new CursorField(field, type, Optional.of(other), formats);
  }

  /** The field's name, or a JSON pointer to it. */
  public String field() {
    return field;
  }

  /**
   * Reads a value.
   *
   * @throws SourceDataException if the text is of none of the forms; the message names them
   */
  public CursorValue parse(String text) {
    return switch (type) {
      case INSTANT, DATE -> time(text);
      case WHOLE_NUMBER, DECIMAL -> new CursorValue(type, number(text), text, null);
      case TEXT, OPAQUE -> new CursorValue(type, text, text, null);
    };
  }

  /**
   * The value of a row.
   *
   * @return empty if the field is absent or null
   * @throws SourceDataException as {@link #parse} does
   */
  public Optional<CursorValue> of(Row row) {
    return row.text(field).map(this::parse);
  }

  /** What its values are. */
  public Type type() {
    return type;
  }

  /** The zone of times that are written without an offset; UTC if none was declared. */
  public ZoneId zone() {
    return declaredZone.orElse(ZoneOffset.UTC);
  }

  /** Whether it is known in which zone a time without an offset is. */
  public boolean zoneIsKnown() {
    return declaredZone.isPresent() || !formats.isEmpty();
  }

  /** Whether its values are points in time or days. */
  public boolean isTime() {
    return type == Type.INSTANT || type == Type.DATE;
  }

  /** Whether its values are numbers. */
  public boolean isNumber() {
    return type == Type.WHOLE_NUMBER || type == Type.DECIMAL;
  }

  /** An instant in the form of {@code like}, rounded down to it. */
  public CursorValue at(Instant instant, CursorValue like) {
    return written(like.format(), like.format().format(instant, like.text()));
  }

  /** An instant in the first form, rounded down to it. */
  public CursorValue at(Instant instant) {
    CursorFormat format = formatsToTry("").get(0);
    return written(format, format.format(instant));
  }

  /** The earliest value of the first form that is not before the instant. */
  public CursorValue atOrAfter(Instant instant) {
    CursorValue value = at(instant);
    return value.instant().isBefore(instant)
        ? at(instant.plus(value.format().unit(value.text())))
        : value;
  }

  private CursorValue written(CursorFormat format, String text) {
    return new CursorValue(type, format.parse(text).orElseThrow(), text, format);
  }

  private CursorValue time(String text) {
    if (type == Type.INSTANT && formats.isEmpty()) {
      Optional<Instant> quick = IsoText.instant(text);
      if (quick.isPresent()) {
        return new CursorValue(type, quick.get(), text, ISO);
      }
    }
    List<CursorFormat> tried = formatsToTry(text);
    for (CursorFormat format : tried) {
      Optional<Instant> instant = format.parse(text);
      if (instant.isPresent()) {
        return new CursorValue(type, instant.get(), text, format);
      }
    }
    throw new SourceDataException(
        "Cursor \""
            + field
            + "\" is \""
            + shortened(text)
            + "\", which is none of "
            + tried
            + ": declare its form with formats(...)");
  }

  private List<CursorFormat> formatsToTry(String text) {
    if (!formats.isEmpty()) {
      return formats;
    }
    if (type == Type.DATE) {
      return List.of(CursorFormat.date(zone()));
    }
    return CursorFormat.common(zone(), text);
  }

  private BigDecimal number(String text) {
    try {
      BigDecimal number = text.length() > 1_000 ? null : new BigDecimal(text);
      if (number != null && (type == Type.DECIMAL || number.stripTrailingZeros().scale() <= 0)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw notANumber(text, e);
    }
    throw notANumber(text, null);
  }

  private SourceDataException notANumber(String text, NumberFormatException cause) {
    String expected = type == Type.DECIMAL ? "a number" : "a whole number";
    return new SourceDataException(
        "Cursor \"" + field + "\" is \"" + shortened(text) + "\", not " + expected, cause);
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }
}
