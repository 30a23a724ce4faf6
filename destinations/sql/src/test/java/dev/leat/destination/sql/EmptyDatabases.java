package dev.leat.destination.sql;

/** Databases for tests, in each of which there is nothing yet. */
public interface EmptyDatabases {

  /** Makes one. */
  TestDatabase emptyDatabase() throws Exception;
}
