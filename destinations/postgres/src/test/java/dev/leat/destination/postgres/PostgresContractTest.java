package dev.leat.destination.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.destination.sql.CommitBehaviour;
import dev.leat.destination.sql.DeclaredTypesBehaviour;
import dev.leat.destination.sql.DispositionBehaviour;
import dev.leat.destination.sql.EmptyDatabases;
import dev.leat.destination.sql.EvolutionBehaviour;
import dev.leat.destination.sql.HandMadeChangesBehaviour;
import dev.leat.destination.sql.InjectionBehaviour;
import dev.leat.destination.sql.MergeBehaviour;
import dev.leat.destination.sql.NamesBehaviour;
import dev.leat.destination.sql.NestedTablesBehaviour;
import dev.leat.destination.sql.SchemaContractBehaviour;
import dev.leat.destination.sql.SetAsideBehaviour;
import dev.leat.destination.sql.TestDatabase;
import dev.leat.destination.sql.ViewBehaviour;
import org.junit.jupiter.api.Nested;

/** What every SQL destination does, on a real PostgreSQL. */
class PostgresContractTest {

  private interface OnPostgres extends EmptyDatabases {
    @Override
    default TestDatabase emptyDatabase() throws Exception {
      return TestPostgres.empty();
    }
  }

  @Nested
  class Commit extends CommitBehaviour implements OnPostgres {}

  @Nested
  class DeclaredTypes extends DeclaredTypesBehaviour implements OnPostgres {}

  @Nested
  class Disposition extends DispositionBehaviour implements OnPostgres {}

  @Nested
  class Evolution extends EvolutionBehaviour implements OnPostgres {}

  @Nested
  class HandMadeChanges extends HandMadeChangesBehaviour implements OnPostgres {}

  @Nested
  class Injection extends InjectionBehaviour implements OnPostgres {
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
  class Merge extends MergeBehaviour implements OnPostgres {}

  @Nested
  class Names extends NamesBehaviour implements OnPostgres {}

  @Nested
  class NestedTables extends NestedTablesBehaviour implements OnPostgres {}

  @Nested
  class SchemaContract extends SchemaContractBehaviour implements OnPostgres {}

  @Nested
  class SetAside extends SetAsideBehaviour implements OnPostgres {}

  @Nested
  class View extends ViewBehaviour implements OnPostgres {}
}
