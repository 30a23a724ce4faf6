package dev.leat.host.fivetran;

import static dev.leat.host.fivetran.wire.UpdateResponse.OperationCase.CHECKPOINT;
import static dev.leat.host.fivetran.wire.UpdateResponse.OperationCase.RECORD;
import static dev.leat.host.fivetran.wire.UpdateResponse.OperationCase.RECORDS;
import static dev.leat.host.fivetran.wire.UpdateResponse.OperationCase.SCHEMA_CHANGE;
import static dev.leat.host.fivetran.wire.UpdateResponse.OperationCase.TASK;
import static dev.leat.host.fivetran.wire.UpdateResponse.OperationCase.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.host.fivetran.HostInMemory.Answers;
import dev.leat.host.fivetran.wire.Column;
import dev.leat.host.fivetran.wire.Record;
import dev.leat.host.fivetran.wire.RecordType;
import dev.leat.host.fivetran.wire.UpdateRequest;
import dev.leat.host.fivetran.wire.UpdateResponse;
import dev.leat.sdk.Operation;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.row.FieldRow;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a connector's operations become in the stream of an update. */
class UpdateTest {

  private static final Table USER =
      Table.named("user").column("id", DataType.LONG).column("name", DataType.STRING).key("id");

  private static Answers update(FakeConnector connector) {
    return update(connector, UpdateRequest.getDefaultInstance());
  }

  private static Answers update(FakeConnector connector, UpdateRequest request) {
    try (HostInMemory host = HostInMemory.serving(connector)) {
      return host.update(request);
    }
  }

  private static JsonRow user(int id) {
    return JsonRow.parse("{\"id\":" + id + ",\"name\":\"n" + id + "\"}");
  }

  @Test
  void aSettingThatTheSourceReplacedIsWarnedOfAndItsValueMasked() {
    FakeConnector connector =
        FakeConnector.of(
            USER,
            (request, out) -> {
              request.configuration().replace(FakeConnector.TOKEN, "the-next-token");
              out.upsert(USER.name(), user(1));
              out.warning("now the-next-token");
              out.checkpoint(FakeConnector.reached(request, USER, 1));
            });
    UpdateRequest request =
        UpdateRequest.newBuilder().putConfiguration("token", "the-first-token").build();
    try (HostInMemory host = HostInMemory.serving(connector)) {
      Answers answers = host.update(request);

      assertThat(answers.status().isOk()).isTrue();
      assertThat(answers.messages())
          .filteredOn(UpdateResponse::hasWarning)
          .extracting(each -> each.getWarning().getMessage())
          .satisfiesExactly(
              first -> assertThat(first).isEqualTo("now ***"),
              last -> assertThat(last).contains("replaced the setting token", "authorise again"));
      assertThat(answers.messages() + "" + host.log()).doesNotContain("-token");
    }
  }

  @Test
  void rowsTravelInBatchesOfAtMostAHundred() {
    Answers answers =
        update(
            FakeConnector.of(
                USER,
                (request, out) -> {
                  for (int id = 1; id <= 250; id++) {
                    out.upsert(USER.name(), user(id));
                  }
                  out.checkpoint(FakeConnector.reached(request, USER, 250));
                }));
    assertThat(answers.status().isOk()).isTrue();
    assertThat(answers.kinds()).containsExactly(RECORDS, RECORDS, RECORDS, CHECKPOINT);
    assertThat(answers.messages().get(0).getRecords().getRecordsCount()).isEqualTo(100);
    assertThat(answers.records()).hasSize(250);
    assertThat(answers.row(249).get("name").getString()).isEqualTo("n250");
  }

  @Test
  void aBatchHoldsAtMostAHundredKibibytesAndALargerRowTravelsAlone() {
    String large = "x".repeat(200_000);
    Answers answers =
        update(
            FakeConnector.of(
                USER,
                (request, out) -> {
                  for (int id = 1; id <= 30; id++) {
                    out.upsert(USER.name(), FieldRow.of("id", id).with("name", "y".repeat(9_000)));
                  }
                  out.upsert(USER.name(), FieldRow.of("id", 31).with("name", large));
                  out.upsert(USER.name(), user(32));
                  out.checkpoint(FakeConnector.reached(request, USER, 32));
                }));
    assertThat(answers.messages())
        .filteredOn(UpdateResponse::hasRecords)
        .hasSizeGreaterThan(2)
        .allSatisfy(
            each ->
                assertThat(each.getRecords().getSerializedSize())
                    .isLessThanOrEqualTo(Limits.BATCH_BYTES));
    assertThat(answers.kinds()).endsWith(RECORD, RECORD, CHECKPOINT);
    assertThat(answers.row(30).get("name").getString()).isEqualTo(large);
  }

