package dev.leat.destination.sql;

import static dev.leat.destination.sql.SqlPipeline.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.leat.engine.destination.RunRecord;
import dev.leat.engine.destination.RunRecord.Outcome;
import dev.leat.engine.destination.Session;
import dev.leat.engine.destination.StaleSessionException;
import dev.leat.engine.destination.TableChanges;
import dev.leat.sdk.schema.Table;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows, state and run record, together or not at all. */
public abstract class CommitBehaviour extends SqlBehaviour {

  private static final Table USER = Table.named("user").key("id");

  @ParameterizedTest
  @EnumSource(names = "COMMITTED", mode = EnumSource.Mode.EXCLUDE)
  void aCommitThatBreaksOffLeavesThePreviousOne(CommitStep brokenOff) throws Exception {
    pipeline.sync(USER, upsert("user", "{\"id\":1,\"v\":1}"));
    pipeline.observedBy(
        step -> {
          if (step == brokenOff) {
            throw new SQLException("the disk is gone");
          }
        });

    assertThatThrownBy(() -> commit("{\"later\":1}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Nothing of this commit was stored")
        .hasRootCauseMessage("the disk is gone");

    assertThat(pipeline.query("SELECT id, v FROM people.user")).containsExactly("1|1");
    assertThat(pipeline.destination().state("people")).contains(SqlPipeline.state("user"));
    pipeline.observedBy(step -> {});
    pipeline.sync(USER, upsert("user", "{\"id\":2,\"v\":\"x\"}"));
    assertThat(pipeline.query("SELECT id, v FROM people.user ORDER BY id"))
        .containsExactly("1|1", "2|x");
  }

  private void commit(String state) throws Exception {
    try (Session session = pipeline.begin()) {
      session.declare(USER);
      session.write(SqlPipeline.batch(upsert("user", "{\"id\":2,\"v\":\"x\"}")));
      session.commit(state, pipeline.run(Outcome.RUNNING));
    }
  }

  @Test
  void aCommitWhoseOutcomeIsUnknownIsReadBack() throws Exception {
    pipeline.observedBy(
        step -> {
          if (step == CommitStep.COMMITTED) {
            throw new SQLException("the answer got lost");
          }
        });
    try (Session session = pipeline.begin()) {
      session.declare(USER);
      session.write(SqlPipeline.batch(upsert("user", "{\"id\":1}")));
      Map<String, TableChanges> changes =
          session.commit(SqlPipeline.state("user"), pipeline.run(Outcome.RUNNING));
      session.write(SqlPipeline.batch(upsert("user", "{\"id\":2}")));
      session.commit(SqlPipeline.state("user"), pipeline.run(Outcome.RUNNING));

      assertThat(changes).containsEntry("user", new TableChanges(1, 0, 0, 0, 0));
    }
    assertThat(pipeline.query("SELECT id FROM people.user ORDER BY id")).containsExactly("1", "2");
  }

  @Test
  void rowsThatWereNotCommittedAreDropped() throws Exception {
    pipeline.sync(USER, upsert("user", "{\"id\":1}"));
    try (Session session = pipeline.begin()) {
      session.declare(USER);
      session.write(SqlPipeline.batch(upsert("user", "{\"id\":2}")));
      session.finish(pipeline.run(Outcome.FAILED));
    }

    assertThat(pipeline.query("SELECT id FROM people.user")).containsExactly("1");
    assertThat(pipeline.query("SELECT outcome FROM _leat_runs")).containsExactly("FAILED");
  }

  @Test
  void tellsStateAndRunsOfPastSyncs() throws Exception {
    pipeline.sync(USER, upsert("user", "{\"id\":1}"));

    assertThat(pipeline.destination().state("people")).contains(SqlPipeline.state("user"));
    assertThat(pipeline.destination().state("other")).isEmpty();
    assertThat(pipeline.destination().runs())
        .extracting(RunRecord::id, RunRecord::outcome, RunRecord::startedAt)
        .containsExactly(tuple("run-1", Outcome.COMPLETE, SqlPipeline.NOON));
  }

  @Test
  void replacesTheStateAndKeepsTheRows() throws Exception {
    pipeline.sync(USER, upsert("user", "{\"id\":1}"));
    pipeline.destination().replaceState("people", Optional.of("{\"a\":1}"));

    assertThat(pipeline.destination().state("people")).contains("{\"a\":1}");
    assertThat(pipeline.query("SELECT id FROM people.user")).containsExactly("1");
    pipeline.destination().replaceState("people", Optional.empty());
    assertThat(pipeline.destination().state("people")).isEmpty();
  }

  @Test
  void eachSessionHasANumberOfItsOwn() throws Exception {
    pipeline.sync(USER);
    pipeline.sync(USER);

    assertThat(pipeline.query("SELECT epoch FROM _leat_state")).containsExactly("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoch", "version"})
  void aSessionThatWasTakenOverCommitsNothing(String changed) throws Exception {
    pipeline.sync(USER, upsert("user", "{\"id\":1}"));
    try (Session session = pipeline.begin()) {
      session.declare(USER);
      session.write(SqlPipeline.batch(upsert("user", "{\"id\":2}")));
      pipeline.query("UPDATE _leat_state SET %1$s = %1$s + 1 RETURNING epoch".formatted(changed));

      assertThatThrownBy(
              () -> session.commit(SqlPipeline.state("user"), pipeline.run(Outcome.RUNNING)))
          .isInstanceOf(StaleSessionException.class)
          .hasMessageContaining("taken over");
    }
    assertThat(pipeline.query("SELECT id FROM people.user")).containsExactly("1");
  }
}
