package dev.leat.destination.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.destination.sql.CommitBehaviour;
import dev.leat.destination.sql.DispositionBehaviour;
import dev.leat.destination.sql.EvolutionBehaviour;
import dev.leat.destination.sql.InjectionBehaviour;
import dev.leat.destination.sql.MergeBehaviour;
import dev.leat.destination.sql.NamesBehaviour;
import dev.leat.destination.sql.NestedTablesBehaviour;
import dev.leat.destination.sql.SchemaContractBehaviour;
import dev.leat.destination.sql.SetAsideBehaviour;
import dev.leat.destination.sql.TestDatabase;
import org.junit.jupiter.api.Nested;

/** What every SQL destination does, on a real PostgreSQL. */
class PostgresContractTest {

  @Nested
  class Commit extends CommitBehaviour {
    @Override
    protected TestDatabase emptyDatabase() throws Exception {
      return TestPostgres.empty();
    }
  }

  @Nested
  class Disposition extends DispositionBehaviour {
    @Override
    protected TestDatabase emptyDatabase() throws Exception {
      return TestPostgres.empty();
    }
  }

  @Nested
  class Evolution extends EvolutionBehaviour {
    @Override
    protected TestDatabase emptyDatabase() throws Exception {
      return TestPostgres.empty();
    }
  }

  @Nested
  class Injection extends InjectionBehaviour {
    @Override
    protected TestDatabase emptyDatabase() throws Exception {
      return TestPostgres.empty();
    }

    @Override
    protected void nothingElseIsThere() throws Exception {
      assertThat(
              pipeline.query(
                  """
                  SELECT nspname FROM pg_namespace
                  WHERE nspname NOT LIKE 'pg!_%' ESCAPE '!' ORDER BY nspname
                  """))
          .containsExactly("information_schema", "leat", "people", "public");
    }
  }

  @Nested
  class Merge extends MergeBehaviour {
    @Override
    protected TestDatabase emptyDatabase() throws Exception {
      return TestPostgres.empty();
    }
  }

  @Nested
  class Names extends NamesBehaviour {
    @Override
    protected TestDatabase emptyDatabase() throws Exception {
      return TestPostgres.empty();
    }
  }

  @Nested
  class NestedTables extends NestedTablesBehaviour {
    @Override
    protected TestDatabase emptyDatabase() throws Exception {
      return TestPostgres.empty();
    }
  }

  @Nested
  class SchemaContract extends SchemaContractBehaviour {
    @Override
    protected TestDatabase emptyDatabase() throws Exception {
      return TestPostgres.empty();
    }
  }

  @Nested
  class SetAside extends SetAsideBehaviour {
    @Override
    protected TestDatabase emptyDatabase() throws Exception {
      return TestPostgres.empty();
    }
  }
}
