package dev.leat.destination.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.engine.SyncOptions;
import dev.leat.engine.SyncReport;
import dev.leat.engine.SyncRunner;
import dev.leat.engine.destination.SessionRequest.Nested;
import dev.leat.engine.destination.SessionRequest.Start;
import dev.leat.engine.types.ColumnType;
import dev.leat.engine.types.ColumnType.Kind;
import dev.leat.sdk.Connector;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Disposition;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.Cursor;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do to the tables between two syncs is noticed before the first row is written. */
public abstract class HandMadeChangesBehaviour extends SqlBehaviour {

  private static final Table USER = Table.named("user").key("id");
  private static final Table LOG = USER.disposition(Disposition.APPEND);

  private final Source source = new Source();

  @BeforeEach
  void storeTwoRows() {
    assertThat(sync().verdict()).contains("2 rows read, 2 inserted");
  }

  @Test
  void nothingIsToldWhereNothingWasChanged() {
    SyncReport report = sync();

    assertThat(report.exitCode()).isZero();
    assertThat(report.warnings()).isEmpty();
    assertThat(report.verdict()).contains("0 rows read");
  }

  @Test
  void aTableThatWasDroppedIsMadeAnewAndReadFromTheBeginning() throws Exception {
    byHand("DROP TABLE people.user");
    SyncReport report = sync();
    SyncReport next = sync();

    assertThat(report.warnings())
        .singleElement()
        .asString()
        .contains("user\" is not there any more", "made anew from the beginning of the source");
    assertThat(report.verdict()).contains("2 rows read, 2 inserted");
    assertThat(next.warnings()).isEmpty();
    assertThat(next.verdict()).contains("0 rows read");
    assertThat(names()).containsExactly("1|Ada", "2|Bob");
  }

  @Test
  void aTableThatWasRenamedIsMadeAnewAndTheOtherIsLeftAlone() throws Exception {
    byHand("ALTER TABLE people.user RENAME TO mine");
    sync();

    assertThat(names()).containsExactly("1|Ada", "2|Bob");
    assertThat(pipeline.query("SELECT id FROM people.mine ORDER BY id")).containsExactly("1", "2");
  }

  @Test
  void aColumnThatWasDroppedIsFilledAgain() throws Exception {
    byHand("ALTER TABLE people.user DROP COLUMN name");
    SyncReport report = sync();

    assertThat(report.warnings())
        .singleElement()
        .asString()
        .contains("has no column name any more", "its rows are read from the beginning");
    assertThat(report.verdict()).contains("2 rows read, 0 inserted, 2 updated");
    assertThat(names()).containsExactly("1|Ada", "2|Bob");
  }

  @Test
  void aColumnThatTheSourceHasNoMoreIsMissedOnce() throws Exception {
    source.rows = List.of("{\"id\":1}", "{\"id\":2}");
    sync();
    byHand("ALTER TABLE people.user DROP COLUMN name");
    assertThat(sync().verdict()).contains("2 rows read");
    SyncReport next = sync();

    assertThat(next.warnings()).isEmpty();
    assertThat(next.verdict()).contains("0 rows read");
  }

  @Test
  void aColumnIsMissedUntilItsRowsHaveBegunToBeReadAgain() throws Exception {
    byHand("ALTER TABLE people.user DROP COLUMN name");
    pipeline.begin().close();
    try (var broken = pipeline.begin()) {
      assertThat(broken.inspect(Schema.of(USER))).containsExactly(USER.name());
    }

    assertThat(sync().verdict()).contains("2 rows read, 0 inserted, 2 updated");
  }

  @Test
  void aColumnThatRowsCannotFillAgainIsRefusedUntilEverythingIsReadAnew() throws Exception {
    byHand("ALTER TABLE people.user DROP COLUMN name");
    source.table = LOG;

    SyncReport refused = sync();
    assertThat(refused.exitCode()).isEqualTo(10);
    assertThat(refused.message().orElseThrow())
        .contains("has no column name any more", "--full-refresh");
    pipeline.start(Start.FULL_REFRESH);
    assertThat(sync().exitCode()).isZero();
    assertThat(names()).containsExactly("1|Ada", "2|Bob");
  }

  @Test
  void aKeyThatWasDroppedIsRefused() throws Exception {
    byHand("ALTER TABLE people.user DROP COLUMN id");

    assertThat(sync().message().orElseThrow()).contains("has no column id any more");
  }

  @Test
  void aTypeThatWasChangedIsTold() throws Exception {
    String text = named(Kind.TEXT);
    byHand("ALTER TABLE people.user ALTER COLUMN id SET DATA TYPE " + text);
    source.rows = List.of("{\"id\":1,\"name\":\"Eve\"}");
    SyncReport report = sync();

    assertThat(report.warnings())
        .singleElement()
        .asString()
        .contains("Column id of table", "is " + text + " and was " + named(Kind.INT64));
  }

  @Test
  void aColumnThatPeopleHaveAddedIsTold() throws Exception {
    byHand("ALTER TABLE people.user ADD COLUMN note " + named(Kind.TEXT));

    assertThat(sync().warnings())
        .singleElement()
        .asString()
        .contains("Column note of table", "what stands in it is lost");
  }

