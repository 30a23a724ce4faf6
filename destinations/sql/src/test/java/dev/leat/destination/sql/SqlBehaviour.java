package dev.leat.destination.sql;

import org.junit.jupiter.api.BeforeEach;

/** What every SQL destination does, each with a database of its own. */
public abstract class SqlBehaviour implements EmptyDatabases {

  /** The database under test, empty before each test. */
  protected TestDatabase database;

  /** A pipeline called {@code people} into it. */
  protected SqlPipeline pipeline;

  @BeforeEach
  void makePipeline() throws Exception {
    database = emptyDatabase();
    pipeline = new SqlPipeline(database, "people");
  }
}
