package dev.leat.engine.destination;

/**
 * Hears what a session does to the stored tables besides writing rows, and what it found there.
 * Called by the thread that uses the session, when it has happened.
 */
public interface SessionListener {

  /** Hears nothing. */
  SessionListener NONE = new SessionListener() {};

  /** A stored column has got another type; that stays even if the commit that needed it fails. */
  default void columnChanged(ColumnChange change) {}

  /** Something that people should know, though the sync goes on; one sentence. */
  default void warned(String message) {}
}
