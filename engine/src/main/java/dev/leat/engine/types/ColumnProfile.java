package dev.leat.engine.types;

import dev.leat.engine.types.ColumnType.Kind;
import dev.leat.sdk.internal.time.IsoText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the values of one column need of its type. Values are added, never taken back. For use by
 * one thread.
 *
 * <p>A text is read as a date, time, number, truth value or base64 only where the column is
 * expected to be of such a type; elsewhere text is text.
 */
public final class ColumnProfile {

  /** Where the expectation of a column comes from. */
  public enum Expectation {
    /** The connector declares the type: numbers and truth values may come as text. */
    DECLARED,
    /** The stored column has the type. */
    STORED,
    /** There is no column yet, and nobody has declared it. */
    NONE
  }

  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

  private final ColumnType expected;
  private final Expectation expectation;
  private final IsoText iso = new IsoText();
  private final NumberProfile numbers = new NumberProfile();
  private boolean anyNumber;
  private boolean anyBoolean;
  private boolean anyNested;
  private boolean anyText;
  private boolean anyIso;
  private boolean anyBytes;
  private boolean timeOfDay;
  private boolean nanos;
  private boolean beyondNanos;

  /**
   * @param expected the declared or stored type; ignored if {@code expectation} is {@code NONE}
   */
  public ColumnProfile(ColumnType expected, Expectation expectation) {
    this.expected = expected;
    this.expectation = expectation;
  }

  /** Notes a value; null needs nothing. */
  public void add(FieldScanner.Kind kind, byte[] text) {
    switch (kind) {
      case NULL -> {}
      case BOOLEAN -> anyBoolean = true;
      case NESTED -> anyNested = true;
      case NUMBER -> {
        anyNumber = true;
        numbers.add(text);
      }
      case STRING -> addText(text);
    }
  }

  /** Takes over what another profile of the same expectation has noted, in place of its own. */
  public void copy(ColumnProfile other) {
    numbers.copy(other.numbers);
    anyNumber = other.anyNumber;
    anyBoolean = other.anyBoolean;
    anyNested = other.anyNested;
    anyText = other.anyText;
    anyIso = other.anyIso;
    anyBytes = other.anyBytes;
    timeOfDay = other.timeOfDay;
    nanos = other.nanos;
    beyondNanos = other.beyondNanos;
  }

  /**
   * Whether each value is of the type that is expected, so that the column stays what it was
   * declared to be. Times may be finer, and binary fractions have more digits, than the type as it
   * is stored holds: the column then grows without becoming something else.
   */
  public boolean keepsToExpected() {
    return switch (expected.kind()) {
      case FLOAT32, FLOAT64 -> onlyNumbers();
      case TIME, TIME_NANOS, DATETIME, DATETIME_NANOS, INSTANT, INSTANT_NANOS -> onlyIso(expected);
      case BOOLEAN, INT16, INT32, INT64, DECIMAL, DATE, BYTES, JSON, TEXT -> fits(expected);
    };
  }

  /** Whether nothing but null was added. */
  public boolean isEmpty() {
    return !(anyNumber || anyBoolean || anyNested || anyText || anyIso || anyBytes);
  }

