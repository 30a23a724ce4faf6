package dev.leat.destination.postgres;

import dev.leat.destination.sql.CommitStep;
import dev.leat.destination.sql.Database;
import dev.leat.destination.sql.Dialect;
import dev.leat.destination.sql.TestDatabase;
import dev.leat.engine.destination.Destination;
import java.sql.SQLException;
import java.util.List;

/** A PostgreSQL database under test. */
record TestPostgres(Address address, Patience.Sleep sleep) implements TestDatabase {

  TestPostgres(Address address) {
    this(address, Thread::sleep);
  }

  /** An empty one on the server that the tests share. */
  static TestPostgres empty() throws SQLException {
    TestServer server = TestServer.shared();
    return new TestPostgres(server.address(server.newDatabase()));
  }

  @Override
  public Destination destination(CommitStep.Observer observer) {
    return new PostgresDestination(new Server(address), new Patience(sleep), observer);
  }

  @Override
  public Dialect dialect() {
    return PostgresDialect.INSTANCE;
  }

  @Override
  public List<String> pseudoColumns() {
    return List.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid");
  }

  @Override
  public Database open() throws SQLException {
    Database database = new Server(address).open();
    database.execute("SET search_path = leat, pg_catalog");
    return database;
  }

  @Override
  public void byHand(String sql) throws SQLException {
    try (Database database = open()) {
      database.execute(sql);
    }
  }

  @Override
  public String held(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
