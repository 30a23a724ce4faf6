package dev.leat.engine.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Some rows. Immutable.
 *
 * @param columns the names of the columns, in order
 * @param values the rows, each with one value a column: a {@link Boolean}, a {@link Number}, null,
 *     or a {@link String} for everything else
 */
public record Rows(List<String> columns, List<List<Object>> values) {

  /** Copies both lists. */
  public Rows {
    columns = List.copyOf(columns);
    values =
        values.stream().map(row -> Collections.unmodifiableList(new ArrayList<>(row))).toList();
  }
}
