package dev.leat.host.fivetran;

/** What Fivetran allows. Sizes are bytes. */
public final class Limits {

  /** Rows in one batch. */
  public static final int BATCH_ROWS = 100;

  /** Size of one batch of more than one row. */
  public static final int BATCH_BYTES = 100 * 1024;

  /** Size of one message. */
  public static final int MESSAGE_BYTES = 128 * 1024 * 1024;

  /** Size of the state, in UTF-8. */
  public static final int STATE_BYTES = 10 * 1024 * 1024;

  private Limits() {}
}
