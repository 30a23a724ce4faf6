package dev.leat.destination.sql;

import dev.leat.engine.naming.SnakeCase;
import dev.leat.engine.types.ColumnType;
import dev.leat.engine.types.FieldScanner;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How one database spells what all can do. What is handed over and answered as text is SQL: names
 * are quoted, values are expressions. Stateless.
 */
public interface Dialect {

  // Names

  /** How the names of a source become names of tables and columns. */
  SnakeCase style();

  /** Names that a column cannot have, because the database means something else by them. */
  Set<String> pseudoColumns();

  /** The schema of Leat's own tables, not quoted. */
  String systemSchema();

  /** The schema in which the tables of a pipeline are, not quoted. */
  default String schema(String pipeline) {
    return style().of(pipeline);
  }

  /** A name of a source in a form in which it can be kept as a text. */
  default String kept(String sourceName) {
    return sourceName;
  }

  /** The name that {@link #kept} was given. */
  default String original(String kept) {
    return kept;
  }

  /** What a table cannot exceed. */
  default Limits limits() {
    return Limits.NONE;
  }

  /** How much of a row's width a value takes at most, by {@link Limits#rowBytes}. */
  default int width(FieldScanner.Kind kind, byte[] text) {
    return 0;
  }

  /** The name of a temporary table, as statements have it. */
  String temporary(String name);

  /** Which value tells the rows of a table apart, as long as they are not written. */
  String rowId();

  // Types

  /** Whether columns can have this type. */
  default boolean has(ColumnType type) {
    return true;
  }

  /** The database's name of a type. */
  String type(ColumnType type);

  /** The type that the database calls so; empty if Leat never makes such a column. */
  Optional<ColumnType> type(String name);

  /**
   * A value as the database can hold it, before it is staged.
   *
   * @param text in UTF-8; not changed
   * @return {@code text} itself if it can be held as it is; else another, which stands for it
   */
  default byte[] held(FieldScanner.Kind kind, byte[] text) {
    return text;
  }

  /** Why {@link #held} gave another value than it was given, as part of a sentence. */
  default String notHeld() {
    return "";
  }

  /** A staged text, known to fit, as a value of a type. */
  String staged(String text, ColumnType type);

  /** A stored value as a value of a wider type. */
  String widened(String value, ColumnType from, ColumnType to);

  /** The condition that a stored value survives {@link #widened}. */
  String survives(String value, ColumnType from, ColumnType to);

  /** The condition that the database takes a text as JSON. */
  String isJson(String text);

  // Expressions

  /** A text that may hold anything that the database can. */
  default String literal(String text) {
    return Sql.text(text);
  }

  /** A list of texts. */
  String list(List<String> texts);

  /** The instant of so many microseconds since 1970. */
  String instant(String micros);

  /** An instant as a constant, by its microseconds since 1970. */
  default String instant(long micros) {
    return instant("CAST(" + micros + " AS BIGINT)");
  }

  /** The microseconds since 1970 of an instant. */
  String micros(String instant);

  /**
   * What texts are ordered by, as versions of a row: as instants if they are, else as numbers if
   * they are, else as text. Null for null.
   */
  String rankOfText(String text);

  /**
   * The last value of a group, in an order, of the rows that meet a condition; null if none does.
   */
  String last(String value, String order, String condition);

  /** A number from 0 to {@code portions} exclusive, the same for the same {@link #rowId}. */
  String portion(String rowId, long portions);

  // Statements

  /** Makes a temporary table, in place of one of that name; {@code content} is what follows it. */
  String temporaryTable(String table, String content);

  /**
   * The columns of a table, {@code name} and {@code type}, in order; its parameters are schema and
   * table.
   */
  String columns();

  /** What kind of table has a name: {@code BASE TABLE} for one that holds rows of its own. */
  default String kind() {
    return """
    SELECT table_type FROM information_schema.tables
    WHERE table_catalog = current_database() AND table_schema = ? AND table_name = ?
    """;
  }

  /**
   * What a row must meet, or a change of a column can stumble over: constraints and indexes that
   * Leat has not made, as people write them; its parameters are schema and table.
   */
  String constraints();

  /**
   * Those stored rows that a merge may meet: all columns and the {@link #rowId} as {@code
   * _leat_rid}, in brackets.
   *
   * @param table where they are stored, known as {@code t}
   * @param source what is merged, known as {@code s}
   * @param sameKey the condition that {@code s} and {@code t} are the same row
   */
  String met(String table, String source, String sameKey);

  /** Makes an index, if there is none of that name, by which a merge finds rows; empty for none. */
  default Optional<String> index(String name, String table, String columns) {
    return Optional.empty();
  }

  /** What follows a change of the schema, once it is committed. */
  default List<String> afterSchemaChange() {
    return List.of();
  }

  /**
   * What comes before the merge of a table, within the same transaction; empty for nothing.
   *
   * @param table that is merged into
   * @param stage that is merged
   */
  default Optional<String> beforeMerge(String table, String stage) {
    return Optional.empty();
  }

  /**
   * Whether a change of one column writes the whole row anew. Then Leat keeps {@code _leat_seen
   * (pipeline, source_table, truncated, left_us)}, which {@link #setUp} makes.
   */
  default boolean writesWholeRows() {
    return false;
  }

  /** What comes before whole tables are joined, within the same transaction; empty for nothing. */
  default Optional<String> beforeJoin() {
    return Optional.empty();
  }

  /** How Leat's own tables are made by one session while another does the same. */
  default List<String> setUp(List<String> tables) {
    return tables;
  }
}
