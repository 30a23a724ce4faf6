package dev.leat.sdk.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {

  private static final Table USERS = Table.named("user").column("id", DataType.STRING).key("id");

  @Test
  void everyTypeIsReadBackFromItsName() {
    for (DataType.Kind kind : DataType.Kind.values()) {
      DataType type =
          kind == DataType.Kind.DECIMAL ? DataType.decimal(38, 9) : new DataType(kind, 0, 0);
      assertThat(DataType.parse(type.toString())).hasValue(type);
      assertThat(DataType.names()).contains(kind.name());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "TEXT",
        "long",
        "DECIMAL",
        "DECIMAL(0,0)",
        "DECIMAL(5,6)",
        "DECIMAL(1001,0)",
        "DECIMAL(1,-1)",
        "LONG(1,0)"
      })
  void whatNamesNoTypeIsNone(String text) {
    assertThat(DataType.parse(text)).isEqualTo(Optional.empty());
  }

  @Test
  void impossibleTablesCannotBeBuilt() {
    assertThatThrownBy(() -> Table.named(" ")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Table.named("a\nb")).hasMessageContaining("control characters");
    assertThatThrownBy(() -> Table.named("x".repeat(201))).hasMessageContaining("at most 200");
    assertThatThrownBy(() -> USERS.column("id", DataType.INT)).hasMessageContaining("\"id\" twice");
    assertThatThrownBy(() -> USERS.key("id", "id")).hasMessageContaining("\"id\" twice");
    assertThatThrownBy(() -> Table.named("t").disposition(Disposition.MERGE))
        .hasMessageContaining("add key");
    assertThatThrownBy(() -> Schema.of(USERS, USERS)).hasMessageContaining("twice");
  }

  @Test
  void aSelectionKeepsTheOrderOfTheSchemaAndNamesWhatThereIs() {
    Schema schema = Schema.of(USERS, Table.named("order"), Table.named("log"));

    assertThat(schema.only(List.of(new TableName("log"), USERS.name())).tables())
        .extracting(each -> each.name().value())
        .containsExactly("user", "log");
    assertThatThrownBy(() -> schema.only(List.of(new TableName("users"))))
        .hasMessage("There is no table \"users\": choose from user, order, log");
  }

  @Test
  void aKeyMakesATableMergeUnlessItIsReplaced() {
    assertThat(Table.named("t").disposition()).isEqualTo(Disposition.APPEND);
    assertThat(USERS.disposition()).isEqualTo(Disposition.MERGE);
    assertThat(Table.named("t").disposition(Disposition.REPLACE).key("id").disposition())
        .isEqualTo(Disposition.REPLACE);
  }
}
