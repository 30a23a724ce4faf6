package dev.leat.host.fivetran;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.host.fivetran.wire.Column;
import dev.leat.host.fivetran.wire.DataType;
import dev.leat.host.fivetran.wire.SchemaRequest;
import dev.leat.host.fivetran.wire.SchemaResponse;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import org.junit.jupiter.api.Test;

class WireSchemaTest {

  private static SchemaResponse schemaOf(Table... tables) {
    try (HostInMemory host =
        HostInMemory.serving(FakeConnector.of(Schema.of(tables), (request, out) -> {}))) {
      return host.client().schema(SchemaRequest.getDefaultInstance());
    }
  }

  @Test
  void everyTypeHasItsNamesake() {
    Table table = Table.named("all");
    for (dev.leat.sdk.schema.DataType.Kind kind : dev.leat.sdk.schema.DataType.Kind.values()) {
      table =
          table.column(
              kind.name(),
              kind == dev.leat.sdk.schema.DataType.Kind.DECIMAL
                  ? dev.leat.sdk.schema.DataType.decimal(12, 2)
                  : dev.leat.sdk.schema.DataType.parse(kind.name()).orElseThrow());
    }
    assertThat(schemaOf(table).getWithoutSchema().getTables(0).getColumnsList())
        .hasSize(15)
        .allSatisfy(column -> assertThat(column.getType().name()).isEqualTo(column.getName()));
  }

  @Test
  void aDecimalSaysItsDigits() {
    Column column =
        schemaOf(Table.named("t").column("price", dev.leat.sdk.schema.DataType.decimal(12, 2)))
            .getWithoutSchema()
            .getTables(0)
            .getColumns(0);
    assertThat(column.getParams().getDecimal().getPrecision()).isEqualTo(12);
    assertThat(column.getParams().getDecimal().getScale()).isEqualTo(2);
  }

  @Test
  void keysAreMarkedAndThoseNotDeclaredHaveNoTypeYet() {
    Table table =
        Table.named("t")
            .column("id", dev.leat.sdk.schema.DataType.LONG)
            .column("name", dev.leat.sdk.schema.DataType.STRING)
            .key("id", "tenant");
    assertThat(schemaOf(table).getWithoutSchema().getTables(0).getColumnsList())
        .extracting(Column::getName, Column::getType, Column::getPrimaryKey)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("id", DataType.LONG, true),
            org.assertj.core.groups.Tuple.tuple("name", DataType.STRING, false),
            org.assertj.core.groups.Tuple.tuple("tenant", DataType.UNSPECIFIED, true));
  }

  @Test
  void tablesAreInNoSchemaAndCanBeSelected() {
    SchemaResponse schema = schemaOf(Table.named("a"), Table.named("b"));
    assertThat(schema.getWithoutSchema().getTablesList())
        .extracting(dev.leat.host.fivetran.wire.Table::getName)
        .containsExactly("a", "b");
    assertThat(schema.getSelectionNotSupported()).isFalse();
  }
}