  /** Whether a column of this type holds each value without loss. */
  public boolean fits(ColumnType type) {
    return switch (type.kind()) {
      case TEXT -> true;
      case JSON -> !(anyNumber || anyBoolean || anyText) || acceptsAnyJson();
      case BOOLEAN -> !(anyNumber || anyNested || anyText || anyIso || anyBytes);
      case INT16 -> fitsWhole(Short.MIN_VALUE, Short.MAX_VALUE);
      case INT32 -> fitsWhole(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case INT64 -> fitsWhole(Long.MIN_VALUE, Long.MAX_VALUE);
      case DECIMAL ->
          onlyNumbers() && keepsZeros() && numbers.fitsDecimal(type.precision(), type.scale());
      case FLOAT32 -> onlyNumbers() && numbers.fitsFloat32();
      case FLOAT64 ->
          onlyNumbers()
              && (numbers.fitsFloat64()
                  || (expectation == Expectation.DECLARED && numbers.rendersFloat64()));
      case DATE -> onlyIso(type) && !timeOfDay;
      case TIME, DATETIME, INSTANT -> onlyIso(type) && !nanos;
      case TIME_NANOS -> onlyIso(type);
      case DATETIME_NANOS, INSTANT_NANOS -> onlyIso(type) && !beyondNanos;
      case BYTES -> !(anyNumber || anyBoolean || anyNested || anyText || anyIso);
    };
  }

  /** Digits after the point that the finest number needs. */
  public int scale() {
    return numbers.scale();
  }

  /** Whether a number is written with a point or an exponent. */
  boolean fractionForm() {
    return numbers.fractionForm();
  }

  /** What was seen, for messages: {@code whole numbers, text}. */
  public String seen() {
    List<String> seen = new ArrayList<>();
    if (anyBoolean) {
      seen.add("true or false");
    }
    if (anyNumber) {
      seen.add(seenNumbers());
    }
    if (anyIso) {
      seen.add(nanos ? "times to the nanosecond" : "dates or times");
    }
    if (anyBytes) {
      seen.add("base64");
    }
    if (anyText) {
      seen.add("text");
    }
    if (anyNested) {
      seen.add("objects or arrays");
    }
    return seen.isEmpty() ? "nothing but null" : String.join(", ", seen);
  }

  private String seenNumbers() {
    if (numbers.fractionValue()) {
      return "numbers with a fraction";
    }
    boolean whole = numbers.wholeWithin(Long.MIN_VALUE, Long.MAX_VALUE);
    return whole ? "whole numbers" : "numbers beyond 64-bit integers";
  }

  private boolean acceptsAnyJson() {
    return expectation == Expectation.DECLARED && expected.kind() == Kind.JSON;
  }

  private boolean fitsWhole(long lowest, long highest) {
    return onlyNumbers() && keepsZeros() && numbers.wholeWithin(lowest, highest);
  }

  private boolean keepsZeros() {
    return !numbers.negativeZero() || expectation == Expectation.DECLARED;
  }

  private boolean onlyNumbers() {
    return !(anyBoolean || anyNested || anyText || anyIso || anyBytes);
  }

  private boolean onlyIso(ColumnType type) {
    boolean sameForm = !anyIso || form(expected) == form(type);
    return sameForm && !(anyNumber || anyBoolean || anyNested || anyText || anyBytes);
  }

  private static IsoText.Form form(ColumnType type) {
    return switch (type.kind()) {
      case DATE, DATETIME, DATETIME_NANOS -> IsoText.Form.DATETIME;
      case TIME, TIME_NANOS -> IsoText.Form.TIME;
      case INSTANT, INSTANT_NANOS -> IsoText.Form.INSTANT;
      default -> IsoText.Form.OTHER;
    };
  }

  private void addText(byte[] text) {
    if (expectation == Expectation.NONE) {
      anyText = true;
      return;
    }
    switch (expected.kind()) {
      case TEXT, JSON -> anyText = true;
      case DATE, DATETIME, DATETIME_NANOS, INSTANT, INSTANT_NANOS, TIME, TIME_NANOS ->
          addIso(text, form(expected));
      case BYTES -> addBytes(text);
      case BOOLEAN -> addTruth(text);
      case INT16, INT32, INT64, DECIMAL, FLOAT32, FLOAT64 -> addNumber(text);
    }
  }

  private void addIso(byte[] text, IsoText.Form wanted) {
    IsoText.Form form = iso.read(text);
    boolean day = form == IsoText.Form.DATE && wanted == IsoText.Form.DATETIME;
    if (form != wanted && !day) {
      anyText = true;
      return;
    }
    anyIso = true;
    timeOfDay |= !day;
    nanos |= iso.fraction() > 6;
    beyondNanos |= form != IsoText.Form.TIME && !iso.fitsNanos();
  }

  private void addNumber(byte[] text) {
    if (expectation == Expectation.DECLARED && isNumber(text)) {
      anyNumber = true;
      numbers.add(text);
    } else {
      anyText = true;
    }
  }

  private void addTruth(byte[] text) {
    boolean truth = Arrays.equals(text, TRUE) || Arrays.equals(text, FALSE);
    if (expectation == Expectation.DECLARED && truth) {
      anyBoolean = true;
    } else {
      anyText = true;
    }
  }

  private void addBytes(byte[] text) {
    try {
      byte[] decoded = Base64.getDecoder().decode(text);
      boolean same = Arrays.equals(Base64.getEncoder().encode(decoded), text);
      anyBytes |= same;
      anyText |= !same;
    } catch (IllegalArgumentException notBase64) {
      anyText = true;
    }
  }

  private static boolean isNumber(byte[] text) {
    return NUMBER.matcher(new String(text, StandardCharsets.UTF_8)).matches();
  }
}
