package dev.leat.host.fivetran;

import dev.leat.host.fivetran.wire.DataTypeParams;
import dev.leat.host.fivetran.wire.DecimalParams;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import java.util.Optional;

/** Tables, columns and types as Fivetran's messages. Stateless. */
final class WireSchema {

  private WireSchema() {}

  /** All tables. A key that is no declared column is shown without a type: its values will tell. */
  static dev.leat.host.fivetran.wire.TableList tables(Schema schema) {
    var tables = dev.leat.host.fivetran.wire.TableList.newBuilder();
    for (Table table : schema.tables()) {
      tables.addTables(new TableShape(table, TableSelector.everything(table.name())).wire());
    }
    return tables.build();
  }

  /**
   * One column.
   *
   * @param type empty if it is not known yet
   */
  static dev.leat.host.fivetran.wire.Column column(
      String name, Optional<DataType> type, TableShape.Role role) {
    var column =
        dev.leat.host.fivetran.wire.Column.newBuilder()
            .setName(name)
            .setPrimaryKey(role == TableShape.Role.KEY)
            .setType(
                type.map(WireSchema::type)
                    .orElse(dev.leat.host.fivetran.wire.DataType.UNSPECIFIED));
    type.filter(each -> each.kind() == DataType.Kind.DECIMAL)
        .ifPresent(each -> column.setParams(digits(each)));
    return column.build();
  }

  private static dev.leat.host.fivetran.wire.DataType type(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN -> dev.leat.host.fivetran.wire.DataType.BOOLEAN;
      case SHORT -> dev.leat.host.fivetran.wire.DataType.SHORT;
      case INT -> dev.leat.host.fivetran.wire.DataType.INT;
      case LONG -> dev.leat.host.fivetran.wire.DataType.LONG;
      case DECIMAL -> dev.leat.host.fivetran.wire.DataType.DECIMAL;
      case FLOAT -> dev.leat.host.fivetran.wire.DataType.FLOAT;
      case DOUBLE -> dev.leat.host.fivetran.wire.DataType.DOUBLE;
      case NAIVE_DATE -> dev.leat.host.fivetran.wire.DataType.NAIVE_DATE;
      case NAIVE_TIME -> dev.leat.host.fivetran.wire.DataType.NAIVE_TIME;
      case NAIVE_DATETIME -> dev.leat.host.fivetran.wire.DataType.NAIVE_DATETIME;
      case UTC_DATETIME -> dev.leat.host.fivetran.wire.DataType.UTC_DATETIME;
      case BINARY -> dev.leat.host.fivetran.wire.DataType.BINARY;
      case XML -> dev.leat.host.fivetran.wire.DataType.XML;
      case STRING -> dev.leat.host.fivetran.wire.DataType.STRING;
      case JSON -> dev.leat.host.fivetran.wire.DataType.JSON;
    };
  }

  private static DataTypeParams digits(DataType decimal) {
    return DataTypeParams.newBuilder()
        .setDecimal(
            DecimalParams.newBuilder().setPrecision(decimal.precision()).setScale(decimal.scale()))
        .build();
  }
}
