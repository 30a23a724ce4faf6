package dev.leat.destination.sql;

import static dev.leat.destination.sql.SqlPipeline.delete;
import static dev.leat.destination.sql.SqlPipeline.update;
import static dev.leat.destination.sql.SqlPipeline.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.engine.destination.RunRecord.Outcome;
import dev.leat.engine.destination.Session;
import dev.leat.engine.destination.TableChanges;
import dev.leat.sdk.Operation;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Disposition;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public abstract class MergeBehaviour extends SqlBehaviour {

  private static final Table USER = Table.named("user").key("id");
  private static final Table VERSIONED =
      Table.named("user")
          .column("id", DataType.LONG)
          .column("updatedAt", DataType.UTC_DATETIME)
          .key("id")
          .versionedBy("updatedAt");

  @Test
  void insertsUpdatesAndLeavesWhatIsTheSame() throws Exception {
    TableChanges first =
        pipeline.sync(
            USER,
            upsert("user", "{\"id\":1,\"name\":\"Ada\"}"),
            upsert("user", "{\"id\":2,\"name\":\"Bob\"}"),
            upsert("user", "{\"id\":3,\"name\":\"Cyd\"}"));
    TableChanges second =
        pipeline.sync(
            USER,
            upsert("user", "{\"id\":1,\"name\":\"Ada\"}"),
            upsert("user", "{\"id\":2,\"name\":\"Bea\"}"),
            delete("user", "{\"id\":3}"),
            delete("user", "{\"id\":99}"),
            upsert("user", "{\"id\":4,\"name\":\"Dan\"}"));

    assertThat(first).isEqualTo(new TableChanges(3, 0, 0, 0, 0));
    assertThat(second).isEqualTo(new TableChanges(1, 1, 1, 2, 0));
    assertThat(rows()).containsExactly("1|Ada", "2|Bea", "4|Dan");
  }

  @Test
  void aTableThatHasNoRowsYetIsMadeWhenTheFirstOneComes() throws Exception {
    assertThat(pipeline.sync(USER)).isEqualTo(TableChanges.NONE);
    pipeline.sync(USER.disposition(Disposition.REPLACE));
    pipeline.sync(USER, upsert("user", "{\"id\":1,\"name\":\"a\"}"));

    assertThat(rows()).containsExactly("1|a");
  }

  @Test
  void keepsTheLastOfTheRowsOfOneKeyInABatch() throws Exception {
    TableChanges changes =
        pipeline.sync(
            USER,
            upsert("user", "{\"id\":1,\"name\":\"first\"}"),
            upsert("user", "{\"id\":1,\"name\":\"second\"}"),
            delete("user", "{\"id\":1}"),
            upsert("user", "{\"id\":1,\"name\":\"third\"}"),
            upsert("user", "{\"id\":2,\"name\":\"gone\"}"),
            delete("user", "{\"id\":2}"));

    assertThat(changes).isEqualTo(new TableChanges(1, 0, 0, 1, 4, 0));
    assertThat(rows()).containsExactly("1|third");
  }

  @Test
  void anOlderVersionNeverReplacesANewerOne() throws Exception {
    pipeline.sync(
        VERSIONED,
        upsert("user", "{\"id\":1,\"name\":\"new\",\"updatedAt\":\"2026-01-02T00:00:00Z\"}"),
        upsert("user", "{\"id\":1,\"name\":\"old\",\"updatedAt\":\"2026-01-01T00:00:00Z\"}"),
        upsert("user", "{\"id\":2,\"name\":\"b\",\"updatedAt\":\"2026-01-01T00:00:00.5Z\"}"));
    TableChanges second =
        pipeline.sync(
            VERSIONED,
            upsert(
                "user", "{\"id\":1,\"name\":\"same\",\"updatedAt\":\"2026-01-02T01:00:00+01:00\"}"),
            upsert("user", "{\"id\":2,\"name\":\"older\",\"updatedAt\":\"2026-01-01T00:00:00Z\"}"),
            upsert("user", "{\"id\":2,\"name\":\"none\",\"updatedAt\":null}"));

    assertThat(second).isEqualTo(new TableChanges(0, 1, 0, 0, 2, 0));
    assertThat(rows()).containsExactly("1|same", "2|b");
  }

  @Test
  void whatALaterSyncBringsIsStoredThoughItsVersionIsOlder() throws Exception {
    pipeline.sync(
        VERSIONED,
        upsert("user", "{\"id\":1,\"name\":\"wrong\",\"updatedAt\":\"2031-01-01T00:00:00Z\"}"),
        upsert("user", "{\"id\":2,\"name\":\"a\",\"updatedAt\":\"2026-01-02T00:00:00Z\"}"),
        upsert("user", "{\"id\":3,\"name\":\"b\",\"updatedAt\":\"2026-01-02T00:00:00Z\"}"));
    pipeline.at(SqlPipeline.NOON.plus(Duration.ofHours(1)));
    TableChanges second =
        pipeline.sync(
            VERSIONED,
            upsert("user", "{\"id\":1,\"name\":\"right\",\"updatedAt\":\"2026-11-21T12:00:00Z\"}"),
            upsert("user", "{\"id\":1,\"name\":\"older\",\"updatedAt\":\"2026-11-21T11:00:00Z\"}"),
            upsert("user", "{\"id\":2,\"name\":\"none\",\"updatedAt\":null}"),
            update("user", "{\"id\":3,\"name\":\"back\",\"updatedAt\":\"2026-01-01T00:00:00Z\"}"));

    assertThat(second).isEqualTo(new TableChanges(0, 3, 0, 0, 1, 0));
    assertThat(rows()).containsExactly("1|right", "2|none", "3|back");
  }

  @Test
  void anOlderVersionOfALaterCommitOfTheSameSyncIsCountedAsOlder() throws Exception {
    try (Session session = pipeline.begin()) {
      session.declare(VERSIONED);
      session.write(
          SqlPipeline.batch(
              upsert(
                  "user", "{\"id\":1,\"name\":\"new\",\"updatedAt\":\"2026-01-02T00:00:00Z\"}")));
      session.commit(SqlPipeline.state("user"), pipeline.run(Outcome.RUNNING));
      session.write(
          SqlPipeline.batch(
              upsert("user", "{\"id\":1,\"name\":\"old\",\"updatedAt\":\"2026-01-01T00:00:00Z\"}"),
              update(
                  "user", "{\"id\":1,\"name\":\"old\",\"updatedAt\":\"2026-01-01T00:00:00Z\"}")));
      assertThat(
              session.commit(SqlPipeline.state("user"), pipeline.run(Outcome.RUNNING)).get("user"))
          .isEqualTo(new TableChanges(0, 0, 0, 0, 2, 0));
    }

    assertThat(rows()).containsExactly("1|new");
  }

  @Test
  void versionsThatAreTextAreComparedAsInstantsOrNumbers() throws Exception {
    Table table = Table.named("user").key("id").versionedBy("v");
    pipeline.sync(
        table,
        upsert("user", "{\"id\":1,\"name\":\"new\",\"v\":\"2026-01-01T00:00:00.5Z\"}"),
        upsert("user", "{\"id\":1,\"name\":\"old\",\"v\":\"2026-01-01T00:00:00Z\"}"),
        upsert("user", "{\"id\":2,\"name\":\"old\",\"v\":\"9\"}"));
    pipeline.sync(table, upsert("user", "{\"id\":2,\"name\":\"new\",\"v\":\"10\"}"));

    assertThat(rows()).containsExactly("1|new", "2|new");
  }

  @Test
  void aRowIsStoredAgainAfterItsDeleteWhateverItsVersion() throws Exception {
    pipeline.sync(
        VERSIONED,
        upsert("user", "{\"id\":1,\"name\":\"new\",\"updatedAt\":\"2026-01-02T00:00:00Z\"}"));
    pipeline.sync(
        VERSIONED,
        delete("user", "{\"id\":1}"),
        upsert("user", "{\"id\":1,\"name\":\"again\",\"updatedAt\":\"2026-01-01T00:00:00Z\"}"));

    assertThat(rows()).containsExactly("1|again");
  }

  @Test
  void aPartialUpdateChangesOnlyItsColumns() throws Exception {
    pipeline.sync(
        USER,
        upsert("user", "{\"id\":1,\"name\":\"Ada\",\"city\":\"Turin\",\"age\":36}"),
        upsert("user", "{\"id\":2,\"name\":\"Bob\",\"city\":\"Oslo\",\"age\":40}"));
    TableChanges changes =
        pipeline.sync(
            USER,
            update("user", "{\"id\":1,\"city\":\"Rome\"}"),
            update("user", "{\"id\":1,\"age\":null}"),
            update("user", "{\"id\":2,\"city\":\"Oslo\"}"),
            update("user", "{\"id\":3,\"name\":\"new\"}"));

    assertThat(changes).isEqualTo(new TableChanges(1, 1, 0, 1, 1, 0));
    assertThat(pipeline.query("SELECT id, name, city, age FROM people.user ORDER BY id"))
        .containsExactly("1|Ada|Rome|null", "2|Bob|Oslo|40", "3|new|null|null");
  }

  @Test
  void kindsOfOperationsOnOneKeyKeepTheirOrder() throws Exception {
    pipeline.sync(
        USER,
        upsert("user", "{\"id\":1,\"name\":\"a\",\"city\":\"x\"}"),
        update("user", "{\"id\":1,\"name\":\"b\"}"),
        upsert("user", "{\"id\":1,\"name\":\"c\",\"city\":\"y\"}"),
        update("user", "{\"id\":1,\"city\":\"z\"}"),
        update("user", "{\"id\":2,\"name\":\"lost\"}"),
        delete("user", "{\"id\":2}"),
        update("user", "{\"id\":2,\"name\":\"kept\"}"));

    assertThat(pipeline.query("SELECT id, name, city FROM people.user ORDER BY id"))
        .containsExactly("1|c|z", "2|kept|null");
  }

  @Test
  void anUpdateOfAnOlderVersionIsNotApplied() throws Exception {
    pipeline.sync(
        VERSIONED,
        upsert("user", "{\"id\":1,\"name\":\"a\",\"updatedAt\":\"2026-01-02T00:00:00Z\"}"));
    pipeline.sync(
        VERSIONED,
        update("user", "{\"id\":1,\"name\":\"older\",\"updatedAt\":\"2026-01-01T00:00:00Z\"}"),
        update("user", "{\"id\":1,\"name\":\"newest\",\"updatedAt\":\"2026-01-04T00:00:00Z\"}"),
        update("user", "{\"id\":1,\"name\":\"late\",\"updatedAt\":\"2026-01-03T00:00:00Z\"}"));

    assertThat(rows()).containsExactly("1|newest");
  }

  @Test
  void anUpdateOlderThanTheStoredRowIsNotApplied() throws Exception {
    pipeline.sync(
        VERSIONED,
        upsert("user", "{\"id\":1,\"name\":\"a\",\"updatedAt\":\"2026-01-02T00:00:00Z\"}"));
    pipeline.sync(
        VERSIONED,
        update("user", "{\"id\":1,\"name\":\"older\",\"updatedAt\":\"2026-01-01T00:00:00Z\"}"));

    assertThat(rows()).containsExactly("1|a");
  }

  @Test
  void truncateRemovesWhatWasStoredSoFar() throws Exception {
    pipeline.sync(
        USER,
        upsert("user", "{\"id\":1,\"name\":\"a\"}"),
        Operation.Truncate.all(new TableName("user")),
        upsert("user", "{\"id\":2,\"name\":\"b\"}"));

    assertThat(rows()).containsExactly("2|b");
  }

  @Test
  void truncateBeforeAnInstantSparesRowsThatCameAgainUnchanged() throws Exception {
    pipeline.sync(
        USER,
        upsert("user", "{\"id\":1,\"name\":\"a\"}"),
        upsert("user", "{\"id\":2,\"name\":\"b\"}"));
    pipeline.at(SqlPipeline.NOON.plus(Duration.ofHours(1)));
    TableChanges changes =
        pipeline.sync(
            USER,
            upsert("user", "{\"id\":1,\"name\":\"a\"}"),
            new Operation.Truncate(
                new TableName("user"), Optional.of(SqlPipeline.NOON.plus(Duration.ofMinutes(30)))));

    assertThat(changes).isEqualTo(new TableChanges(0, 0, 1, 1, 0));
    assertThat(rows()).containsExactly("1|a");
  }

  @Test
  void aSoftDeleteKeepsTheRowAndAnUpsertRevivesIt() throws Exception {
    pipeline.softDeletes();
    pipeline.sync(
        USER,
        upsert("user", "{\"id\":1,\"name\":\"a\"}"),
        upsert("user", "{\"id\":2,\"name\":\"b\"}"),
        upsert("user", "{\"id\":3,\"name\":\"c\"}"),
        delete("user", "{\"id\":3}"));
    TableChanges second =
        pipeline.sync(USER, delete("user", "{\"id\":1}"), delete("user", "{\"id\":2}"));
    assertThat(marked()).containsExactly("1|a|true", "2|b|true", "3|c|true");

    TableChanges third = pipeline.sync(USER, upsert("user", "{\"id\":1,\"name\":\"a\"}"));

    assertThat(second).isEqualTo(new TableChanges(0, 0, 2, 0, 0));
    assertThat(third).isEqualTo(new TableChanges(0, 1, 0, 0, 0));
    assertThat(marked()).containsExactly("1|a|false", "2|b|true", "3|c|true");
  }

  @Test
  void aSoftDeletedRowIsNotRevivedByAnOlderVersion() throws Exception {
    pipeline.softDeletes();
    pipeline.sync(
        VERSIONED,
        upsert("user", "{\"id\":1,\"name\":\"a\",\"updatedAt\":\"2026-01-02T00:00:00Z\"}"));
    pipeline.sync(
        VERSIONED,
        delete("user", "{\"id\":1}"),
        upsert("user", "{\"id\":1,\"name\":\"old\",\"updatedAt\":\"2026-01-01T00:00:00Z\"}"));

    assertThat(marked()).containsExactly("1|a|true");
  }

  @Test
  void mergesByAllColumnsOfAKey() throws Exception {
    Table table = Table.named("user").key("id", "region");
    pipeline.sync(
        table,
        upsert("user", "{\"id\":1,\"region\":\"eu\",\"name\":\"a\"}"),
        upsert("user", "{\"id\":1,\"region\":\"us\",\"name\":\"b\"}"),
        upsert("user", "{\"region\":\"eu\",\"id\":1,\"name\":\"c\"}"));

    assertThat(pipeline.query("SELECT id, region, name FROM people.user ORDER BY 2"))
        .containsExactly("1|eu|c", "1|us|b");
  }

  private List<String> rows() throws Exception {
    return pipeline.query("SELECT id, name FROM people.user ORDER BY id");
  }

  @ParameterizedTest
  @CsvSource({
    "DECIMAL, 1, 1.0",
    "DECIMAL, 100, 1e2",
    "DOUBLE, 1, 1.0",
    "FLOAT, 0.5, 5e-1",
    "UTC_DATETIME, '\"2026-01-01T01:00:00+01:00\"', '\"2026-01-01 00:00:00.0Z\"'",
    "NAIVE_DATETIME, '\"2026-01-01\"', '\"2026-01-01T00:00\"'",
    "NAIVE_TIME, '\"12:00\"', '\"12:00:00.0\"'"
  })
  void operationsOnOneKeyKeepTheirOrderHoweverTheKeyIsWritten(
      String type, String once, String again) throws Exception {
    Table table = Table.named("user").column("id", typeOf(type)).key("id");
    pipeline.sync(table, upsert("user", "{\"id\":" + once + ",\"name\":\"stored\"}"));
    pipeline.sync(
        table,
        update("user", "{\"id\":" + once + ",\"name\":\"first\"}"),
        upsert("user", "{\"id\":" + again + ",\"name\":\"second\"}"));

    assertThat(pipeline.query("SELECT name FROM people.user")).containsExactly("second");
  }

  private static DataType typeOf(String name) {
    return switch (name) {
      case "DECIMAL" -> DataType.decimal(20, 3);
      case "DOUBLE" -> DataType.DOUBLE;
      case "FLOAT" -> DataType.FLOAT;
      case "UTC_DATETIME" -> DataType.UTC_DATETIME;
      case "NAIVE_DATETIME" -> DataType.NAIVE_DATETIME;
      default -> DataType.NAIVE_TIME;
    };
  }

  private List<String> marked() throws Exception {
    return pipeline.query("SELECT id, name, _leat_deleted FROM people.user ORDER BY id");
  }
}
