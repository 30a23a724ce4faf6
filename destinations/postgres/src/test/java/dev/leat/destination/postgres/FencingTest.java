package dev.leat.destination.postgres;

import static dev.leat.destination.sql.SqlPipeline.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.destination.sql.CommitStep;
import dev.leat.destination.sql.SqlPipeline;
import dev.leat.engine.destination.DestinationUnavailableException;
import dev.leat.engine.destination.RunRecord.Outcome;
import dev.leat.engine.destination.Session;
import dev.leat.sdk.schema.Table;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session whose lock was lost: another takes the pipeline over while it commits. */
class FencingTest {

  private static final Table USER = Table.named("user").key("id");

  private TestPostgres database;
  private SqlPipeline pipeline;

  @BeforeEach
  void makePipeline() throws Exception {
    database = TestPostgres.empty();
    pipeline = new SqlPipeline(database, "people");
    pipeline.sync(USER, upsert("user", "{\"id\":1}"));
  }

  @Test
  void aSessionThatIsTakenOverInTheMidstOfItsCommitStoresNothing() throws Exception {
    pipeline.observedBy(
        step -> {
          if (step == CommitStep.ROWS_MERGED) {
            takeOver();
          }
        });
    try (Session session = pipeline.begin()) {
      session.declare(USER);
      session.write(SqlPipeline.batch(upsert("user", "{\"id\":2}")));

      assertThatThrownBy(() -> session.commit("{}", pipeline.run(Outcome.RUNNING)))
          .isInstanceOf(DestinationUnavailableException.class)
          .hasMessageContaining("changed by somebody else at the same time")
          .hasMessageContaining("Nothing of this commit was stored");
    }
    assertThat(pipeline.query("SELECT id FROM people.user")).containsExactly("1");
    assertThat(pipeline.query("SELECT count(*), max(epoch) FROM _leat_state"))
        .containsExactly("1|3");
  }

  /** As the first thing that a session does. */
  private void takeOver() {
    try {
      TestServer.shared()
          .execute(database.address().database(), "UPDATE leat._leat_state SET epoch = epoch + 1");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
