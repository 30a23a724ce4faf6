package dev.leat.testkit.simulation;

import java.util.function.Consumer;

/**
 * What a simulated source is like for the whole of a history. Immutable.
 *
 * @param pageSize rows of one page, where it pages
 * @param cap rows of one answer, where it does not page
 * @param filterMillis the unit in which it compares times
 * @param inclusive whether a filter gives rows at exactly that time
 * @param newestFirst whether pages start with the newest row
 * @param dated whether answers have a {@code Date} header
 * @param machineMillis how far the connector's clock is ahead of true time
 * @param tokenMillis how long a next-page token is known; 0 forever
 * @param http whether the connector asks through the HTTP layer, where faults can happen
 * @param manner how it treats its callers
 * @param stamps the form of its rows' times
 * @param variant which of its ways a strategy takes; each strategy knows what to make of the bits
 */
public record Server(
    int pageSize,
    int cap,
    int filterMillis,
    boolean inclusive,
    boolean newestFirst,
    boolean dated,
    long machineMillis,
    long tokenMillis,
    boolean http,
    Manner manner,
    Stamps stamps,
    int variant) {

  /** Whether that bit of the variant is set. */
  public boolean has(int bit) {
    return (variant >> bit & 1) == 1;
  }

  /** The same source without that bit of the variant. */
  public Server without(int bit) {
    return changed(draft -> draft.variant &= ~(1 << bit));
  }

  /** The same source with other manners. */
  public Server with(Manner other) {
    return changed(draft -> draft.manner = other);
  }

  /** The same source, pages starting with the oldest row. */
  public Server oldestFirst() {
    return changed(draft -> draft.newestFirst = false);
  }

  /** The same source, pages starting with the newest row. */
  public Server putNewestFirst() {
    return changed(draft -> draft.newestFirst = true);
  }

  /** The same source with this unit; between two changes that much time passes. */
  public Server filterMillis(int millis) {
    return changed(draft -> draft.filterMillis = millis);
  }

  /** The same source, which knows its tokens forever. */
  public Server withoutTokenLife() {
    return changed(draft -> draft.tokenMillis = 0);
  }

  /** The same source with times of this form. */
  public Server with(Stamps form) {
    return changed(draft -> draft.stamps = form);
  }

  /** The same source, which gives that many rows in one answer. */
  public Server cap(int rows) {
    return changed(draft -> draft.cap = rows);
  }

  private Server changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return new Server(
        pageSize,
        draft.cap,
        draft.filterMillis,
        inclusive,
        draft.newestFirst,
        dated,
        machineMillis,
        draft.tokenMillis,
        http,
        draft.manner,
        draft.stamps,
        draft.variant);
  }

  /** What of a source can be changed. */
  private static final class Draft {
    private int cap;
    private int filterMillis;
    private boolean newestFirst;
    private long tokenMillis;
    private Manner manner;
    private Stamps stamps;
    private int variant;

    Draft(Server from) {
      cap = from.cap;
      filterMillis = from.filterMillis;
      newestFirst = from.newestFirst;
      tokenMillis = from.tokenMillis;
      manner = from.manner;
      stamps = from.stamps;
      variant = from.variant;
    }
  }
}
