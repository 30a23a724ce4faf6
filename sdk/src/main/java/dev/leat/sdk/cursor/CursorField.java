package dev.leat.sdk.cursor;

import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.internal.time.IsoText;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
  private final Others others;
  private final Function<? super JsonRow, Optional<String>> finder;

  /** What a text of none of the forms is. */
  private enum Others {
    ERROR,
    NO_VALUE
  }

  private CursorField(
      String field,
      Type type,
      Optional<ZoneId> declaredZone,
      List<CursorFormat> formats,
      Others others,
      Function<? super JsonRow, Optional<String>> finder) {
    if (field.isBlank()) {
      throw new IllegalArgumentException("A cursor needs the name of a field, e.g. updatedAt");
    }
    this.field = field;
    this.type = type;
    this.declaredZone = declaredZone;
    this.formats = List.copyOf(formats);
    this.others = others;
    this.finder = finder;
  }

  private static CursorField of(String field, Type type) {
    return new CursorField(field, type, Optional.empty(), List.of(), Others.ERROR, null);
  }

  /** A point in time, to the nanosecond. */
  public static CursorField instant(String field) {
    return of(field, Type.INSTANT);
  }

  /** A day. */
  public static CursorField date(String field) {
    return of(field, Type.DATE);
  }

  /** A whole number of any length. */
  public static CursorField wholeNumber(String field) {
    return of(field, Type.WHOLE_NUMBER);
  }

  /** A decimal number of any length, exact. */
  public static CursorField decimal(String field) {
    return of(field, Type.DECIMAL);
  }

  /** Text in the order of its UTF-16 code units: the source must order it so, too. */
  public static CursorField text(String field) {
    return of(field, Type.TEXT);
  }

  /** A token with no order of its own: a later row's is the later one. */
  public static CursorField opaque(String field) {
    return of(field, Type.OPAQUE);
  }

  /** The forms in which the source writes times, tried in this order. */
  public CursorField formats(CursorFormat... several) {
    if (!isTime() || several.length == 0) {
      throw new IllegalArgumentException(
          "Formats are for times and at least one: cursor \"" + field + "\" is a " + type);
    }
    return new CursorField(field, type, declaredZone, List.of(several), others, finder);
  }

  /**
   * The zone of times that are written without an offset. Undeclared: they are read as UTC, and
   * each sync begins 26 hours earlier, since zones are up to that far apart. Formats name their own
   * zone.
   */
  public CursorField zone(ZoneId other) {
    return new CursorField(field, type, Optional.of(other), formats, others, finder);
  }

  /**
   * The same field; a row in which it is of none of the forms counts as one without a cursor, not
   * as an error.
   */
  public CursorField passingOverOthers() {
    return new CursorField(field, type, declaredZone, formats, Others.NO_VALUE, finder);
  }

  /**
   * The same field, whose text a function finds in a row, in place of the row's field of that name:
   * for a value that the rows as they come have not under one name.
   *
   * @param text empty if the row has none; pure
   */
  public CursorField foundBy(Function<? super JsonRow, Optional<String>> text) {
    return new CursorField(field, type, declaredZone, formats, others, text);
  }

  /**
   * The text of the value in a row, as it comes.
   *
   * @return empty if the field is absent or null
   */
  public Optional<String> textIn(JsonRow row) {
    return finder == null ? row.text(field) : finder.apply(row);
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
   * @return empty if the field is absent or null, or passed over
   * @throws SourceDataException as {@link #parse} does
   */
  public Optional<CursorValue> of(Row row) {
    return row.text(field).flatMap(this::read);
  }

  /**
   * Reads the value of a row.
   *
   * @return empty if it is passed over
   * @throws SourceDataException as {@link #parse} does, unless texts of other forms are passed over
   */
  public Optional<CursorValue> read(String text) {
    try {
      return Optional.of(parse(text));
    } catch (SourceDataException e) {
      if (others == Others.NO_VALUE) {
        return Optional.empty();
      }
      throw e;
    }
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
