package dev.leat.engine.types;

import dev.leat.engine.types.ColumnType.Kind;
import java.util.List;
import java.util.stream.Stream;

/**
 * The types that a column may widen to, narrowest first. The last is always {@link Kind#TEXT}.
 * Stateless.
 *
 * <p>That a type is on the ladder does not mean that the stored values survive the step: whoever
 * climbs verifies them (a decimal's digits, a date's year).
 */
public final class Ladder {

  private static final ColumnType TEXT = ColumnType.of(Kind.TEXT);

  private Ladder() {}

  /** Types for a column that nobody declared, which hold the values seen; never empty. */
  public static List<ColumnType> fresh(ColumnProfile profile) {
    Stream<ColumnType> whole =
        profile.fractionForm()
            ? Stream.of()
            : Stream.of(ColumnType.of(Kind.INT64), ColumnType.decimal(ColumnType.DIGITS, 0));
    Stream<ColumnType> others =
        Stream.of(
            ColumnType.of(Kind.FLOAT64), widest(profile.scale()), ColumnType.of(Kind.JSON), TEXT);
    return Stream.of(Stream.of(ColumnType.of(Kind.BOOLEAN)), whole, others)
        .flatMap(each -> each)
        .filter(profile::fits)
        .toList();
  }

  /** {@code from} and the types above it which hold the values seen; never empty. */
  public static List<ColumnType> above(ColumnType from, ColumnProfile profile) {
    return steps(from, profile.scale()).filter(profile::fits).toList();
  }

  /**
   * Whether a column of one type holds all values of the other, whatever they are: true for a type
   * and itself, for text and anything, for 64-bit and 32-bit numbers.
   */
  public static boolean holds(ColumnType wide, ColumnType narrow) {
    if (wide.equals(narrow) || wide.kind() == Kind.TEXT) {
      return true;
    }
    return switch (wide.kind()) {
      case INT32 -> narrow.kind() == Kind.INT16;
      case INT64 -> narrow.kind() == Kind.INT16 || narrow.kind() == Kind.INT32;
      case DECIMAL -> decimalHolds(wide, narrow);
      case FLOAT64 -> List.of(Kind.INT16, Kind.INT32, Kind.FLOAT32).contains(narrow.kind());
      case DATETIME -> narrow.kind() == Kind.DATE;
      case TIME_NANOS -> narrow.kind() == Kind.TIME;
      default -> false;
    };
  }

  private static boolean decimalHolds(ColumnType wide, ColumnType narrow) {
    int whole = wide.precision() - wide.scale();
    return switch (narrow.kind()) {
      case INT16 -> whole >= 5;
      case INT32 -> whole >= 10;
      case INT64 -> whole >= 19;
      case DECIMAL ->
          wide.scale() >= narrow.scale() && whole >= narrow.precision() - narrow.scale();
      default -> false;
    };
  }

  private static Stream<ColumnType> steps(ColumnType from, int scale) {
    ColumnType int32 = ColumnType.of(Kind.INT32);
    ColumnType int64 = ColumnType.of(Kind.INT64);
    ColumnType huge = ColumnType.decimal(ColumnType.DIGITS, 0);
    ColumnType float64 = ColumnType.of(Kind.FLOAT64);
    ColumnType exact = widest(scale);
    return switch (from.kind()) {
      case INT16 -> Stream.of(from, int32, int64, huge, float64, exact, TEXT);
      case INT32 -> Stream.of(from, int64, huge, float64, exact, TEXT);
      case INT64 -> Stream.of(from, huge, float64, exact, TEXT);
      case DECIMAL -> Stream.of(from, widest(Math.max(scale, from.scale())), TEXT);
      case FLOAT32 -> Stream.of(from, float64, exact, TEXT);
      case FLOAT64 -> Stream.of(from, exact, TEXT);
      case DATE ->
          Stream.of(from, ColumnType.of(Kind.DATETIME), ColumnType.of(Kind.DATETIME_NANOS), TEXT);
      case TIME -> Stream.of(from, ColumnType.of(Kind.TIME_NANOS), TEXT);
      case DATETIME -> Stream.of(from, ColumnType.of(Kind.DATETIME_NANOS), TEXT);
      case INSTANT -> Stream.of(from, ColumnType.of(Kind.INSTANT_NANOS), TEXT);
      case TEXT -> Stream.of(TEXT);
      case BOOLEAN, TIME_NANOS, DATETIME_NANOS, INSTANT_NANOS, BYTES, JSON -> Stream.of(from, TEXT);
    };
  }

  private static ColumnType widest(int scale) {
    return ColumnType.decimal(ColumnType.DIGITS, Math.min(scale, ColumnType.DIGITS));
  }
}