  @Test
  void theColumnOfTimesIsMadeAnew() throws Exception {
    byHand("ALTER TABLE people.user DROP COLUMN _leat_synced_at");
    source.rows = List.of("{\"id\":3,\"name\":\"Cyd\"}");
    SyncReport report = sync();

    assertThat(report.exitCode()).as(report.text()).isZero();
    assertThat(report.warnings()).singleElement().asString().contains("_leat_synced_at", "1970");
    assertThat(
            pipeline.query(
                "SELECT id FROM people.user WHERE _leat_synced_at < TIMESTAMP '1971-01-01 00:00:00'"
                    + " ORDER BY id"))
        .containsExactly("1", "2");
  }

  @Test
  void aViewInPlaceOfATableIsRefused() throws Exception {
    byHand("ALTER TABLE people.user RENAME TO mine");
    byHand("CREATE VIEW people.user AS SELECT * FROM people.mine");
    SyncReport report = sync();

    assertThat(report.exitCode()).isEqualTo(10);
    assertThat(report.message().orElseThrow()).contains("is a view");
  }

  @Test
  void aConstraintIsToldAndARowThatDoesNotMeetItEndsTheSync() throws Exception {
    byHand("CREATE UNIQUE INDEX mine ON people.user (name)");
    source.rows = List.of("{\"id\":3,\"name\":\"Ada\"}");
    SyncReport report = sync();

    assertThat(report.warnings()).singleElement().asString().contains("did not make", "mine");
    assertThat(report.exitCode()).as(report.text()).isEqualTo(10);
    assertThat(report.message().orElseThrow()).contains("a constraint that Leat did not make");
    assertThat(names()).containsExactly("1|Ada", "2|Bob");
  }

  @Test
  void aChildTableThatLostAColumnIsRefusedUntilItIsDropped() throws Exception {
    pipeline.nested(Nested.TABLES);
    source.rows = List.of("{\"id\":3,\"name\":\"Cyd\",\"items\":[{\"sku\":\"a\"}]}");
    sync();
    byHand("ALTER TABLE people.user__items DROP COLUMN sku");

    assertThat(sync().message().orElseThrow())
        .contains("user__items\" has no column sku any more", "drop the table");
    byHand("DROP TABLE people.user__items");
    source.rows = List.of("{\"id\":4,\"name\":\"Dan\"}");
    assertThat(sync().warnings())
        .singleElement()
        .asString()
        .contains("user__items\" is not there any more");
    assertThat(pipeline.query("SELECT sku FROM people.user__items")).containsExactly("a");
  }

  @Test
  void aTableThatIsReplacedAnywayNeedsNoMending() throws Exception {
    source.table = USER.disposition(Disposition.REPLACE);
    sync();
    byHand("ALTER TABLE people.user DROP COLUMN name");
    source.table = source.table.column("name", DataType.STRING);

    assertThat(sync().exitCode()).isZero();
  }

  @Test
  void aSessionThatIsNotInspectedStillRefusesAView() {
    assertThatThrownBy(
            () -> {
              byHand("ALTER TABLE people.user RENAME TO mine");
              byHand("CREATE VIEW people.user AS SELECT id, mine.name, 1 AS n FROM people.mine");
              try (var session = pipeline.begin()) {
                session.inspect(Schema.of(USER));
              }
            })
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("rename or drop the view");
  }

  private List<String> names() throws Exception {
    return pipeline.query("SELECT id, name FROM people.user ORDER BY id");
  }

  private String named(Kind kind) {
    return database.dialect().type(ColumnType.of(kind));
  }

  private void byHand(String sql) throws Exception {
    database.byHand(sql);
  }

  private SyncReport sync() {
    return new SyncRunner(source, source.configurationSpec().parse("{}"), pipeline.destination())
        .with(SyncOptions.DEFAULT.start(pipeline.start()).nested(pipeline.nested()))
        .run();
  }

  /** Sends its rows once, and again only if it is asked from the beginning. */
  private static final class Source implements Connector {

    private Table table = USER;
    private List<String> rows =
        List.of("{\"id\":1,\"name\":\"Ada\"}", "{\"id\":2,\"name\":\"Bob\"}");
    private List<String> sent = List.of();

    @Override
    public ConnectorInfo info() {
      return new ConnectorInfo("people", "1", URI.create("https://example.com"));
    }

    @Override
    public ConfigurationSpec configurationSpec() {
      return ConfigurationSpec.of();
    }

    @Override
    public Schema discover(Configuration configuration) {
      return Schema.of(table);
    }

    @Override
    public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
      boolean anew = request.state().cursor(table.name()).isEmpty();
      if (anew || !rows.equals(sent)) {
        for (String row : rows) {
          out.upsert(table.name(), JsonRow.parse(row));
        }
        sent = rows;
      }
      out.checkpoint(request.state().with(table.name(), Cursor.of("after", "2")));
      return SyncResult.complete();
    }
  }
}
