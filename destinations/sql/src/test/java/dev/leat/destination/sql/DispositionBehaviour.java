package dev.leat.destination.sql;

import static dev.leat.destination.sql.SqlPipeline.delete;
import static dev.leat.destination.sql.SqlPipeline.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.engine.destination.RunRecord.Outcome;
import dev.leat.engine.destination.Session;
import dev.leat.engine.destination.SessionRequest.Start;
import dev.leat.engine.destination.TableChanges;
import dev.leat.sdk.Operation;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.schema.Disposition;
import dev.leat.sdk.schema.Table;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

public abstract class DispositionBehaviour extends SqlBehaviour {

  private static final Table LOG = Table.named("t");
  private static final Table MERGED = Table.named("t").key("id");
  private static final Table REPLACED = MERGED.disposition(Disposition.REPLACE);

  @Test
  void appendKeepsEveryRowInOrderOfArrival() throws Exception {
    pipeline.sync(LOG, row(2, "a"), row(1, "b"));
    TableChanges second = pipeline.sync(LOG, row(2, "a"));

    assertThat(second).isEqualTo(new TableChanges(1, 0, 0, 0, 0));
    assertThat(pipeline.query("SELECT id, v FROM people.t")).containsExactly("2|a", "1|b", "2|a");
  }

  @Test
  void eachCommitAppendsItsOwnRowsOnly() throws Exception {
    try (Session session = pipeline.begin()) {
      session.declare(LOG);
      session.write(SqlPipeline.batch(row(1, "a")));
      session.commit(SqlPipeline.state("t"), pipeline.run(Outcome.RUNNING));
      session.write(SqlPipeline.batch(row(2, "b")));
      session.commit(SqlPipeline.state("t"), pipeline.run(Outcome.RUNNING));
    }

    assertThat(rows()).containsExactly("1|a", "2|b");
  }

  @Test
  void aDeleteFromATableWithoutKeyIsRefused() {
    assertThatThrownBy(() -> pipeline.sync(LOG, delete("t", "{\"id\":1}")))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("\"t\"")
        .hasMessageContaining("declare key(...)");
  }

  @Test
  void aDeleteFromATableThatKeepsEveryRowRemovesThoseOfItsKey() throws Exception {
    Table table = Table.named("t").key("id").disposition(Disposition.APPEND);
    TableChanges changes =
        pipeline.sync(
            table, row(1, "a"), row(1, "b"), delete("t", "{\"id\":1}"), row(1, "c"), row(2, "d"));

    assertThat(changes).isEqualTo(new TableChanges(4, 0, 2, 0, 0));
    assertThat(rows()).containsExactly("1|c", "2|d");
  }

  @Test
  void replaceShowsTheOldRowsUntilTheRunIsComplete() throws Exception {
    pipeline.sync(REPLACED, row(1, "a"), row(2, "b"), row(3, "c"));
    try (Session session = pipeline.begin()) {
      session.declare(REPLACED);
      session.write(SqlPipeline.batch(row(1, "a"), row(2, "B")));
      session.commit(SqlPipeline.state("t"), pipeline.run(Outcome.RUNNING));
      session.write(SqlPipeline.batch(row(4, "d")));
      session.commit(SqlPipeline.state("t"), pipeline.run(Outcome.RUNNING));
      assertThat(rows()).containsExactly("1|a", "2|b", "3|c");
      assertThat(session.finish(pipeline.run(Outcome.COMPLETE)).get("t"))
          .isEqualTo(new TableChanges(1, 1, 1, 1, 0));
    }

    assertThat(rows()).containsExactly("1|a", "2|B", "4|d");
    assertThat(pipeline.tables()).containsExactly("t");
  }

  @Test
  void replaceOfATableWithoutKeyExchangesAllRows() throws Exception {
    Table table = LOG.disposition(Disposition.REPLACE);
    pipeline.sync(table, row(1, "a"), row(1, "a"));
    TableChanges second = pipeline.sync(table, row(2, "b"), row(2, "b"), row(3, "c"));

    assertThat(second).isEqualTo(new TableChanges(3, 0, 2, 0, 0));
    assertThat(rows()).containsExactly("2|b", "2|b", "3|c");
  }

  @Test
  void aReplaceThatWasInterruptedIsContinued() throws Exception {
    pipeline.sync(REPLACED, row(1, "old"));
    pipeline.sync(REPLACED, Outcome.FAILED, row(2, "b"));
    assertThat(rows()).containsExactly("1|old");

    pipeline.sync(REPLACED, row(3, "c"));

    assertThat(rows()).containsExactly("2|b", "3|c");
  }

