package dev.leat.sdk.error;

/**
 * What helps beyond what a message says, where only the host knows how it is done: a command, a
 * button, a file. Each host words it in its own way.
 */
public enum Remedy {
  /** Forget where the pipeline stopped: its next sync reads everything. */
  START_OVER
}
