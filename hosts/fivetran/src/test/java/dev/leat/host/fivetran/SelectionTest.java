package dev.leat.host.fivetran;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.host.fivetran.HostInMemory.Answers;
import dev.leat.host.fivetran.wire.Record;
import dev.leat.host.fivetran.wire.Selection;
import dev.leat.host.fivetran.wire.TableSelection;
import dev.leat.host.fivetran.wire.TablesWithNoSchema;
import dev.leat.host.fivetran.wire.TablesWithSchema;
import dev.leat.host.fivetran.wire.UpdateRequest;
import dev.leat.host.fivetran.wire.UpdateResponse;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the user leaves out is neither read nor sent. */
class SelectionTest {

  private static final Table USER =
      Table.named("user").column("id", DataType.LONG).column("email", DataType.STRING).key("id");
  private static final Table ORDER = Table.named("order").column("no", DataType.LONG).key("no");

  private static final FakeConnector BOTH =
      FakeConnector.of(
          Schema.of(USER, ORDER),
          (request, out) -> {
            for (Table table : request.selection().tables()) {
              String key = table.primaryKey().get(0);
              out.upsert(
                  table.name(),
                  JsonRow.parse("{\"" + key + "\":1,\"email\":\"a@b\",\"extra\":{\"x\":1}}"));
            }
            out.checkpoint(FakeConnector.reached(request, USER, 1));
          });

  private static Answers update(TablesWithNoSchema.Builder selection) {
    try (HostInMemory host = HostInMemory.serving(BOTH)) {
      return host.update(
          UpdateRequest.newBuilder()
              .setSelection(Selection.newBuilder().setWithoutSchema(selection))
              .build());
    }
  }

  private static TableSelection.Builder included(String table) {
    return TableSelection.newBuilder()
        .setTableName(table)
        .setIncluded(true)
        .setIncludeNewColumns(true);
  }

  @Test
  void aTableThatIsLeftOutIsNotReadAtAll() {
    Answers answers =
        update(
            TablesWithNoSchema.newBuilder()
                .addTables(included("user"))
                .addTables(included("order").setIncluded(false))
                .setIncludeNewTables(true));
    assertThat(answers.records()).extracting(Record::getTableName).containsExactly("user");
  }

  @Test
  void aTableThatTheUserHasNotSeenFollowsTheRuleForNewOnes() {
    assertThat(update(TablesWithNoSchema.newBuilder().addTables(included("user"))).records())
        .hasSize(1);
    assertThat(
            update(
                    TablesWithNoSchema.newBuilder()
                        .addTables(included("user"))
                        .setIncludeNewTables(true))
                .records())
        .hasSize(2);
  }

  @Test
  void aColumnThatIsLeftOutIsNeitherAnnouncedNorSent() {
    Answers answers =
        update(
            TablesWithNoSchema.newBuilder()
                .addTables(included("user").putColumns("email", false).putColumns("id", true)));
    assertThat(answers.row(0)).containsOnlyKeys("id", "extra");
    assertThat(answers.messages().toString()).doesNotContain("email", "a@b");
  }

  @Test
  void aColumnThatTheUserHasNotSeenFollowsTheRuleForNewOnes() {
    Answers answers =
        update(
            TablesWithNoSchema.newBuilder()
                .addTables(
                    included("user")
                        .putAllColumns(Map.of("id", true, "email", true))
                        .setIncludeNewColumns(false)));
    assertThat(answers.row(0)).containsOnlyKeys("id", "email");
    assertThat(answers.messages()).noneMatch(UpdateResponse::hasSchemaChange);
  }

  @Test
  void aKeyIsSentWhateverTheUserChose() {
    Answers answers =
        update(
            TablesWithNoSchema.newBuilder()
                .addTables(included("user").putColumns("id", false).setIncludeNewColumns(false)));
    assertThat(answers.row(0)).containsOnlyKeys("id");
  }

  @Test
  void aSelectedTableThatTheSourceDoesNotHaveIsAWarning() {
    Answers answers =
        update(
            TablesWithNoSchema.newBuilder()
                .addTables(included("invoice"))
                .addTables(included("user")));
    assertThat(answers.messages().get(0).getWarning().getMessage()).contains("\"invoice\"");
    assertThat(answers.records()).hasSize(1);
  }

  @Test
  void nothingSelectedIsNothingToDo() {
    Answers answers = update(TablesWithNoSchema.newBuilder());
    assertThat(answers.messages()).isEmpty();
    assertThat(answers.status().isOk()).isTrue();
  }

  @Test
  void aSelectionOfSchemasIsATask() {
    try (HostInMemory host = HostInMemory.serving(BOTH)) {
      Answers answers =
          host.update(
              UpdateRequest.newBuilder()
                  .setSelection(
                      Selection.newBuilder().setWithSchema(TablesWithSchema.getDefaultInstance()))
                  .build());
      assertThat(answers.messages().get(0).getTask().getMessage()).contains("schemas");
    }
  }
}
