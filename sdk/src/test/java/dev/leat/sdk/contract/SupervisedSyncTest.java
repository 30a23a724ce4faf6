package dev.leat.sdk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.Connector;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.row.FieldRow;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.Row;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SupervisedSyncTest {

  private static final StateOwner OWNER = StateOwner.of("scripted", Map.of());
  private static final Table USER = Table.named("user").key("id");
  private static final Table EVENT = Table.named("event");
  private static final TableName OTHER = new TableName("other");
  private static final State START = State.empty(OWNER).with(OTHER, Cursor.of("after", "9"));

  private final List<Operation> passed = new ArrayList<>();
  private OperationSink out = passed::add;

  @Test
  void whatKeepsTheLawsPassesUnchanged() throws Exception {
    SyncResult result =
        run(
            sink -> {
              sink.upsert(USER.name(), user(1));
              sink.update(USER.name(), user(1));
              sink.delete(USER.name(), FieldRow.of("id", 1));
              sink.truncate(EVENT.name());
              sink.setAside(EVENT.name(), "7", "it is not an object");
              sink.schemaChange(USER.column("name", DataType.STRING));
              sink.warning("slow");
              sink.accept(new Operation.Progress(USER.name(), 1, 0, Duration.ZERO));
              sink.checkpoint(START.with(USER.name(), Cursor.of("after", "1")));
            });

    assertThat(result).isEqualTo(SyncResult.complete());
    assertThat(passed).hasSize(9);
    assertThat(passed.get(0)).isEqualTo(new Operation.Upsert(USER.name(), user(1)));
  }

  @Test
  void aRowWithoutItsKeyIsSetAsideWithItsTextAndTheSyncGoesOn() throws Exception {
    run(
        sink -> {
          sink.upsert(USER.name(), JsonRow.parse("{\"ID\":1}"));
          sink.upsert(USER.name(), JsonRow.parse("{\"id\": null,\"id2\":{\"id\":3}}"));
          sink.upsert(USER.name(), FieldRow.of("id", null));
          sink.upsert(USER.name(), user(1));
          sink.checkpoint(START);
        });

    assertThat(passed)
        .startsWith(
            aside("{\"ID\":1}"),
            aside("{\"id\": null,\"id2\":{\"id\":3}}"),
            aside("{\"id\":null}"),
            new Operation.Upsert(USER.name(), user(1)));
  }

  @Test
  void everyColumnOfAKeyIsLookedForWhateverItIsCalled() throws Exception {
    Table odd = Table.named("odd").key("/id", "\u00e4~");
    List<Row> rows =
        List.of(
            JsonRow.parse("{\"/id\":0,\"\\u00e4~\":false}"),
            FieldRow.of("/id", 0).with("\u00e4~", ""),
            JsonRow.parse("{\"/id\":0}"),
            FieldRow.of("/id", 0));
    run(
        sink -> {
          sink.schemaChange(odd);
          for (Row row : rows) {
            sink.upsert(odd.name(), row);
          }
          sink.checkpoint(START);
        });

    assertThat(passed.stream().map(each -> each.findRow().isPresent()))
        .as("schema change, two whole rows, two without a part of their key, checkpoint")
        .containsExactly(false, true, true, false, false, false);
    assertThat(((Operation.SetAside) passed.get(3)).reason())
        .isEqualTo("the row has no value in its key column \"\u00e4~\"");
  }

  @Test
  void aTableThatNobodyAnnouncedIsAgainstLaw5() {
    refused(sink -> sink.upsert(new TableName("ghost"), user(1)), "checkpoint law 5");
    refused(sink -> sink.setAside(new TableName("ghost"), "7", "odd"), "checkpoint law 5");
    refused(sink -> sink.truncate(new TableName("ghost")), "checkpoint law 5");
  }

  @Test
  void aNewTableIsReadOnceItIsAnnounced() throws Exception {
    Table added = Table.named("new").key("id");
    run(
        sink -> {
          sink.schemaChange(added);
          sink.upsert(added.name(), user(1));
          sink.checkpoint(START.with(added.name(), Cursor.of("after", "1")));
        });

    assertThat(passed).hasSize(3);
  }

  @Test
  void aNewTableThatNobodyChoseIsPassedOverOnceAloudAndItsCursorWithIt() throws Exception {
    Table added = Table.named("new").key("id");
    State before = START.with(USER.name(), Cursor.of("after", "1"));
    run(
        each -> each.welcoming(table -> false),
        sink -> {
          sink.schemaChange(added);
          sink.schemaChange(added);
          sink.upsert(added.name(), user(1));
          sink.delete(added.name(), FieldRow.of("id", 1));
          sink.truncate(added.name());
          sink.setAside(added.name(), "7", "odd");
          sink.accept(new Operation.Progress(added.name(), 1, 0, Duration.ZERO));
          sink.checkpoint(before.with(added.name(), Cursor.of("after", "1")));
        });

    assertThat(passed)
        .containsExactly(
            new Operation.Warning(
                "Table \"new\" is new and was not selected: its rows are passed over. Select it to"
                    + " read them"),
            new Operation.Checkpoint(before));
  }

  @Test
  void aChosenTableMayChange() throws Exception {
    Table changed = USER.key("uuid");
    run(
        each -> each.welcoming(table -> false),
        sink -> {
          sink.schemaChange(changed);
          sink.upsert(USER.name(), FieldRow.of("uuid", "a"));
          sink.upsert(USER.name(), user(1));
          sink.checkpoint(START);
        });

    assertThat(passed).hasSize(4);
    assertThat(passed.get(2)).isInstanceOf(Operation.SetAside.class);
  }

  @Test
  void anUpdateOrDeleteNeedsTheKey() {
    refused(sink -> sink.update(USER.name(), FieldRow.of("name", "x")), "without its key \"id\"");
    refused(
        sink -> sink.delete(USER.name(), FieldRow.of("id", null)),
        "a delete of table \"user\" without its key \"id\" (the row has id)");
  }

  @Test
  void anUpdateOrDeleteNeedsATableWithAKey() {
    refused(sink -> sink.delete(EVENT.name(), FieldRow.of("id", 1)), "has no key");
    refused(sink -> sink.update(EVENT.name(), FieldRow.of("id", 1)), "has no key");
  }

  @Test
  void anotherOwnersStateIsRefused() {
    State foreign = State.empty(StateOwner.of("other", Map.of()));
    refused(sink -> sink.checkpoint(foreign), "belongs to another connector or source");
  }

  @Test
  void aCheckpointLeavesTheCursorsOfTablesThatAreNotReadAlone() {
    String law = "drops or moves the cursor of table \"other\"";
    refused(sink -> sink.checkpoint(State.empty(OWNER)), law);
    refused(sink -> sink.checkpoint(START.with(OTHER, Cursor.of("after", "10"))), law);
    refused(
        sink -> sink.checkpoint(START.with(new TableName("ghost"), Cursor.of("after", "1"))),
        "cursor of table \"ghost\"");
  }

  @Test
  void onlyTheThreadOfTheSyncMayCallAndTheSyncEndsWithItsRefusal() {
    refused(
        sink -> {
          Thread other = new Thread(() -> swallowed(sink), "elsewhere");
          other.start();
          other.join();
        },
        "thread \"elsewhere\"");
    assertThat(passed).isEmpty();
  }

  @Test
  void nothingPassesAfterTheEnd() throws Exception {
    List<OperationSink> kept = new ArrayList<>();
    run(kept::add);

    assertThatThrownBy(() -> kept.get(0).warning("late"))
        .isInstanceOf(ContractViolation.class)
        .hasMessageContaining("after sync() had ended");
    assertThat(passed).isEmpty();
  }

  @Test
  void rowsAfterTheLastCheckpointAreAgainstLaw4() {
    refused(
        sink -> {
          sink.checkpoint(START);
          sink.upsert(USER.name(), user(1));
          sink.setAside(EVENT.name(), "7", "odd");
        },
        "2 operations after its last checkpoint, the last of table \"event\" (checkpoint law 4)");
  }

  @Test
  void nothingIsNeitherAnOperationNorAResult() {
    refused(sink -> sink.accept(null), "sent null");
    assertThatThrownBy(
            () -> SupervisedSync.of(connector((request, sink) -> null), request()).run(out))
        .isInstanceOf(ContractViolation.class)
        .hasMessageContaining("sync() returned null");
  }

  @Test
  void afterARefusalNothingPassesAndARefusalThatIsSwallowedEndsTheSync() {
    assertThatThrownBy(
            () ->
                run(
                    sink -> {
                      assertThatThrownBy(() -> sink.upsert(new TableName("ghost"), user(1)));
                      assertThatThrownBy(() -> sink.warning("still here"))
                          .hasMessageContaining("ghost");
                    }))
        .isInstanceOf(ContractViolation.class)
        .hasMessageContaining("ghost");
    assertThat(passed).isEmpty();
  }

  @Test
  void aRefusalThatIsWrappedIsStillWhatEndsTheSync() {
    assertThatThrownBy(
            () ->
                run(
                    sink -> {
                      try {
                        sink.upsert(new TableName("ghost"), user(1));
                      } catch (ContractViolation e) {
                        throw new SourceUnavailableException("no more", e);
                      }
                    }))
        .isInstanceOf(ContractViolation.class)
        .hasMessageContaining("ghost");
  }

  @Test
  void aSinkThatThrewTakesNothingMoreAndWhatItThrewEndsTheSync() {
    for (Exception thrown :
        List.of(new InterruptedException("stop"), new IllegalStateException("pipe"))) {
      int[] calls = {0};
      out =
          operation -> {
            calls[0]++;
            if (thrown instanceof InterruptedException interrupted) {
              throw interrupted;
            }
            throw (RuntimeException) thrown;
          };
      assertThatThrownBy(
              () ->
                  run(
                      sink -> {
                        assertThatThrownBy(() -> sink.upsert(USER.name(), user(1)));
                        assertThatThrownBy(() -> sink.checkpoint(START));
                      }))
          .isSameAs(thrown);
      assertThat(calls[0]).isEqualTo(1);
    }
  }

  @Test
  void tellsWhereTheConnectorStoodWhenItFailed() {
    SupervisedSync sync =
        SupervisedSync.of(
            connector(
                (request, sink) -> {
                  sink.checkpoint(START.with(USER.name(), Cursor.of("after", "1")));
                  sink.upsert(EVENT.name(), user(1));
                  throw new SourceUnavailableException("gone");
                }),
            request());

    assertThat(sync.claimed()).isEqualTo(START);
    assertThatThrownBy(() -> sync.run(out)).hasMessage("gone");
    assertThat(sync.lastTable()).contains(EVENT.name());
    assertThat(sync.claimed().cursor(USER.name())).contains(Cursor.of("after", "1"));
  }

  @Test
  void aConnectorDiscoversATableAndOnlyThoseCanBeChosen() throws Exception {
    Configuration none = ConfigurationSpec.of().parse("{}");
    Connector empty = new Scripted(null, new Schema(List.of()));
    Schema found = Discovery.by(connector((request, sink) -> null), none);

    assertThatThrownBy(() -> Discovery.by(empty, none)).isInstanceOf(ContractViolation.class);
    assertThatThrownBy(() -> Discovery.by(new Scripted(null, null), none))
        .isInstanceOf(ContractViolation.class)
        .hasMessageContaining("discover() gave no table");
    assertThat(Discovery.only(List.of(EVENT.name()), found)).isEqualTo(Schema.of(EVENT));
    assertThat(Discovery.only(List.of(), found)).isEqualTo(found);
    assertThatThrownBy(() -> Discovery.only(List.of(new TableName("usr")), found))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("There is no table \"usr\", did you mean \"user\"? Choose from user, event");
  }

  @FunctionalInterface
  private interface Script {
    SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException;
  }

  @FunctionalInterface
  private interface Calls {
    void on(OperationSink out) throws InterruptedException;
  }

  private record Scripted(Script script, Schema schema) implements Connector {

    @Override
    public ConnectorInfo info() {
      return new ConnectorInfo("scripted", "1", URI.create("https://example.com"));
    }

    @Override
    public ConfigurationSpec configurationSpec() {
      return ConfigurationSpec.of();
    }

    @Override
    public Schema discover(Configuration configuration) {
      return schema;
    }

    @Override
    public SyncResult sync(SyncRequest request, OperationSink sink) throws InterruptedException {
      return script.sync(request, sink);
    }
  }

  private static Connector connector(Script script) {
    return new Scripted(script, Schema.of(USER, EVENT));
  }

  private static SyncRequest request() {
    return SyncRequest.of(
        ConfigurationSpec.of().parse("{}"), Schema.of(USER, EVENT), START, Clock.systemUTC());
  }

  private SyncResult run(Calls calls) throws InterruptedException {
    return run(SupervisedSync::welcomingNewTables, calls);
  }

  private SyncResult run(UnaryOperator<SupervisedSync> options, Calls calls)
      throws InterruptedException {
    Connector connector =
        connector(
            (request, sink) -> {
              calls.on(sink);
              return SyncResult.complete();
            });
    return options.apply(SupervisedSync.of(connector, request())).run(out);
  }

  private void refused(Calls calls, String message) {
    assertThatThrownBy(() -> run(calls))
        .isInstanceOf(ContractViolation.class)
        .hasMessageContaining(message);
  }

  private static void swallowed(OperationSink sink) {
    try {
      sink.upsert(USER.name(), user(1));
    } catch (RuntimeException | InterruptedException e) {
      return;
    }
    throw new AssertionError("not refused");
  }

  private static Operation aside(String record) {
    return new Operation.SetAside(
        USER.name(), record, "the row has no value in its key column \"id\"");
  }

  private static Row user(int id) {
    return FieldRow.of("id", id).with("name", "User " + id);
  }
}
