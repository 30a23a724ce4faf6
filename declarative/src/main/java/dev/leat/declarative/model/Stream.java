package dev.leat.declarative.model;

import dev.leat.declarative.document.Mark;
import dev.leat.sdk.schema.Column;
import java.util.List;

/**
 * A stream of rows.
 *
 * @param name its name
 * @param mark where it is written
 * @param key the fields that tell its rows apart; empty if there are none
 * @param columns as far as they are declared
 * @param call how it is asked
 * @param decoding the form of the answers
 * @param rows the steps to the rows in an answer
 * @param pages how the rest of an answer is reached
 * @param sliceOnEachPage whether requests for further pages say the part and the window, too
 * @param steps what becomes of a row, in order
 * @param increment by what rows are known to be new
 * @param parts the parts in which it is read: every part of the first with every one of the next;
 *     empty if it is read whole
 */
public record Stream(
    String name,
    Mark mark,
    List<String> key,
    List<Column> columns,
    Call call,
    Decoding decoding,
    List<Expression> rows,
    Pages pages,
    boolean sliceOnEachPage,
    List<Step> steps,
    Increment increment,
    List<Parts> parts) {

  /** Keeps the lists. */
  public Stream {
    key = List.copyOf(key);
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    steps = List.copyOf(steps);
    parts = List.copyOf(parts);
  }
}
