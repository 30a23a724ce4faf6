package dev.leat.sdk.http.export;

/** How far a job is. */
public enum ExportStatus {
  /** The source works on it, or will. */
  RUNNING,
  /** Its results can be fetched. */
  DONE,
  /** There is nothing to fetch, and nothing is wrong: no row matches. */
  EMPTY,
  /** The source gave up; another job may succeed. */
  FAILED,
  /** The source no longer knows the job, or no longer has its results: begin another. */
  EXPIRED
}
