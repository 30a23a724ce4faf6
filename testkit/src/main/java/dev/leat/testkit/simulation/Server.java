package dev.leat.testkit.simulation;

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
 * @param tokenMillis how long a next-page token is known; 0 for ever
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
    return new Server(
        pageSize,
        cap,
        filterMillis,
        inclusive,
        newestFirst,
        dated,
        machineMillis,
        tokenMillis,
        http,
        manner,
        stamps,
        variant & ~(1 << bit));
  }

  /** The same source with other manners. */
  public Server with(Manner other) {
    return new Server(
        pageSize,
        cap,
        filterMillis,
        inclusive,
        newestFirst,
        dated,
        machineMillis,
        tokenMillis,
        http,
        other,
        stamps,
        variant);
  }

  /** The same source, pages starting with the oldest row. */
  public Server oldestFirst() {
    return new Server(
        pageSize,
        cap,
        filterMillis,
        inclusive,
        false,
        dated,
        machineMillis,
        tokenMillis,
        http,
        manner,
        stamps,
        variant);
  }

  /** The same source, pages starting with the newest row. */
  public Server putNewestFirst() {
    return new Server(
        pageSize,
        cap,
        filterMillis,
        inclusive,
        true,
        dated,
        machineMillis,
        tokenMillis,
        http,
        manner,
        stamps,
        variant);
  }

  /** The same source with this unit; between two changes that much time passes. */
  public Server filterMillis(int millis) {
    return new Server(
        pageSize,
        cap,
        millis,
        inclusive,
        newestFirst,
        dated,
        machineMillis,
        tokenMillis,
        http,
        manner,
        stamps,
        variant);
  }

  /** The same source, which knows its tokens for ever. */
  public Server withoutTokenLife() {
    return new Server(
        pageSize,
        cap,
        filterMillis,
        inclusive,
        newestFirst,
        dated,
        machineMillis,
        0,
        http,
        manner,
        stamps,
        variant);
  }

  /** The same source with times of this form. */
  public Server with(Stamps form) {
    return new Server(
        pageSize,
        cap,
        filterMillis,
        inclusive,
        newestFirst,
        dated,
        machineMillis,
        tokenMillis,
        http,
        manner,
        form,
        variant);
  }

  /** The same source, which gives that many rows in one answer. */
  public Server cap(int rows) {
    return new Server(
        pageSize,
        rows,
        filterMillis,
        inclusive,
        newestFirst,
        dated,
        machineMillis,
        tokenMillis,
        http,
        manner,
        stamps,
        variant);
  }
}