  @Test
  void aReplaceWithoutACursorStartsAfresh() throws Exception {
    pipeline.sync(REPLACED, row(1, "old"));
    pipeline.sync(REPLACED, Outcome.FAILED, row(2, "b"));
    pipeline.destination().replaceState("people", Optional.empty());

    pipeline.sync(REPLACED, row(3, "c"));

    assertThat(rows()).containsExactly("3|c");
  }

  @Test
  void aCompleteReplaceWithoutRowsEmptiesTheTable() throws Exception {
    pipeline.sync(REPLACED, row(1, "old"));
    TableChanges changes = pipeline.sync(REPLACED);

    assertThat(changes).isEqualTo(new TableChanges(0, 0, 1, 0, 0));
    assertThat(rows()).isEmpty();
  }

  @Test
  void aFullRefreshRemovesWhatIsNotSeenAgain() throws Exception {
    pipeline.sync(MERGED, row(1, "a"), row(2, "b"));
    pipeline.start(Start.FULL_REFRESH);
    TableChanges changes = pipeline.sync(MERGED, row(2, "b"), row(3, "c"));

    assertThat(changes).isEqualTo(new TableChanges(1, 0, 1, 1, 0));
    assertThat(rows()).containsExactly("2|b", "3|c");
  }

  @Test
  void theCountsOfAFullRefreshAddUpToWhatWasRead() throws Exception {
    pipeline.sync(MERGED, row(1, "a"), row(2, "b"), row(3, "c"));
    pipeline.start(Start.FULL_REFRESH);
    try (Session session = pipeline.begin()) {
      session.declare(MERGED);
      session.write(SqlPipeline.batch(row(1, "a"), row(1, "A"), row(2, "b"), upsert("t", "{}")));
      TableChanges first =
          session.commit(SqlPipeline.state("t"), pipeline.run(Outcome.RUNNING)).get("t");
      session.write(SqlPipeline.batch(row(2, "B"), row(4, "d"), row(1, "A")));
      TableChanges second =
          session.commit(SqlPipeline.state("t"), pipeline.run(Outcome.RUNNING)).get("t");
      TableChanges swap = session.finish(pipeline.run(Outcome.COMPLETE)).get("t");

      assertThat(first).isEqualTo(new TableChanges(0, 0, 0, 0, 1, 1));
      assertThat(second).isEqualTo(new TableChanges(0, 0, 0, 1, 1, 0));
      assertThat(swap).isEqualTo(new TableChanges(1, 2, 1, 0, 0));
    }
  }

  @Test
  void anIncompleteFullRefreshDeletesNothing() throws Exception {
    pipeline.sync(MERGED, row(1, "a"), row(2, "b"));
    pipeline.start(Start.FULL_REFRESH);
    TableChanges changes = pipeline.sync(MERGED, Outcome.INCOMPLETE, row(2, "B"), row(3, "c"));

    assertThat(changes).isEqualTo(new TableChanges(1, 1, 0, 0, 0));
    assertThat(rows()).containsExactly("1|a", "2|B", "3|c");
  }

  @Test
  void aFullRefreshThatWasInterruptedIsContinuedByTheNextRun() throws Exception {
    pipeline.sync(MERGED, row(1, "a"), row(2, "b"));
    pipeline.start(Start.FULL_REFRESH).sync(MERGED, Outcome.FAILED, row(2, "b"));
    assertThat(rows()).containsExactly("1|a", "2|b");

    pipeline.start(Start.RESUME).sync(MERGED, row(3, "c"));

    assertThat(rows()).containsExactly("2|b", "3|c");
  }

  @Test
  void aReplacementMayHaveOtherTypes() throws Exception {
    pipeline.sync(REPLACED, row(1, "text"));
    pipeline.sync(
        REPLACED, upsert("t", "{\"id\":\"x\",\"v\":true,\"w\":1.5}"), upsert("t", "{\"id\":7}"));

    assertThat(pipeline.query("SELECT id, v, w FROM people.t ORDER BY id"))
        .containsExactly("7|null|null", "x|true|1.5");
  }

  private static Operation row(int id, String value) {
    return upsert("t", "{\"id\":" + id + ",\"v\":\"" + value + "\"}");
  }

  private List<String> rows() throws Exception {
    return pipeline.query("SELECT id, v FROM people.t ORDER BY id");
  }
}
