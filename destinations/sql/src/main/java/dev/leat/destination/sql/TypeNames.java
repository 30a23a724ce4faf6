package dev.leat.destination.sql;

import dev.leat.engine.types.ColumnType;
import dev.leat.engine.types.ColumnType.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a database calls the types of columns. Immutable. */
public final class TypeNames {

  private final String decimal;
  private final Map<Kind, String> others;
  private final Pattern decimals;

  /**
   * @param decimal what decimals are called, before their precision and scale in brackets
   * @param others what it calls the other kinds that it has
   */
  public TypeNames(String decimal, Map<Kind, String> others) {
    this.decimal = decimal;
    this.others = Map.copyOf(others);
    this.decimals = Pattern.compile(decimal + "\\((\\d+),\\s*(\\d+)\\)", Pattern.CASE_INSENSITIVE);
  }

  /** Whether columns can have this type. */
  public boolean has(ColumnType type) {
    return type.kind() == Kind.DECIMAL || others.containsKey(type.kind());
  }

  /** The name of a type that it has. */
  public String of(ColumnType type) {
    return type.kind() == Kind.DECIMAL
        ? decimal + "(" + type.precision() + "," + type.scale() + ")"
        : others.get(type.kind());
  }

  /** The type of that name, in capitals or not; empty if none of these has it. */
  public Optional<ColumnType> type(String name) {
    Matcher matcher = decimals.matcher(name);
    if (matcher.matches()) {
      return Optional.of(
          ColumnType.decimal(
              Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))));
    }
    return others.entrySet().stream()
        .filter(each -> each.getValue().equalsIgnoreCase(name))
        .map(each -> ColumnType.of(each.getKey()))
        .findFirst();
  }
}
