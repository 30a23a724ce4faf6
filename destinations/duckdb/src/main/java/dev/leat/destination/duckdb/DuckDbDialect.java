package dev.leat.destination.duckdb;

import dev.leat.destination.sql.Dialect;
import dev.leat.destination.sql.Sql;
import dev.leat.destination.sql.TypeNames;
import dev.leat.engine.naming.SnakeCase;
import dev.leat.engine.types.ColumnType;
import dev.leat.engine.types.ColumnType.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How DuckDB spells names, types and conversions. Stateless. */
final class DuckDbDialect implements Dialect {

  /** The only one. */
  static final DuckDbDialect INSTANCE = new DuckDbDialect();

  private static final SnakeCase STYLE = new SnakeCase(120);

  private static final TypeNames TYPES =
      new TypeNames(
          "DECIMAL",
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
              Map.entry(Kind.TEXT, "VARCHAR")));

  private DuckDbDialect() {}

  @Override
  public SnakeCase style() {
    return STYLE;
  }

  /** A column of that name would hide the one by which rows are told apart in a merge. */
  @Override
  public Set<String> pseudoColumns() {
    return Set.of("rowid");
  }

  @Override
  public String systemSchema() {
    return "main";
  }

  @Override
  public String temporary(String name) {
    return "temp.main." + Sql.name(name);
  }

  @Override
  public String rowId() {
    return "rowid";
  }

  @Override
  public String type(ColumnType type) {
    return TYPES.of(type);
  }

  @Override
  public Optional<ColumnType> type(String name) {
    return TYPES.type(name);
  }

  @Override
  public String staged(String text, ColumnType type) {
    return switch (type.kind()) {
      case TEXT -> text;
      case BYTES -> "from_base64(" + text + ")";
      default -> "CAST(" + text + " AS " + type(type) + ")";
    };
  }

  @Override
  public String widened(String value, ColumnType from, ColumnType to) {
    if (to.kind() == Kind.TEXT) {
      return asText(value, from);
    }
    String source = isBinary(from) ? "CAST(" + value + " AS VARCHAR)" : value;
    return "TRY_CAST(" + source + " AS " + type(to) + ")";
  }

  /**
   * A binary fraction is the number that its shortest decimal form says; a zero has a sign only
   * there and in text.
   */
  @Override
  public String survives(String value, ColumnType from, ColumnType to) {
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

  @Override
  public String isJson(String text) {
    return "TRY_CAST(" + text + " AS JSON) IS NOT NULL";
  }

  /** NUL, at which a literal would end, is joined in. */
  @Override
  public String literal(String text) {
    String literal = Sql.text(text);
    return text.indexOf(0) < 0 ? literal : "(" + literal.replace("\0", "' || chr(0) || '") + ")";
  }

  @Override
  public String list(List<String> texts) {
    return texts.stream()
        .map(this::literal)
        .collect(Collectors.joining(", ", "CAST([", "] AS VARCHAR[])"));
  }

  @Override
  public String instant(String micros) {
    return "make_timestamptz(" + micros + ")";
  }

  @Override
  public String micros(String instant) {
    return "epoch_us(" + instant + ")";
  }

  @Override
  public String rankOfText(String text) {
    String nanos = "epoch_ns(TRY_CAST(" + text + " AS TIMESTAMPTZ_NS))";
    String number = "TRY_CAST(" + text + " AS DECIMAL(38,9))";
    return """
    CASE WHEN %1$s IS NULL THEN NULL ELSE row(
      coalesce(%2$s, -9223372036854775808),
      coalesce(%3$s, -99999999999999999999999999999),
      CASE WHEN %2$s IS NULL AND %3$s IS NULL THEN %1$s ELSE '' END) END
    """
        .formatted(text, nanos, number);
  }

  @Override
  public String last(String value, String order, String condition) {
    return "struct_extract(arg_max({'v': %s}, %s) FILTER (WHERE %s), 'v')"
        .formatted(value, order, condition);
  }

  @Override
  public String portion(String rowId, long portions) {
    return "hash(" + rowId + ") % " + portions;
  }

  @Override
  public String temporaryTable(String table, String content) {
    return "CREATE OR REPLACE TEMP TABLE " + table + " " + content;
  }

  @Override
  public String columns() {
    return """
    SELECT column_name, data_type FROM duckdb_columns()
    WHERE database_name = current_database() AND schema_name = ? AND table_name = ?
    ORDER BY column_index
    """;
  }

  @Override
  public String constraints() {
    return """
    WITH asked AS (SELECT ? AS schema_name, ? AS table_name)
    SELECT constraint_text FROM duckdb_constraints() JOIN asked USING (schema_name, table_name)
    WHERE database_name = current_database()
    UNION ALL
    SELECT sql FROM duckdb_indexes() JOIN asked USING (schema_name, table_name)
    WHERE database_name = current_database()
    ORDER BY 1
    """;
  }

  /** A join builds its table from the stored rows of the keys at hand, not from all rows. */
  @Override
  public String met(String table, String source, String sameKey) {
    return """
    (SELECT t.rowid AS _leat_rid, t.* FROM %s t WHERE EXISTS (SELECT 1 FROM %s s WHERE %s))
    """
        .formatted(table, source, sameKey);
  }

  /** What was changed is in the file before rows are. */
  @Override
  public List<String> afterSchemaChange() {
    return List.of("CHECKPOINT");
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
