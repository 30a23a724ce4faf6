package dev.leat.host.fivetran;

import static dev.leat.host.fivetran.wire.RecordType.TRUNCATE;
import static dev.leat.host.fivetran.wire.RecordType.UPSERT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.host.fivetran.HostInMemory.Answers;
import dev.leat.host.fivetran.wire.Record;
import dev.leat.host.fivetran.wire.Selection;
import dev.leat.host.fivetran.wire.TableSelection;
import dev.leat.host.fivetran.wire.TablesWithNoSchema;
import dev.leat.host.fivetran.wire.UpdateRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Disposition;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import org.junit.jupiter.api.Test;

/** A table that each complete sync replaces. */
class ReplacementTest {

  private static final Table USER =
      Table.named("user").column("id", DataType.LONG).key("id").disposition(Disposition.REPLACE);

  private static final JsonRow ROW = JsonRow.parse("{\"id\":1}");

  private static Answers update(FakeConnector connector, String state) {
    try (HostInMemory host = HostInMemory.serving(connector)) {
      return host.update(UpdateRequest.newBuilder().setStateJson(state).build());
    }
  }

  private static String last(Answers answers) {
    return answers.states().get(answers.states().size() - 1);
  }

  private static FakeConnector complete() {
    return FakeConnector.of(
        USER,
        (request, out) -> {
          out.upsert(USER.name(), ROW);
          out.checkpoint(FakeConnector.reached(request, USER, 1));
        });
  }

  private static FakeConnector interrupted() {
    return FakeConnector.ending(
        USER,
        (request, out) -> {
          out.upsert(USER.name(), ROW);
          out.checkpoint(FakeConnector.reached(request, USER, 1));
          throw new SourceUnavailableException("gone");
        });
  }

  @Test
  void isEmptiedBeforeTheFirstRowOfEachSync() {
    Answers first = update(complete(), "");
    Answers second = update(complete(), last(first));
    assertThat(first.records()).extracting(Record::getType).containsExactly(TRUNCATE, UPSERT);
    assertThat(second.records()).extracting(Record::getType).containsExactly(TRUNCATE, UPSERT);
  }

  @Test
  void isNotEmptiedAgainWhenAnInterruptedSyncIsResumed() {
    Answers first = update(interrupted(), "");
    Answers resumed = update(complete(), last(first));
    Answers next = update(complete(), last(resumed));
    assertThat(first.records()).extracting(Record::getType).containsExactly(TRUNCATE, UPSERT);
    assertThat(resumed.records()).extracting(Record::getType).containsExactly(UPSERT);
    assertThat(next.records()).extracting(Record::getType).containsExactly(TRUNCATE, UPSERT);
  }

  @Test
  void isNotEmptiedAgainWhenAnIncompleteSyncIsFollowed() {
    Answers first =
        update(
            FakeConnector.ending(
                USER,
                (request, out) -> {
                  out.upsert(USER.name(), ROW);
                  out.checkpoint(FakeConnector.reached(request, USER, 1));
                  return SyncResult.incomplete("cut at 10,000 rows");
                }),
            "");
    assertThat(update(complete(), last(first)).records())
        .extracting(Record::getType)
        .containsExactly(UPSERT);
  }

  @Test
  void aPassThatWasInterruptedIsRememberedWhileTheTableIsNotSelected() {
    Table other = Table.named("other").column("id", DataType.LONG).key("id");
    FakeConnector both =
        FakeConnector.of(
            Schema.of(USER, other),
            (request, out) -> {
              for (Table table : request.selection().tables()) {
                out.upsert(table.name(), ROW);
              }
              out.checkpoint(FakeConnector.reached(request, other, 1));
            });
    Answers first = update(interrupted(), "");
    Answers without;
    try (HostInMemory host = HostInMemory.serving(both)) {
      without =
          host.update(
              UpdateRequest.newBuilder()
                  .setStateJson(last(first))
                  .setSelection(
                      Selection.newBuilder()
                          .setWithoutSchema(
                              TablesWithNoSchema.newBuilder()
                                  .addTables(
                                      TableSelection.newBuilder()
                                          .setTableName("other")
                                          .setIncluded(true)
                                          .setIncludeNewColumns(true))))
                  .build());
    }
    assertThat(without.records()).extracting(Record::getTableName).containsExactly("other");
    assertThat(update(complete(), last(without)).records())
        .extracting(Record::getType)
        .containsExactly(UPSERT);
  }

  @Test
  void isEmptiedThoughTheSourceHasNoRowLeft() {
    Answers answers =
        update(
            FakeConnector.of(
                USER, (request, out) -> out.checkpoint(FakeConnector.reached(request, USER, 0))),
            last(update(complete(), "")));
    assertThat(answers.records()).extracting(Record::getType).containsExactly(TRUNCATE);
    assertThat(answers.messages().get(answers.messages().size() - 1).hasCheckpoint()).isTrue();
  }

  @Test
  void isNotEmptiedWhenTheSourceFailsBeforeTheFirstRow() {
    Answers answers =
        update(
            FakeConnector.ending(
                USER,
                (request, out) -> {
                  throw new SourceUnavailableException("gone");
                }),
            "");
    assertThat(answers.records()).isEmpty();
  }
}
