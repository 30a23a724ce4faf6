package dev.leat.sdk.row;

import dev.leat.sdk.internal.json.JsonEdit;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Table;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which columns a few rows have, for tables that do not declare all of theirs: programs that store
 * declared columns only would drop the others. Immutable.
 *
 * <p>The types are the widest that are surely right: whole numbers of 64 bits, longer whole
 * numbers, other numbers, booleans, text, and JSON for everything nested or mixed. A column that is
 * null in every row is text. Times are text: nothing says that the next one is a time, too.
 */
public final class RowSample {

  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final int DIGITS_OF_DECIMAL = 38;

  private final Map<String, Set<Form>> columns;

  /** What a value looks like. */
  private enum Form {
    LONG,
    LONGER,
    FRACTION,
    BOOLEAN,
    TEXT,
    NESTED
  }

  private RowSample(Map<String, Set<Form>> columns) {
    this.columns = columns;
  }

  /** What these rows have; of none, nothing. */
  public static RowSample of(Iterable<? extends Row> rows) {
    Map<String, Set<Form>> columns = new LinkedHashMap<>();
    for (Row row : rows) {
      byte[] json = row.json().getBytes(StandardCharsets.UTF_8);
      JsonEdit.of(json, 0)
          .forEach(
              (name, value) -> {
                Set<Form> forms = columns.computeIfAbsent(name, none -> EnumSet.noneOf(Form.class));
                if (value[0] != 'n') {
                  forms.add(form(value));
                }
              });
    }
    return new RowSample(columns);
  }

  /** The table with a column for each field that it does not declare, after its own. */
  public Table completed(Table table) {
    Table completed = table;
    for (Map.Entry<String, Set<Form>> each : columns.entrySet()) {
      if (table.column(each.getKey()).isEmpty()) {
        completed = completed.column(each.getKey(), type(each.getValue()));
      }
    }
    return completed;
  }

  private static Form form(byte[] value) {
    return switch (value[0]) {
      case '"' -> Form.TEXT;
      case 't', 'f' -> Form.BOOLEAN;
      case '{', '[' -> Form.NESTED;
      default -> number(new String(value, StandardCharsets.US_ASCII));
    };
  }

  private static Form number(String text) {
    if (!text.matches("-?\\d+")) {
      return Form.FRACTION;
    }
    BigInteger whole = new BigInteger(text);
    return whole.compareTo(LEAST) >= 0 && whole.compareTo(MOST) <= 0 ? Form.LONG : Form.LONGER;
  }

  private static DataType type(Set<Form> forms) {
    if (forms.isEmpty() || forms.equals(EnumSet.of(Form.TEXT))) {
      return DataType.STRING;
    }
    if (forms.equals(EnumSet.of(Form.BOOLEAN))) {
      return DataType.BOOLEAN;
    }
    if (!EnumSet.of(Form.LONG, Form.LONGER, Form.FRACTION).containsAll(forms)) {
      return DataType.JSON;
    }
    if (forms.contains(Form.FRACTION)) {
      return DataType.DOUBLE;
    }
    return forms.contains(Form.LONGER) ? DataType.decimal(DIGITS_OF_DECIMAL, 0) : DataType.LONG;
  }
}
