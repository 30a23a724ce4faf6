package dev.leat.destination.postgres;

import static dev.leat.destination.sql.SqlPipeline.delete;
import static dev.leat.destination.sql.SqlPipeline.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.destination.postgres.CuttingProxy.Cut;
import dev.leat.destination.sql.CommitStep;
import dev.leat.destination.sql.SqlPipeline;
import dev.leat.engine.destination.DestinationUnavailableException;
import dev.leat.engine.destination.RunRecord.Outcome;
import dev.leat.engine.destination.Session;
import dev.leat.engine.destination.TableChanges;
import dev.leat.sdk.schema.Disposition;
import dev.leat.sdk.schema.Table;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A connection that breaks at any question: what was sent is stored once, whatever broke. {@code
 * -Dleat.cuts=1} breaks it at each, not at every fifth.
 */
class LostConnectionTest {

  private static final Table LOG = Table.named("log");
  private static final Table USER = Table.named("user").key("id");
  private static final Table REPLACED =
      Table.named("list").key("id").disposition(Disposition.REPLACE);

  /** Some session's worth; a test that asks for more has met no end. */
  private static final int MOST_QUESTIONS = 400;

  private static final int STEP = Integer.getInteger("leat.cuts", 5);

  private CuttingProxy proxy;
  private TestPostgres database;
  private Address through;
  private SqlPipeline cut;
  private SqlPipeline whole;

  @BeforeEach
  void standInBetween() throws Exception {
    database = TestPostgres.empty();
    proxy = new CuttingProxy(database.address().port());
    Address direct = database.address();
    through =
        new Address(
            direct.host(),
            proxy.port(),
            direct.user(),
            direct.database(),
            Map.of(Address.Setting.SSLMODE, "disable"),
            Map.of());
    whole = new SqlPipeline(database, "people");
    cut = new SqlPipeline(new TestPostgres(through), "people");
  }

