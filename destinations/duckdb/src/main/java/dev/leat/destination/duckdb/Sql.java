package dev.leat.destination.duckdb;

import dev.leat.engine.types.ColumnType;
import dev.leat.engine.types.ColumnType.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How DuckDB spells names, types and conversions. Stateless. */
final class Sql {

  private static final Map<Kind, String> TYPES =
      Map.ofEntries(
          Map.entry(Kind.BOOLEAN, "BOOLEAN"),
          Map.entry(Kind.INT16, "SMALLINT"),
          Map.entry(Kind.INT32, "INTEGER"),
          Map.entry(Kind.INT64, "BIGINT"),
          Map.entry(Kind.FLOAT32, "FLOAT"),
          Map.entry(Kind.FLOAT64, "DOUBLE"),
          Map.entry(Kind.DATE, "DATE"),
          Map.entry(Kind.TIME, "TIME"),
          Map.entry(Kind.TIME_NANOS, "TIME_NS"),
          Map.entry(Kind.DATETIME, "TIMESTAMP"),
          Map.entry(Kind.DATETIME_NANOS, "TIMESTAMP_NS"),
          Map.entry(Kind.INSTANT, "TIMESTAMP WITH TIME ZONE"),
          Map.entry(Kind.INSTANT_NANOS, "TIMESTAMPTZ_NS"),
          Map.entry(Kind.BYTES, "BLOB"),
          Map.entry(Kind.JSON, "JSON"),
          Map.entry(Kind.TEXT, "VARCHAR"));

  private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),\\s*(\\d+)\\)");

  private Sql() {}

  /** A name that may hold anything. */
  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A text that may hold anything, NUL included, at which a literal would end. */
  static String text(String text) {
    String literal = "'" + text.replace("'", "''") + "'";
    return text.indexOf(0) < 0 ? literal : "(" + literal.replace("\0", "' || chr(0) || '") + ")";
  }

  /** DuckDB's name of a type. */
  static String type(ColumnType type) {
    return type.kind() == Kind.DECIMAL ? type.toString() : TYPES.get(type.kind());
  }

  /** The type that DuckDB calls so; empty if this destination never makes such a column. */
  static Optional<ColumnType> type(String name) {
    Matcher decimal = DECIMAL.matcher(name);
    if (decimal.matches()) {
      return Optional.of(
          ColumnType.decimal(
              Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2))));
    }
    String upper = name.toUpperCase(Locale.ROOT);
    return TYPES.entrySet().stream()
        .filter(each -> each.getValue().equals(upper))
        .map(each -> ColumnType.of(each.getKey()))
        .findFirst();
  }

  /** A staged text, known to fit, as a value of a type. */
  static String staged(String text, ColumnType type) {
    return switch (type.kind()) {
      case TEXT -> text;
      case BYTES -> "from_base64(" + text + ")";
      default -> "CAST(" + text + " AS " + type(type) + ")";
    };
  }

  /** A stored value as a value of a wider type. */
  static String widened(String value, ColumnType from, ColumnType to) {
    if (to.kind() == Kind.TEXT) {
      return asText(value, from);
    }
    String source = isBinary(from) ? "CAST(" + value + " AS VARCHAR)" : value;
    return "TRY_CAST(" + source + " AS " + type(to) + ")";
  }

  /**
   * Whether a stored value survives {@link #widened}, as a condition. A binary fraction is the
   * number that its shortest decimal form says; a zero has a sign only there and in text.
   */
  static String survives(String value, ColumnType from, ColumnType to) {
    String there = widened(value, from, to);
    String back = "TRY_CAST(" + there + " AS " + type(from) + ")";
    if (from.kind() == Kind.BYTES) {
      back = "from_base64(" + there + ")";
    } else if (to.kind() == Kind.FLOAT64) {
      back = "TRY_CAST(CAST(" + there + " AS VARCHAR) AS " + type(from) + ")";
    }
    boolean losesSign = isBinary(from) && to.kind() == Kind.DECIMAL;
    String sign = losesSign ? " AND CAST(" + value + " AS VARCHAR) <> '-0.0'" : "";
    return "(" + back + ") IS NOT DISTINCT FROM " + value + sign;
  }

  private static boolean isBinary(ColumnType type) {
    return type.kind() == Kind.FLOAT32 || type.kind() == Kind.FLOAT64;
  }

  private static String asText(String value, ColumnType from) {
    String plain = "CAST(" + value + " AS VARCHAR)";
    return switch (from.kind()) {
      case DECIMAL -> from.scale() == 0 ? plain : "rtrim(rtrim(" + plain + ", '0'), '.')";
      case DATETIME, DATETIME_NANOS -> "replace(" + plain + ", ' ', 'T')";
      case INSTANT, INSTANT_NANOS -> "replace(replace(" + plain + ", ' ', 'T'), '+00', 'Z')";
      case BYTES -> "to_base64(" + value + ")";
      default -> plain;
    };
  }
}
