package dev.leat.sdk.paging;

import dev.leat.sdk.http.Answer;
import dev.leat.sdk.row.JsonRow;
import java.util.Optional;

/**
 * A page that was read, and its place in the answer to one question. Immutable.
 *
 * @param answer what the source gave
 * @param rows how many rows the page has
 * @param last its last row; empty if it has none
 * @param pagesBefore how many pages of this answer were read before it
 * @param rowsBefore how many rows those had
 */
public record PageRead(
    Answer answer, int rows, Optional<JsonRow> last, long pagesBefore, long rowsBefore) {

  /** How many rows were read, those of this page included. */
  public long rowsSoFar() {
    return rowsBefore + rows;
  }
}