  @Test
  void aCheckpointFollowsTheRowsThatItClaims() {
    Answers answers =
        update(
            FakeConnector.of(
                USER,
                (request, out) -> {
                  out.upsert(USER.name(), user(1));
                  out.checkpoint(FakeConnector.reached(request, USER, 1));
                  out.upsert(USER.name(), user(2));
                  out.checkpoint(FakeConnector.reached(request, USER, 2));
                }));
    assertThat(answers.kinds()).containsExactly(RECORD, CHECKPOINT, RECORD, CHECKPOINT);
    assertThat(State.parse(answers.states().get(1), StateOwner.of("fake", Map.of())).cursors())
        .containsEntry(USER.name(), Cursor.of("position", "2"));
  }

  @Test
  void theNextUpdateStartsFromTheStateOfTheLast() {
    FakeConnector connector =
        FakeConnector.of(
            USER,
            (request, out) -> {
              int next = FakeConnector.position(request, USER) + 1;
              out.upsert(USER.name(), user(next));
              out.checkpoint(FakeConnector.reached(request, USER, next));
            });
    Answers first = update(connector, UpdateRequest.newBuilder().setStateJson("{}").build());
    Answers second =
        update(connector, UpdateRequest.newBuilder().setStateJson(first.states().get(0)).build());
    assertThat(second.row(0).get("id").getLong()).isEqualTo(2);
  }

  @Test
  void anUpsertCarriesEveryColumn() {
    Answers answers =
        update(
            FakeConnector.of(
                USER,
                (request, out) -> {
                  out.upsert(USER.name(), JsonRow.parse("{\"id\":1}"));
                  out.checkpoint(FakeConnector.reached(request, USER, 1));
                }));
    assertThat(answers.row(0)).containsOnlyKeys("id", "name");
    assertThat(answers.row(0).get("name").getNull()).isTrue();
  }

  @Test
  void anUpdateCarriesOnlyWhatItHasAndADeleteOnlyTheKey() {
    Answers answers =
        update(
            FakeConnector.of(
                USER,
                (request, out) -> {
                  out.update(USER.name(), JsonRow.parse("{\"id\":1}"));
                  out.delete(USER.name(), user(1));
                  out.checkpoint(FakeConnector.reached(request, USER, 1));
                }));
    assertThat(answers.records())
        .extracting(Record::getType)
        .containsExactly(RecordType.UPDATE, RecordType.DELETE);
    assertThat(answers.row(0)).containsOnlyKeys("id");
    assertThat(answers.row(1)).containsOnlyKeys("id");
  }