  @AfterEach
  void stop() throws Exception {
    if (proxy != null) {
      proxy.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whereverItBreaksTheNextSyncGoesOnFromWhatWasStored(Cut how) throws Exception {
    int refused = 0;
    int done = 0;
    for (int question = 1; question <= MOST_QUESTIONS && done < 2; question += STEP) {
      String expected = state(whole);
      proxy.cutAt(question, how);
      try {
        sync(cut, next(expected));
        done++;
      } catch (RuntimeException lost) {
        assertThat(lost).isInstanceOf(DestinationUnavailableException.class);
        assertThat(lost).hasMessageContaining("cannot be reached");
        refused++;
      }
      if (done < 2) {
        sync(whole, next(state(whole)));
      }
      assertEachRowOnce(state(whole));
    }
    assertThat(done).as("syncs that needed no more questions than were let through").isEqualTo(2);
    assertThat(refused).isGreaterThan(25 / STEP);
  }

  @Test
  void aCommitThatWasDoneThoughItsAnswerIsLostIsReadBackAndTheSyncGoesOn() throws Exception {
    AtomicInteger commits = new AtomicInteger();
    cut.observedBy(
        step -> {
          if (step == CommitStep.STATE_STORED && commits.incrementAndGet() == 1) {
            proxy.cutAt(1, Cut.BEFORE_THE_ANSWER);
          }
        });
    try (Session session = cut.begin()) {
      session.declare(LOG);
      session.write(SqlPipeline.batch(upsert("log", "{\"n\":1}")));
      Map<String, TableChanges> changes = session.commit("{\"n\":1}", cut.run(Outcome.RUNNING));
      session.write(SqlPipeline.batch(upsert("log", "{\"n\":2}")));
      session.commit("{\"n\":2}", cut.run(Outcome.RUNNING));
      session.finish(cut.run(Outcome.COMPLETE));

      assertThat(changes).containsEntry("log", new TableChanges(1, 0, 0, 0, 0));
    }
    assertThat(whole.query("SELECT n FROM people.log ORDER BY n")).containsExactly("1", "2");
    assertThat(state(whole)).isEqualTo("2");
  }

  @Test
  void aCommitThatNeverArrivedIsNotTakenForDone() throws Exception {
    cut.observedBy(
        step -> {
          if (step == CommitStep.STATE_STORED) {
            proxy.cutAt(1, Cut.BEFORE_THE_QUESTION);
          }
        });
    try (Session session = cut.begin()) {
      session.declare(LOG);
      session.write(SqlPipeline.batch(upsert("log", "{\"n\":1}")));

      assertThatThrownBy(() -> session.commit("{\"n\":1}", cut.run(Outcome.RUNNING)))
          .isInstanceOf(DestinationUnavailableException.class)
          .hasMessageContaining("Nothing of this commit was stored");
    }
    assertThat(whole.query("SELECT count(*) FROM people.log")).containsExactly("0");
    assertThat(state(whole)).isEqualTo("0");
  }

  @Test
  void aCommitOfWhichNobodyCanSayWhatCameOfItIsToldSo() throws Exception {
    SqlPipeline hasty =
        new SqlPipeline(new TestPostgres(through, millis -> {}), "people")
            .observedBy(
                step -> {
                  if (step == CommitStep.STATE_STORED) {
                    proxy.cutAt(1, Cut.BEFORE_THE_ANSWER);
                    proxy.letNobodyIn();
                  }
                });
    try (Session session = hasty.begin()) {
      session.declare(LOG);
      session.write(SqlPipeline.batch(upsert("log", "{\"n\":1}")));

      assertThatThrownBy(() -> session.commit("{\"n\":1}", hasty.run(Outcome.RUNNING)))
          .isInstanceOf(DestinationUnavailableException.class)
          .hasMessageContaining("does not say whether it was done")
          .hasMessageNotContaining("Nothing of this commit");
    }
  }

  /** Two commits of a table that keeps every row, one that merges, one that is replaced. */
  private static void sync(SqlPipeline pipeline, int from) throws Exception {
    try (Session session = pipeline.begin()) {
      int next = session.state().map(each -> Integer.parseInt(digits(each)) + 1).orElse(1);
      assertThat(next).isEqualTo(from);
      session.declare(LOG);
      session.declare(USER);
      session.declare(REPLACED);
      for (int n = next; n < next + 2; n++) {
        session.write(
            SqlPipeline.batch(
                upsert("log", "{\"n\":" + n + "}"),
                upsert("user", "{\"id\":1,\"n\":" + n + ",\"c" + n % 7 + "\":1}"),
                upsert("user", "{\"id\":" + (100 + n) + "}"),
                delete("user", "{\"id\":" + (99 + n) + "}"),
                upsert("list", "{\"id\":" + n + "}")));
        session.commit("{\"n\":" + n + "}", pipeline.run(Outcome.RUNNING));
      }
      session.finish(pipeline.run(Outcome.COMPLETE));
    }
  }

  private void assertEachRowOnce(String last) throws Exception {
    assertThat(whole.query("SELECT count(*), count(DISTINCT n), max(n) FROM people.log"))
        .containsExactly(last + "|" + last + "|" + last);
    assertThat(whole.query("SELECT id, n FROM people.user ORDER BY id"))
        .containsExactly("1|" + last, 100 + Integer.parseInt(last) + "|null");
    assertThat(whole.query("SELECT count(*), count(DISTINCT id) FROM people.list"))
        .first()
        .asString()
        .matches("(\\d+)\\|\\1");
  }

  private static int next(String state) {
    return Integer.parseInt(state) + 1;
  }

  /** As the next sync finds it: once the lost connection has ended, and with it the lock. */
  private static String state(SqlPipeline pipeline) throws Exception {
    try (Session next = pipeline.begin()) {
      return next.state().map(LostConnectionTest::digits).orElse("0");
    }
  }

  private static String digits(String state) {
    return state.replaceAll("\\D", "");
  }
}
