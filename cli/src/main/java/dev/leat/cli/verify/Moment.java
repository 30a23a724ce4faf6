package dev.leat.cli.verify;

import java.util.Locale;

/** Where in a sync a kill can strike. Those that have a number are counted from 1. */
enum Moment {
  /** The connector's n-th message has been read, and goes no further. */
  BEFORE_MESSAGE,
  /** The engine has taken the connector's n-th message. */
  AFTER_MESSAGE,
  /** The n-th batch is about to be staged. */
  BEFORE_WRITE,
  /** The n-th batch is staged. */
  AFTER_WRITE,
  /** The n-th commit is about to begin. */
  BEFORE_COMMIT,
  /** The tables of the n-th commit have their columns. */
  SCHEMA_SETTLED,
  /** The transaction of the n-th commit is open. */
  TRANSACTION_BEGUN,
  /** The rows of the n-th commit are in their tables. */
  ROWS_MERGED,
  /** The state of the n-th commit is stored; the next statement is COMMIT. */
  STATE_STORED,
  /** The COMMIT of the n-th commit has come back. */
  COMMITTED,
  /** The engine knows that the n-th commit is done. */
  AFTER_COMMIT,
  /** So many bytes of the connector's output have come through: often within a line. */
  BYTE,
  /** So many milliseconds after the process was started. */
  MILLISECOND;

  /** As it is written: {@code before-message}. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
