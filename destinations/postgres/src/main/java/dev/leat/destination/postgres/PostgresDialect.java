package dev.leat.destination.postgres;

import dev.leat.destination.sql.Dialect;
import dev.leat.destination.sql.Limits;
import dev.leat.destination.sql.Sql;
import dev.leat.destination.sql.TypeNames;
import dev.leat.engine.naming.SnakeCase;
import dev.leat.engine.types.ColumnType;
import dev.leat.engine.types.ColumnType.Kind;
import dev.leat.engine.types.FieldScanner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How PostgreSQL spells names, types and conversions. Some of it calls functions that each session
 * makes for itself, in {@code functions.sql}. Stateless.
 */
final class PostgresDialect implements Dialect {

  /** The only one. */
  static final PostgresDialect INSTANCE = new PostgresDialect();

  /** PostgreSQL cuts longer names, and says so only in a notice. */
  private static final SnakeCase STYLE = new SnakeCase(63);

  /**
   * Of 1,600 columns that a table can have, a staging table has five of its own, and a query can
   * have 1,664. A key must fit into a third of a page of its index, a row into a page.
   */
  private static final Limits LIMITS = new Limits(1_500, 2_600, 8_000);

  /** A longer value is kept apart where a row is too wide, and a pointer in its place. */
  private static final int WIDEST_INLINE = 24;

  private static final int POINTER = 18;
  private static final int INT64 = 8;
  private static final int SAFE_INT64_DIGITS = 17;
  private static final int WIDEST_NUMERIC = 26;

  private static final TypeNames TYPES =
      new TypeNames(
          "numeric",
          Map.ofEntries(
              Map.entry(Kind.BOOLEAN, "boolean"),
              Map.entry(Kind.INT16, "smallint"),
              Map.entry(Kind.INT32, "integer"),
              Map.entry(Kind.INT64, "bigint"),
              Map.entry(Kind.FLOAT32, "real"),
              Map.entry(Kind.FLOAT64, "double precision"),
              Map.entry(Kind.DATE, "date"),
              Map.entry(Kind.TIME, "time without time zone"),
              Map.entry(Kind.DATETIME, "timestamp without time zone"),
              Map.entry(Kind.INSTANT, "timestamp with time zone"),
              Map.entry(Kind.BYTES, "bytea"),
              Map.entry(Kind.JSON, "jsonb"),
              Map.entry(Kind.TEXT, "text")));

  private PostgresDialect() {}

  @Override
  public SnakeCase style() {
    return STYLE;
  }

  @Override
  public Set<String> pseudoColumns() {
    return Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid");
  }

  @Override
  public String systemSchema() {
    return "leat";
  }

  /** Schemas whose names start with {@code pg_} are PostgreSQL's own. */
  @Override
  public String schema(String pipeline) {
    String name = STYLE.of(pipeline);
    boolean isTheirs = name.startsWith("pg_") || name.equals("information_schema");
    return isTheirs ? STYLE.of("_" + pipeline) : name;
  }

  /** A text cannot hold NUL; of a name, it is written as {@code \0}. */
  @Override
  public String kept(String sourceName) {
    return sourceName.replace("\\", "\\\\").replace("\0", "\\0");
  }

  @Override
  public String original(String kept) {
    StringBuilder name = new StringBuilder();
    int at = 0;
    while (at < kept.length()) {
      boolean escape = kept.charAt(at) == '\\' && at + 1 < kept.length();
      char c = kept.charAt(escape ? at + 1 : at);
      name.append(escape && c == '0' ? '\0' : c);
      at += escape ? 2 : 1;
    }
    return name.toString();
  }

  @Override
  public Limits limits() {
    return LIMITS;
  }

  /** As wide as it is as text, when it is staged, or with its type, whichever is more. */
  @Override
  public int width(FieldScanner.Kind kind, byte[] text) {
    if (kind == FieldScanner.Kind.NULL) {
      return 0;
    }
    int staged = text.length < WIDEST_INLINE ? text.length + 1 : POINTER;
    return switch (kind) {
      case NULL, BOOLEAN -> staged;
      case NUMBER -> text.length > SAFE_INT64_DIGITS ? WIDEST_NUMERIC : Math.max(staged, INT64);
      case STRING -> Math.max(staged, INT64);
      case NESTED -> WIDEST_INLINE;
    };
  }

