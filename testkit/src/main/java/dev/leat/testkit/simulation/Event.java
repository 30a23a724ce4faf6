package dev.leat.testkit.simulation;

/**
 * Something that happens before a page is answered. Immutable.
 *
 * @param sync in which sync of the history, from 0
 * @param page before which answer of that sync, from 0; after the sync if it asks for fewer
 * @param what what happens
 * @param number which row, how many or which operation: see {@link What}
 * @param millis how late, how long or how far: see {@link What}
 */
public record Event(int sync, int page, What what, int number, long millis) {

  /** Kinds of events; {@code number} picks a row by counting round the rows there are. */
  public enum What {
    /** {@code number} new rows of one stamp, visible {@code millis} later. */
    INSERT,
    /** A row changes and gets the stamp of now; visible {@code millis} later. */
    UPDATE,
    /** A row is gone. */
    DELETE,
    /** A new row whose stamp lies {@code millis} in the past. */
    BACKDATE,
    /** A row moves to another place of the list, {@code millis} counting as the place. */
    MOVE,
    /** From now on rows have one more field. */
    NEW_FIELD,
    /** {@code millis} pass. */
    WAIT,
    /** The source's clock is from now on {@code millis} ahead of true time. */
    CLOCK,
    /** From now on a replica answers that is {@code millis} behind. */
    REPLICA,
    /** A row changes and is stamped {@code millis} in the future. */
    FUTURE,
    /** A row changes and is stamped with the present, though its stamp may lie in the future. */
    CORRECT,
    /** A row changes and gets a stamp that lies {@code millis} in the past. */
    RESTORE,
    /** The next answer has no rows, whatever the source holds; never twice to one question. */
    EMPTY_ANSWER,
    /**
     * {@code number} answers in a row fail: by status, by a cut connection, by half a document, by
     * an error with status 200.
     */
    FAULT,
    /** The source refuses {@code number} questions. */
    REFUSE,
    /** The destination dies at operation {@code number} of the sync. */
    CRASH,
    /** The destination commits at every {@code number}-th checkpoint and at the last. */
    MERGE_CHECKPOINTS
  }

  /** The same event with other numbers. */
  Event with(int otherNumber, long otherMillis) {
    return new Event(sync, page, what, otherNumber, otherMillis);
  }

  /** As a line of a history: {@code 0.3 UPDATE 2 4000}. */
  @Override
  public String toString() {
    return sync + "." + page + " " + what + " " + number + " " + millis;
  }

  /** Reads what {@link #toString} writes. */
  static Event parse(String line) {
    String[] parts = line.split("[ .]", -1);
    if (parts.length != 5) {
      throw new IllegalArgumentException("\"" + line + "\" is no event: write 0.3 UPDATE 2 4000");
    }
    return new Event(
        Integer.parseInt(parts[0]),
        Integer.parseInt(parts[1]),
        What.valueOf(parts[2]),
        Integer.parseInt(parts[3]),
        Long.parseLong(parts[4]));
  }
}