  @Test
  void aFieldThatNobodyDeclaredIsAnnouncedBeforeItsRow() {
    Answers answers =
        update(
            FakeConnector.of(
                USER,
                (request, out) -> {
                  out.upsert(USER.name(), user(1));
                  out.upsert(
                      USER.name(), JsonRow.parse("{\"id\":2,\"age\":7,\"tags\":[],\"gone\":null}"));
                  out.upsert(USER.name(), user(3));
                  out.checkpoint(FakeConnector.reached(request, USER, 3));
                }));
    assertThat(answers.kinds()).containsExactly(RECORD, SCHEMA_CHANGE, RECORDS, CHECKPOINT);
    assertThat(
            answers
                .messages()
                .get(1)
                .getSchemaChange()
                .getWithoutSchema()
                .getTables(0)
                .getColumnsList())
        .extracting(Column::getName, each -> each.getType().name())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("id", "LONG"),
            org.assertj.core.groups.Tuple.tuple("name", "STRING"),
            org.assertj.core.groups.Tuple.tuple("age", "LONG"),
            org.assertj.core.groups.Tuple.tuple("tags", "JSON"));
    assertThat(answers.row(2)).containsOnlyKeys("id", "name", "age", "tags");
    assertThat(answers.row(2).get("age").getNull()).isTrue();
  }

  @Test
  void aValueThatItsColumnCannotHoldWidensTheColumnAndWarnsTheUser() {
    Answers answers =
        update(
            FakeConnector.of(
                USER,
                (request, out) -> {
                  out.upsert(USER.name(), user(1));
                  out.upsert(USER.name(), JsonRow.parse("{\"id\":9223372036854775808}"));
                  out.checkpoint(FakeConnector.reached(request, USER, 3));
                }));
    assertThat(answers.kinds()).containsExactly(RECORD, SCHEMA_CHANGE, WARNING, RECORD, CHECKPOINT);
    assertThat(answers.messages().get(2).getWarning().getMessage())
        .contains("\"id\"", "\"user\"", "LONG", "DECIMAL(38,0)");
    assertThat(answers.row(1).get("id").getDecimal()).isEqualTo("9223372036854775808");
  }

  @Test
  void aNewTableIsAnnouncedBeforeItsRows() {
    Table order = Table.named("order").column("no", DataType.STRING).key("no");
    Answers answers =
        update(
            FakeConnector.of(
                USER,
                (request, out) -> {
                  out.schemaChange(order);
                  out.upsert(order.name(), JsonRow.parse("{\"no\":\"a\"}"));
                  out.checkpoint(FakeConnector.reached(request, USER, 1));
                }));
    assertThat(answers.kinds()).containsExactly(SCHEMA_CHANGE, RECORD, CHECKPOINT);
    assertThat(answers.records().get(0).getTableName()).isEqualTo("order");
  }

  @Test
  void aTruncateComesFirst() {
    Answers answers =
        update(
            FakeConnector.of(
                USER,
                (request, out) -> {
                  out.truncate(USER.name());
                  out.truncate(USER.name());
                  out.upsert(USER.name(), user(1));
                  out.checkpoint(FakeConnector.reached(request, USER, 1));
                }));
    assertThat(answers.records())
        .extracting(Record::getType)
        .containsExactly(RecordType.TRUNCATE, RecordType.UPSERT);
    assertThat(answers.row(0)).isEmpty();
  }

  @Test
  void aTruncateAfterRowsOrOfOlderRowsOnlyIsRefused() {
    Answers late =
        update(
            FakeConnector.of(
                USER,
                (request, out) -> {
                  out.upsert(USER.name(), user(1));
                  out.truncate(USER.name());
                }));
    Answers partly =
        update(
            FakeConnector.of(
                USER,
                (request, out) ->
                    out.accept(
                        new Operation.Truncate(
                            USER.name(),
                            Optional.of(request.clock().instant().minus(Duration.ofSeconds(1)))))));
    assertThat(late.status().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
    assertThat(late.status().getDescription()).contains("\"user\"", "after rows of this sync");
    assertThat(partly.status().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
  }

  @Test
  void aWarningGoesOnAndIsLogged() {
    FakeConnector connector =
        FakeConnector.of(
            USER,
            (request, out) -> {
              out.warning("one row was skipped");
              out.upsert(USER.name(), user(1));
              out.checkpoint(FakeConnector.reached(request, USER, 1));
            });
    try (HostInMemory host = HostInMemory.serving(connector)) {
      Answers answers = host.update();
      assertThat(answers.kinds()).containsExactly(WARNING, RECORD, CHECKPOINT);
      assertThat(answers.status().isOk()).isTrue();
      assertThat(host.log())
          .contains(
              "{\"level\":\"WARNING\",\"message\":\"one row was skipped\","
                  + "\"message-origin\":\"sdk_connector\"}");
    }
  }

  @Test
  void anIncompleteSyncSendsItsRowsAndThenATask() {
    Answers answers =
        update(
            FakeConnector.ending(
                USER,
                (request, out) -> {
                  out.upsert(USER.name(), user(1));
                  out.checkpoint(FakeConnector.reached(request, USER, 1));
                  return SyncResult.incomplete("the API shows 10,000 rows only");
                }));
    assertThat(answers.kinds()).containsExactly(RECORD, CHECKPOINT, TASK);
    assertThat(answers.messages().get(2).getTask().getMessage())
        .isEqualTo("the API shows 10,000 rows only");
    assertThat(answers.status().isOk()).isTrue();
  }

  @Test
  void settingsThatTheUserMustChangeAreATask() {
    Answers answers =
        update(
            FakeConnector.ending(
                USER,
                (request, out) -> {
                  throw new ConfigurationException("GET /users answered 401: renew the token");
                }));
    assertThat(answers.kinds()).containsExactly(TASK);
    assertThat(answers.messages().get(0).getTask().getMessage()).contains("renew the token");
    assertThat(answers.status().isOk()).isTrue();
  }

  @Test
  void unknownSettingsAreATaskToo() {
    Answers answers =
        update(
            FakeConnector.of(USER, (request, out) -> {}),
            UpdateRequest.newBuilder().putConfiguration("tokn", "x").build());
    assertThat(answers.messages().get(0).getTask().getMessage()).contains("did you mean token?");
  }

  @Test
  void aStateOfAnotherConnectorIsATaskThatSaysHowToStartOver() {
    String foreign = State.empty(StateOwner.of("other", Map.of())).json();
    Answers answers =
        update(
            FakeConnector.of(USER, (request, out) -> {}),
            UpdateRequest.newBuilder().setStateJson(foreign).build());
    assertThat(answers.messages().get(0).getTask().getMessage())
        .contains("\"other\"", "historical re-sync");
  }

  @Test
  void aSourceThatIsAwayIsUnavailableAndWhatWasClaimedStands() {
    Answers answers =
        update(
            FakeConnector.ending(
                USER,
                (request, out) -> {
                  out.upsert(USER.name(), user(1));
                  out.checkpoint(FakeConnector.reached(request, USER, 1));
                  out.upsert(USER.name(), user(2));
                  throw new SourceUnavailableException("GET /users answered 503 to 5 attempts");
                }));
    assertThat(answers.kinds()).containsExactly(RECORD, CHECKPOINT);
    assertThat(answers.status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(answers.status().getDescription())
        .isEqualTo("GET /users answered 503 to 5 attempts");
  }

  @Test
  void aSourceThatBreaksItsPromiseIsDataLoss() {
    Answers answers =
        update(
            FakeConnector.ending(
                USER,
                (request, out) -> {
                  throw new SourceDataException("the page is cut");
                }));
    assertThat(answers.status().getCode()).isEqualTo(Status.Code.DATA_LOSS);
  }

  @Test
  void recordsThatCannotBeRowsAreLeftOutAndSaidAndCounted() {
    Answers answers =
        update(
            FakeConnector.of(
                USER,
                (request, out) -> {
                  for (int i = 0; i < 30; i++) {
                    out.upsert(USER.name(), JsonRow.parse("{\"id\":null,\"n\":" + i + "}"));
                  }
                  out.upsert(USER.name(), JsonRow.parse("{\"id\":\"1\"}"));
                  out.checkpoint(request.state());
                }));

    assertThat(answers.status().isOk()).isTrue();
    assertThat(answers.records()).hasSize(1);
    List<String> warnings =
        answers.messages().stream()
            .filter(UpdateResponse::hasWarning)
            .map(each -> each.getWarning().getMessage())
            .toList();
    assertThat(warnings).hasSize(21);
    assertThat(warnings.get(0))
        .isEqualTo(
            "A record of table \"user\" cannot be a row and is left out: the row has no value in"
                + " its key column \"id\". It is {\"id\":null,\"n\":0}");
    assertThat(warnings.get(20))
        .startsWith("Left out because they cannot be rows: 30 records of table \"user\"");
  }

  @Test
  void aDefectIsInternalAndItsStackIsInTheLogOnly() {
    FakeConnector connector =
        FakeConnector.ending(
            USER,
            (request, out) -> {
              throw new IllegalArgumentException("index is -1");
            });
    try (HostInMemory host = HostInMemory.serving(connector)) {
      Answers answers = host.update();
      assertThat(answers.status().getCode()).isEqualTo(Status.Code.INTERNAL);
      assertThat(answers.status().getDescription())
          .contains("defect", "index is -1")
          .doesNotContain("UpdateTest");
      assertThat(host.log()).anyMatch(each -> each.contains("UpdateTest"));
    }
  }

  @Test
  void anErrorOfTheMachineIsSaidToo() {
    Answers answers =
        update(
            FakeConnector.ending(
                USER,
                (request, out) -> {
                  throw new StackOverflowError();
                }));
    assertThat(answers.status().getCode()).isEqualTo(Status.Code.INTERNAL);
  }

  @Test
  void rowsAfterTheLastCheckpointAreADefect() {
    Answers answers =
        update(FakeConnector.of(USER, (request, out) -> out.upsert(USER.name(), user(1))));
    assertThat(answers.status().getCode()).isEqualTo(Status.Code.INTERNAL);
    assertThat(answers.status().getDescription()).contains("after its last checkpoint");
  }

  @Test
  void aRefusalThatTheConnectorSwallowsIsSaidNevertheless() {
    Answers answers =
        update(
            FakeConnector.of(
                USER,
                (request, out) -> {
                  try {
                    out.upsert(Table.named("nobody").name(), user(1));
                  } catch (IllegalStateException e) {
                    out.warning("never mind");
                  }
                }));
    assertThat(answers.status().getCode()).isEqualTo(Status.Code.INTERNAL);
    assertThat(answers.status().getDescription()).contains("\"nobody\"");
    assertThat(answers.messages()).isEmpty();
  }

  @Test
  void aStateLargerThanTenMebibytesIsRefused() {
    Answers answers =
        update(
            FakeConnector.of(
                USER,
                (request, out) ->
                    out.checkpoint(
                        request
                            .state()
                            .with(
                                USER.name(), Cursor.of("seen", "x".repeat(Limits.STATE_BYTES))))));
    assertThat(answers.messages()).isEmpty();
    assertThat(answers.status().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(answers.status().getDescription()).contains("The state has", "10485760");
  }

  @Test
  void aStateOfNearlyTenMebibytesGoesThereAndBack() {
    FakeConnector connector =
        FakeConnector.of(
            USER,
            (request, out) ->
                out.checkpoint(
                    request.state().with(USER.name(), Cursor.of("seen", "x".repeat(10_000_000)))));
    Answers first = update(connector);
    Answers second =
        update(connector, UpdateRequest.newBuilder().setStateJson(first.states().get(0)).build());
    assertThat(second.states()).isEqualTo(first.states());
  }

  @Test
  void aRowLargerThanAMessageIsRefusedByItsTable() {
    Answers answers =
        update(
            FakeConnector.of(
                USER,
                (request, out) -> {
                  out.upsert(
                      USER.name(),
                      FieldRow.of("id", 1).with("name", "x".repeat(Limits.MESSAGE_BYTES)));
                  out.checkpoint(FakeConnector.reached(request, USER, 1));
                }));
    assertThat(answers.status().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(answers.status().getDescription()).contains("\"user\"", "134217728");
  }

  @Test
  void noSecretIsInAnyMessageStatusOrLine() {
    FakeConnector connector =
        FakeConnector.ending(
            USER,
            (request, out) -> {
              out.warning("token hush-hush expires");
              throw new IllegalStateException("401 for hush-hush");
            });
    try (HostInMemory host = HostInMemory.serving(connector)) {
      Answers answers =
          host.update(UpdateRequest.newBuilder().putConfiguration("token", "hush-hush").build());
      assertThat(answers.messages().toString()).contains("token *** expires");
      assertThat(answers.status().getDescription()).contains("401 for ***");
      assertThat(String.join("\n", host.log()))
          .contains("token *** expires")
          .doesNotContain("hush-hush");
    }
  }

  @Test
  void aLongFailureFitsIntoTheHeaderItTravelsIn() {
    Answers answers =
        update(
            FakeConnector.ending(
                USER,
                (request, out) -> {
                  throw new SourceDataException("\u4e2d".repeat(100_000));
                }));
    assertThat(answers.status().getDescription().length()).isLessThan(2_000);
    assertThat(answers.status().getDescription()).endsWith("(the log has all of it)");
  }

  @Test
  void aSyncOfSeveralTablesKeepsTheirRowsApart() {
    Table order = Table.named("order").column("no", DataType.LONG).key("no");
    Answers answers =
        update(
            FakeConnector.of(
                Schema.of(USER, order),
                (request, out) -> {
                  out.upsert(USER.name(), user(1));
                  out.upsert(order.name(), JsonRow.parse("{\"no\":1}"));
                  out.upsert(USER.name(), user(2));
                  out.checkpoint(FakeConnector.reached(request, USER, 2));
                }));
    assertThat(answers.kinds()).containsExactly(RECORDS, CHECKPOINT);
    assertThat(answers.records())
        .extracting(Record::getTableName)
        .containsExactly("user", "order", "user");
  }
}