  @Override
  public String temporary(String name) {
    return "pg_temp." + Sql.name(name);
  }

  @Override
  public String rowId() {
    return "ctid";
  }

  @Override
  public boolean has(ColumnType type) {
    return TYPES.has(type);
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
  public byte[] held(FieldScanner.Kind kind, byte[] text) {
    return switch (kind) {
      case STRING -> Nul.replaced(text);
      case NESTED -> Nul.replacedInJson(text);
      case NULL, BOOLEAN, NUMBER -> text;
    };
  }

  @Override
  public String notHeld() {
    return "a text holds the character NUL, which PostgreSQL cannot hold";
  }

  /** Whole numbers may be written as {@code 1.0} or {@code 1e2}. */
  @Override
  public String staged(String text, ColumnType type) {
    return switch (type.kind()) {
      case TEXT -> text;
      case BYTES -> "decode(" + text + ", 'base64')";
      case INT16, INT32, INT64 -> "CAST(CAST(" + text + " AS numeric) AS " + type(type) + ")";
      default -> "CAST(" + text + " AS " + type(type) + ")";
    };
  }

  @Override
  public String widened(String value, ColumnType from, ColumnType to) {
    if (to.kind() == Kind.TEXT) {
      return asText(value, from);
    }
    String source = isBinary(from) ? asText(value, from) : value;
    return "CAST(" + source + " AS " + type(to) + ")";
  }

  /**
   * A binary fraction is the number that its shortest decimal form says; a zero has a sign only
   * there and in text.
   */
  @Override
  public String survives(String value, ColumnType from, ColumnType to) {
    return switch (to.kind()) {
      case DECIMAL -> isBinary(from) ? fractionSurvives(value, to) : fits(value, to);
      case FLOAT64 ->
          "CAST(CAST(CAST(%1$s AS float8) AS text) AS numeric) = CAST(%1$s AS numeric)"
              .formatted(value);
      default -> "true";
    };
  }

  private static String fractionSurvives(String value, ColumnType to) {
    return """
    CASE WHEN CAST(%1$s AS text) IN ('NaN', 'Infinity', '-Infinity', '-0') THEN false
    ELSE %2$s END
    """
        .formatted(value, fits("CAST(CAST(" + value + " AS text) AS numeric)", to));
  }

  private static String fits(String number, ColumnType type) {
    return "(abs(%1$s) < CAST('1e%2$d' AS numeric) AND round(%1$s, %3$d) = %1$s)"
        .formatted(
            "CAST(" + number + " AS numeric)", type.precision() - type.scale(), type.scale());
  }

  @Override
  public String isJson(String text) {
    return "pg_temp.leat_is_json(" + text + ")";
  }

  @Override
  public String list(List<String> texts) {
    return texts.stream()
        .map(this::literal)
        .collect(Collectors.joining(", ", "CAST(ARRAY[", "] AS text[])"));
  }

  @Override
  public String instant(String micros) {
    return "(TIMESTAMPTZ 'epoch' + " + micros + " * INTERVAL '1 microsecond')";
  }

  @Override
  public String micros(String instant) {
    return "CAST(extract(epoch FROM " + instant + ") * 1000000 AS bigint)";
  }

  @Override
  public String rankOfText(String text) {
    return "(pg_temp.leat_rank(" + text + ") COLLATE \"C\")";
  }

  @Override
  public String last(String value, String order, String condition) {
    return "(array_agg(%s ORDER BY %s DESC) FILTER (WHERE %s))[1]"
        .formatted(value, order, condition);
  }

  @Override
  public String portion(String rowId, long portions) {
    return "mod(abs(CAST(hashtext(CAST(" + rowId + " AS text)) AS bigint)), " + portions + ")";
  }

  @Override
  public String temporaryTable(String table, String content) {
    return "DROP TABLE IF EXISTS " + table + "; CREATE TEMP TABLE " + table + " " + content;
  }

  @Override
  public String columns() {
    return """
    SELECT a.attname, format_type(a.atttypid, a.atttypmod)
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped
      AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    ORDER BY a.attnum
    """;
  }

  /** Who may not use a table does not see it in the standard's own list of tables. */
  @Override
  public String kind() {
    return """
    SELECT CASE WHEN c.relkind IN ('r', 'p') THEN 'BASE TABLE' ELSE 'VIEW' END
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ? AND c.relname = ?
    """;
  }

  /** From version 18 on NOT NULL is a constraint like others. */
  @Override
  public String constraints() {
    return """
    WITH asked AS (
      SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relname = ?)
    SELECT conname || ' ' || pg_get_constraintdef(k.oid)
    FROM pg_constraint k JOIN asked ON k.conrelid = asked.oid WHERE k.contype <> 'n'
    UNION ALL
    SELECT 'NOT NULL ' || quote_ident(a.attname)
    FROM pg_attribute a JOIN asked ON a.attrelid = asked.oid
    WHERE a.attnum > 0 AND a.attnotnull AND NOT a.attisdropped
    UNION ALL
    SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN asked ON i.indrelid = asked.oid
    WHERE i.indisunique
      AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)
    ORDER BY 1
    """;
  }

  @Override
  public String met(String table, String source, String sameKey) {
    return "(SELECT t.ctid AS _leat_rid, t.* FROM " + table + " t)";
  }

  @Override
  public Optional<String> index(String name, String table, String columns) {
    return Optional.of(
        "CREATE INDEX IF NOT EXISTS " + Sql.name(name) + " ON " + table + " (" + columns + ")");
  }

  /**
   * Few rows into a large table are found by its index, many by joining all. The planner has no
   * statistics of what is staged: left alone it reads a whole table for a few rows, or compares
   * each row with each.
   */
  @Override
  public Optional<String> beforeMerge(String table, String stage) {
    return Optional.of(
        """
        SELECT set_config('enable_seqscan', CASE WHEN few THEN 'off' ELSE 'on' END, true),
          set_config('enable_nestloop', CASE WHEN few THEN 'on' ELSE 'off' END, true)
        FROM (SELECT pg_relation_size(CAST(%s AS regclass))
          > 8 * pg_relation_size(CAST(%s AS regclass)) AS few) AS sizes
        """
            .formatted(literal(table), literal(stage)));
  }

  @Override
  public boolean writesWholeRows() {
    return true;
  }

  @Override
  public Optional<String> beforeJoin() {
    return Optional.of("SET LOCAL enable_seqscan = on; SET LOCAL enable_nestloop = off");
  }

  /** Only one session at a time makes what all pipelines share. */
  @Override
  public List<String> setUp(List<String> tables) {
    return List.of(
        """
        BEGIN;
        SELECT pg_advisory_xact_lock(1818583412);
        CREATE SCHEMA IF NOT EXISTS leat;
        %s;
        CREATE TABLE IF NOT EXISTS leat._leat_seen (
          pipeline text, source_table text, truncated boolean, left_us bigint);
        CREATE UNIQUE INDEX IF NOT EXISTS _leat_state_by_pipeline ON leat._leat_state (pipeline);
        COMMIT
        """
            .formatted(String.join(";\n", tables)));
  }

  private static boolean isBinary(ColumnType type) {
    return type.kind() == Kind.FLOAT32 || type.kind() == Kind.FLOAT64;
  }

  private static String asText(String value, ColumnType from) {
    String plain = "CAST(" + value + " AS text)";
    return switch (from.kind()) {
      case DECIMAL -> "CAST(trim_scale(" + value + ") AS text)";
      case DATETIME -> "replace(" + plain + ", ' ', 'T')";
      case INSTANT -> "replace(replace(" + plain + ", ' ', 'T'), '+00', 'Z')";
      case BYTES -> "translate(encode(" + value + ", 'base64'), chr(10), '')";
      default -> plain;
    };
  }
}
