package dev.leat.destination.sql;

import dev.leat.engine.types.ColumnType;
import dev.leat.engine.types.ColumnType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The columns of a merge as SQL: which staged or side column feeds which stored one. Immutable.
 *
 * @param dialect how the database spells them
 * @param all every column of the stored table
 * @param keys those of the key, in its order; empty if rows have none
 * @param version the one that orders the versions of a row; empty if the order of arrival does
 */
record MergeColumns(Dialect dialect, List<Pair> all, List<Pair> keys, Optional<Pair> version) {

  /**
   * One column.
   *
   * @param stored its name in the stored table, quoted
   * @param value what it is fed from, as SQL with {@code s.} before each source column
   * @param type of both
   * @param number of the staged column; -1 if nothing staged feeds it
   */
  record Pair(String stored, String value, ColumnType type, int number) {

    String target() {
      return "t." + stored;
    }
  }

  /** Staged texts as the source. */
  static MergeColumns ofStage(TableWriter writer) {
    List<Pair> all = new ArrayList<>();
    for (Map.Entry<String, ColumnType> column : writer.place().target().columns().entrySet()) {
      all.add(staged(writer, column.getKey(), column.getValue()));
    }
    List<Pair> keys = new ArrayList<>();
    for (int key : writer.keys()) {
      // A table that never had a row has no columns yet, and nothing is staged for it.
      named(all, writer.columns().get(key).stored()).ifPresent(keys::add);
    }
    return new MergeColumns(writer.dialect(), all, keys, version(writer, all));
  }

  /** A table of the same columns as the source. */
  static MergeColumns ofSide(TableWriter writer) {
    List<Pair> all =
        writer.place().live().columns().entrySet().stream()
            .map(
                column -> {
                  String name = Sql.name(column.getKey());
                  return new Pair(name, "s." + name, column.getValue(), -1);
                })
            .toList();
    List<Pair> keys = new ArrayList<>();
    for (int key : writer.keys()) {
      named(all, writer.columns().get(key).stored()).ifPresent(keys::add);
    }
    return new MergeColumns(writer.dialect(), all, keys, Optional.empty());
  }

  /** The stored names, with commas. */
  String names() {
    return list(Pair::stored);
  }

  /** The values, with commas. */
  String values() {
    return list(Pair::value);
  }

  /** The key's values, with commas. */
  String keyValues() {
    return keys.stream().map(Pair::value).collect(Collectors.joining(", "));
  }

  /** The condition that {@code s} and {@code t} have the same key. */
  String sameKey() {
    return keys.stream()
        .map(key -> key.value() + " = " + key.target())
        .collect(Collectors.joining(" AND "));
  }

  /**
   * The condition that a column of {@code s} differs from that of {@code t}. The version stands
   * first: where it differs, no other column is looked at.
   */
  String differs() {
    String differs =
        Stream.concat(
                version.stream(), all.stream().filter(each -> !version.equals(Optional.of(each))))
            .map(column -> column.value() + " IS DISTINCT FROM " + column.target())
            .collect(Collectors.joining(" OR "));
    return differs.isEmpty() ? "false" : differs;
  }

  /** What the versions of {@code s} are ordered by; a constant if the order of arrival decides. */
  String versionValue() {
    return version.map(each -> rank(each.value(), each.type())).orElse("0");
  }

  /**
   * The condition that the version of {@code s} is older than that of {@code t}, which the same
   * sync has brought. A row without a version is older than any with one. What an earlier sync has
   * brought is never newer: what the source says now counts, if it has put a row back.
   *
   * @param since when the sync began
   */
  String isOlder(String since) {
    return version
        .map(
            each ->
                SqlTemplate.of(
                        """
                        ({inThisSync} AND {stored} IS NOT NULL
                          AND ({value} IS NULL OR {rank} < {storedRank}))
                        """)
                    .with("inThisSync", inThisSync(since))
                    .with("stored", each.target())
                    .with("value", each.value())
                    .with("rank", rank(each.value(), each.type()))
                    .with("storedRank", rank(each.target(), each.type()))
                    .sql())
        .orElse("false");
  }

  /** The condition that {@code t} was written by the sync that began then; never null. */
  static String inThisSync(String since) {
    return "coalesce(t." + Target.SYNCED_AT + " >= " + since + ", false)";
  }

  /**
   * Versions kept as text are compared as instants if they are, else as numbers if they are, else
   * as text.
   */
  String rank(String value, ColumnType type) {
    if (type.kind() != Kind.TEXT && type.kind() != Kind.JSON) {
      return value;
    }
    return dialect.rankOfText("CAST(" + value + " AS VARCHAR)");
  }

  private String list(Function<Pair, String> part) {
    return all.stream().map(each -> part.apply(each) + ", ").collect(Collectors.joining());
  }

  private static Pair staged(TableWriter writer, String stored, ColumnType type) {
    for (int i = 0; i < writer.columns().size(); i++) {
      if (writer.columns().get(i).stored().equals(stored)) {
        return new Pair(
            Sql.name(stored),
            "(" + writer.dialect().staged("s." + Stage.text(i), type) + ")",
            type,
            i);
      }
    }
    String nothing = "CAST(NULL AS " + writer.dialect().type(type) + ")";
    return new Pair(Sql.name(stored), nothing, type, -1);
  }

  private static Optional<Pair> version(TableWriter writer, List<Pair> all) {
    return writer
        .table()
        .versionColumn()
        .flatMap(
            source ->
                writer.columns().stream().filter(each -> each.source().equals(source)).findFirst())
        .flatMap(column -> named(all, column.stored()));
  }

  private static Optional<Pair> named(List<Pair> all, String stored) {
    return all.stream().filter(each -> each.stored().equals(Sql.name(stored))).findFirst();
  }
}
