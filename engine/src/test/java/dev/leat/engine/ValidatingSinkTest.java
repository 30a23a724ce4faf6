package dev.leat.engine;

import static dev.leat.engine.ScriptedConnector.EVENT;
import static dev.leat.engine.ScriptedConnector.USER;
import static dev.leat.engine.ScriptedConnector.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.engine.ValidatingSink.NewTables;
import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.row.FieldRow;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValidatingSinkTest {

  private static final StateOwner OWNER = StateOwner.of("scripted", Map.of());

  private final List<Operation> passed = new ArrayList<>();
  private final ValidatingSink sink = sink(NewTables.WELCOME);

  private ValidatingSink sink(NewTables newTables) {
    return new ValidatingSink(passed::add, OWNER, Schema.of(USER, EVENT), newTables);
  }

  @Test
  void whatKeepsTheRulesPassesUnchanged() throws Exception {
    sink.upsert(USER.name(), user(1));
    sink.update(USER.name(), user(1));
    sink.delete(USER.name(), FieldRow.of("id", 1));
    sink.truncate(EVENT.name());
    sink.warning("slow");
    sink.checkpoint(State.empty(OWNER));
    sink.requireAllClaimed();

    assertThat(passed).hasSize(6);
  }

  @Test
  void aTableThatNobodyAnnouncedIsAgainstLaw5() {
    refused(out -> out.upsert(ScriptedConnector.table("ghost"), user(1)), "checkpoint law 5");
  }

  @Test
  void aTableThatWasNotChosenMayNotBeAnnounced() {
    assertThatThrownBy(() -> sink(NewTables.REFUSED).schemaChange(Table.named("extra")))
        .isInstanceOf(ContractViolation.class)
        .hasMessageContaining("not selected");
  }

  @Test
  void aChosenTableMayChange() throws Exception {
    sink(NewTables.REFUSED).schemaChange(USER.column("name", dev.leat.sdk.schema.DataType.STRING));
    assertThat(passed).hasSize(1);
  }

  @Test
  void anUpdateOrDeleteNeedsTheKey() {
    refused(out -> out.update(USER.name(), FieldRow.of("name", "x")), "without its key \"id\"");
    refused(out -> out.delete(USER.name(), FieldRow.of("id", null)), "without its key \"id\"");
  }

  @Test
  void anUpdateOrDeleteNeedsATableWithAKey() {
    refused(out -> out.delete(EVENT.name(), FieldRow.of("id", 1)), "has no key");
    refused(out -> out.update(EVENT.name(), FieldRow.of("id", 1)), "has no key");
  }

  @Test
  void aRowOfTheSourceWithoutItsKeyIsTheSourcesFault() {
    assertThatThrownBy(() -> sink.upsert(USER.name(), JsonRow.parse("{\"ID\":1}")))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("without its key \"id\" (the row has ID)");
  }

  @Test
  void aKeyThatLooksLikeAPointerIsAName() throws Exception {
    Table odd = Table.named("odd").key("/id");
    ValidatingSink other =
        new ValidatingSink(passed::add, OWNER, Schema.of(odd), NewTables.REFUSED);
    other.upsert(odd.name(), JsonRow.parse("{\"/id\":1}"));
    assertThat(passed).hasSize(1);
  }

  @Test
  void anotherOwnersStateIsRefused() {
    State foreign = State.empty(StateOwner.of("other", Map.of()));
    refused(out -> out.checkpoint(foreign), "derive every state from request.state()");
  }

  @Test
  void onlyTheThreadOfTheSyncMayCall() throws Exception {
    List<Throwable> thrown = new ArrayList<>();
    Thread other =
        new Thread(
            () -> {
              try {
                sink.warning("from elsewhere");
              } catch (Throwable e) {
                thrown.add(e);
              }
            },
            "elsewhere");
    other.start();
    other.join();

    assertThat(thrown)
        .singleElement()
        .isInstanceOf(ContractViolation.class)
        .asString()
        .contains("thread \"elsewhere\"");
  }

  @Test
  void rowsAfterTheLastCheckpointAreAgainstLaw4() throws Exception {
    sink.upsert(USER.name(), user(1));
    assertThatThrownBy(sink::requireAllClaimed)
        .isInstanceOf(ContractViolation.class)
        .hasMessageContaining("1 operations of table \"user\"")
        .hasMessageContaining("checkpoint law 4");
  }

  @Test
  void afterARefusalNothingPasses() throws Exception {
    assertThatThrownBy(() -> sink.upsert(ScriptedConnector.table("ghost"), user(1)));
    assertThatThrownBy(() -> sink.warning("still here")).hasMessageContaining("ghost");
    assertThatThrownBy(sink::requireAllClaimed).hasMessageContaining("ghost");
    assertThat(passed).isEmpty();
  }

  @FunctionalInterface
  private interface Call {
    void on(OperationSink out) throws InterruptedException;
  }

  private void refused(Call call, String message) {
    assertThatThrownBy(() -> call.on(sink(NewTables.WELCOME)))
        .isInstanceOf(ContractViolation.class)
        .hasMessageContaining(message);
    assertThat(passed).isEmpty();
  }
}
