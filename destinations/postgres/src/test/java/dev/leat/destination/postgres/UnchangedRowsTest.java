package dev.leat.destination.postgres;

import static dev.leat.destination.sql.SqlPipeline.update;
import static dev.leat.destination.sql.SqlPipeline.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.destination.sql.SqlPipeline;
import dev.leat.engine.destination.SessionRequest.Start;
import dev.leat.engine.destination.TableChanges;
import dev.leat.sdk.Operation;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A row that came again as it was is not written again, and is not taken for gone. */
class UnchangedRowsTest {

  private static final Table USER = Table.named("user").key("id");
  private static final String VERSIONS = "SELECT id, ctid, xmin FROM people.user ORDER BY id";

  private SqlPipeline pipeline;

  @BeforeEach
  void storeTwoUsers() throws Exception {
    pipeline = new SqlPipeline(TestPostgres.empty(), "people");
    pipeline.sync(USER, user(1, "a"), user(2, "b"));
  }

  @Test
  void rowsThatCameAgainAreNotWritten() throws Exception {
    List<String> before = pipeline.query(VERSIONS);
    TableChanges again = pipeline.sync(USER, user(1, "a"), user(2, "b"));
    TableChanges updated = pipeline.sync(USER, update("user", "{\"id\":1,\"name\":\"a\"}"));
    pipeline.start(Start.FULL_REFRESH);
    TableChanges refreshed = pipeline.sync(USER, user(1, "a"), user(2, "b"));

    assertThat(again).isEqualTo(new TableChanges(0, 0, 0, 2, 0));
    assertThat(updated).isEqualTo(new TableChanges(0, 0, 0, 1, 0));
    assertThat(refreshed).isEqualTo(new TableChanges(0, 0, 0, 2, 0));
    assertThat(pipeline.query(VERSIONS)).isEqualTo(before);
  }

  @Test
  void aTruncateThatCannotTellSparesAllAndTheNextOneCan() throws Exception {
    at(1).sync(USER, user(1, "a"));
    TableChanges first = at(2).sync(USER, before(1));
    TableChanges second = at(3).sync(USER, user(1, "a"));
    TableChanges third = at(4).sync(USER, before(3));

    assertThat(first).isEqualTo(TableChanges.NONE);
    assertThat(second).isEqualTo(new TableChanges(0, 0, 0, 1, 0));
    assertThat(third).isEqualTo(new TableChanges(0, 0, 1, 0, 0));
    assertThat(pipeline.query("SELECT id FROM people.user")).containsExactly("1");
  }

  @Test
  void aTruncateOfATableInWhichNothingWasLeftCanTell() throws Exception {
    at(1).sync(USER, user(1, "b"));
    TableChanges first = at(2).sync(USER, before(1));

    assertThat(first).isEqualTo(new TableChanges(0, 0, 1, 0, 0));
    assertThat(pipeline.query("SELECT id FROM people.user")).containsExactly("1");
  }

  @Test
  void aRowThatARefreshFoundUnchangedIsNotTakenForGone() throws Exception {
    at(1).start(Start.FULL_REFRESH).sync(USER, user(1, "a"), user(2, "b"));
    pipeline.start(Start.RESUME);
    TableChanges first = at(2).sync(USER, before(1));

    assertThat(first).isEqualTo(TableChanges.NONE);
    assertThat(pipeline.query("SELECT id FROM people.user ORDER BY id")).containsExactly("1", "2");
  }

  private SqlPipeline at(int hour) {
    return pipeline.at(hour(hour));
  }

  private static Instant hour(int hour) {
    return SqlPipeline.NOON.plus(Duration.ofHours(hour));
  }

  private static Operation before(int hour) {
    return new Operation.Truncate(new TableName("user"), Optional.of(hour(hour)));
  }

  private static Operation user(int id, String name) {
    return upsert("user", "{\"id\":" + id + ",\"name\":\"" + name + "\"}");
  }
}
